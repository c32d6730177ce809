import JSONText
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs the program in an environment that holds nothing but what is given.
func feltsh(
  _ arguments: [String], input: String = "", environment: [String: String] = [:], directory: String? = nil
) throws -> ProgramRun {
  var variables = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
  variables.merge(environment) { $1 }
  return try ProgramRun.run("feltsh", arguments, input: input.utf8, environment: variables, directory: directory)
}

@Suite struct CommandLineTests {
  @Test("-c prints the response's body alone, which is JSON")
  func bodyAlone() throws {
    let run = try feltsh(["--sandbox", "-c", #"post /maps title="x""#])
    #expect(run.status == 0)
    #expect(run.error.isEmpty)
    guard case .object(let map) = try JSONValue(parsing: run.outputBytes) else {
      Issue.record("no object")
      return
    }
    #expect(map["title"] == .string("x"))
  }

  @Test("Lines from a pipe are run, several -c are one session, and --pretty lays out")
  func ways() throws {
    #expect(
      try feltsh(["--sandbox"], input: "# hi\nm = post /maps title=A\n\nget /maps/$m --select $.title\n").output
        .hasSuffix("\"A\"\n"))
    let run = try feltsh(["--sandbox", "-c", "set t=B", "-c", "post /maps title=$t --select $.title", "--pretty"])
    #expect(run.output == "\"B\"\n")
    #expect(try feltsh(["--sandbox", "--pretty", "-c", "whoami"]).output.hasPrefix("{\n  \"id\": "))
  }

  @Test(
    "Exit statuses say what went wrong",
    arguments: [
      (["--sandbox", "-c", "get /user"], 0), (["--sandbox", "-c", "get /user", "-c", "expect status 201"], 1),
      (["--sandbox", "-c", "gte /user"], 2), (["--sandbox", "-c", "get /usr"], 2), (["--nonsense"], 2),
      (["nonsense"], 2),
      (["run", "/nonexistent.felt"], 2), (["--base-url", "nonsense", "-c", "get /user"], 2),
      (["--sandbox", "-c", "get /maps/nosuchmap"], 4),
      (["--sandbox", "--fault", "get /user 503", "-c", "get /user"], 5),
      (["-c", "get /user"], 6), (["--sandbox", "--fault", "get /user 401", "-c", "get /user"], 6), (["--version"], 0),
      (["--help"], 0),
      (["--var", "x", "-c", "vars"], 2), (["--timeout", "0", "-c", "vars"], 2),
      (["--sandbox", "--fault", "x", "-c", "vars"], 2),
    ] as [([String], Int32)])
  func exitStatuses(arguments: [String], status: Int32) throws {
    let run = try feltsh(arguments)
    #expect(run.status == status, "\(run.error)")
    if status != 0 { #expect(!run.error.isEmpty) }
  }

  @Test(
    "An option of the sandbox without the sandbox is refused",
    arguments: [
      (["--fault", "get /user 429", "-c", "pwd"], "add --sandbox"), (["--seed", "3"], "add --sandbox"),
      (["--rate", "1/s", "run", "x"], "add --sandbox"), (["--empty"], "add --sandbox"),
      (["--sandbox", "--port", "1", "-c", "pwd"], "feltsh sandbox --port N"), (["--state", "x"], "feltsh sandbox"),
    ])
  func sandboxOptions(arguments: [String], advice: String) throws {
    let run = try feltsh(arguments)
    #expect(run.status == 2)
    #expect(run.error.contains(advice), "\(run.error)")
  }

  @Test("No response is exit status 3, each kind with its own message")
  func noResponse() throws {
    let environment = ["FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"]
    let refused = try feltsh(
      ["--retries", "0", "--base-url", "http://127.0.0.1:1/api/v2", "-c", "get /user"], environment: environment)
    #expect(refused.status == 3)
    #expect(refused.error.contains("the connection was refused"))
    let unknown = try feltsh(
      ["--base-url", "https://nosuch.invalid/api/v2", "-c", "get /user"], environment: environment)
    #expect(unknown.status == 3)
    #expect(unknown.error.contains("nosuch.invalid is not known"))
  }

  @Test("A token never goes over plain http to another machine")
  func plainHTTP() throws {
    let run = try feltsh(
      ["--base-url", "http://felt.example/api/v2", "-c", "get /user"],
      environment: ["FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"])
    #expect(run.status == 2)
    #expect(run.error.contains("the token is not sent"))
    #expect(!run.error.contains("ABCDEFGHIJKLMNOP"))
  }

  @Test("A token comes from --token-file first, then FELT_API_TOKEN, then FELT_KEY")
  func tokenSources() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("felt_pat_FFFFFFFFFFFFFFFFFFFFfile\n", to: "token", mode: 0o600)
    let both = ["FELT_API_TOKEN": "felt_pat_AAAAAAAAAAAAAAAAAAAAvar1", "FELT_KEY": "felt_pat_KKKKKKKKKKKKKKKKKKKKvar2"]
    #expect(try feltsh(["--token-file", file, "-c", "status"], environment: both).error.contains("felt_pat_…file"))
    #expect(try feltsh(["-c", "status"], environment: both).error.contains("felt_pat_…var1, from FELT_API_TOKEN"))
    #expect(
      try feltsh(["-c", "status"], environment: ["FELT_KEY": both["FELT_KEY"] ?? ""]).error.contains(
        "felt_pat_…var2, from FELT_KEY"))
    let open = try folder.write("felt_pat_FFFFFFFFFFFFFFFFFFFFfile\n", to: "open", mode: 0o644)
    let refused = try feltsh(["--token-file", open, "-c", "status"])
    #expect(refused.status == 6)
    #expect(refused.error.contains("chmod 600 \(open)"))
  }

  @Test("A token file is not a link, and belongs to the user")
  func foreignTokenFile() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("felt_pat_FFFFFFFFFFFFFFFFFFFFfile\n", to: "token", mode: 0o600)
    let link = folder.path + "/link"
    #expect(unsafe symlink(file, link) == 0)
    var refusals = [try feltsh(["--token-file", link, "-c", "status"])]
    // Only the superuser can give a file away.
    if geteuid() == 0 {
      #expect(unsafe chown(file, 1, 1) == 0)
      refusals.append(try feltsh(["--token-file", file, "-c", "status"]))
    }
    for run in refusals {
      #expect(run.status == 6)
      #expect(run.error.contains("a link or another user's file") && run.error.contains("chmod 600"))
      #expect(!run.error.contains("FFFFFFFF"))
    }
  }

  @Test("A program that is started does not get the token")
  func childEnvironment() throws {
    let run = try feltsh(
      ["--sandbox", "--allow-shell", "-c", "get /user | cat >/dev/null; env"],
      environment: [
        "FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST", "FELT_KEY": "felt_pat_ABCDEFGHIJKLMNOPQRST", "OTHER": "here",
      ])
    #expect(run.output.contains("OTHER=here"))
    #expect(!run.output.contains("felt_pat_"))
  }

  @Test("A reader that leaves early is not a failure, and a full disk is one")
  func writing() throws {
    let folder = try TemporaryFolder()
    let program = try PseudoTerminal.product("feltsh")
    let piped = try ProgramRun.run("/bin/sh", ["-c", "'\(program)' --sandbox -c 'help operations' -c help | head -1"])
    #expect(piped.error.isEmpty)
    let full = try ProgramRun.run(
      "/bin/sh", ["-c", "'\(program)' --sandbox -c 'get /user' > /dev/full; echo $?"], directory: folder.path)
    #expect(full.output == "2\n")
    #expect(full.error.contains("standard output cannot be written"))
  }

  @Test("Colour is for terminals, NO_COLOR and --color say otherwise")
  func color() throws {
    #expect(!(try feltsh(["--sandbox", "-c", "help"]).output.contains("\u{1B}")))
    #expect(try feltsh(["--sandbox", "--color", "always", "-c", "help"]).output.contains("\u{1B}[1m"))
  }

  @Test(
    "The program needs neither all of Foundation nor ICU, and loads libcurl only for a request",
    .enabled(if: tool("objdump")))
  func linkage() throws {
    let run = try ProgramRun.run(try toolPath("objdump"), ["-p", try PseudoTerminal.product("feltsh")])
    #expect(run.output.contains("libedit"))
    for name in ["libcurl", "libFoundation.so", "libFoundationInternationalization.so", "lib_FoundationICU", "libicu"] {
      #expect(!run.output.contains(name))
    }
  }

  @Test(
    "Garbage on standard input is refused with a message, and nothing is sent",
    arguments: [
      [0x67, 0x65, 0x74, 0x20, 0xFF, 0xFE, 0x0A], [0x67, 0x65, 0x74, 0x00, 0x0A],
      Array(repeating: 0x5B, count: 100_000),
      Array("post /maps {".utf8), Array("get '".utf8), Array("$(reboot)\n".utf8),
    ] as [[UInt8]])
  func garbage(bytes: [UInt8]) throws {
    let run = try ProgramRun.run("feltsh", ["--sandbox"], input: bytes, environment: ["PATH": "/bin"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("error: "))
    #expect(run.error.utf8.count < 1000)
  }
}
