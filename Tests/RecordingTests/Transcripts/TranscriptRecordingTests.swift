import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What a recording writes below its requests.
@Suite struct TranscriptRecordingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The transcript of what is typed in a sandbox, without the comments on top.
  private func recorded(_ lines: String...) throws -> String {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
    return try recorded(shell, lines)
  }

  private func recorded(_ shell: ShellHarness, _ lines: [String]) throws -> String {
    shell.type("record '\(folder.file("out.felt"))' --transcript")
    for line in lines { shell.type(line) }
    let before = try folder.read("out.felt")
    shell.type("record off")
    let text = try folder.read("out.felt")
    // What was given is there as soon as each command ends.
    #expect(Self.transcript(before) == Self.transcript(text))
    return text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("# ") }
      .joined(separator: "\n")
  }

  private static func transcript(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.hasPrefix("#>") }
  }

  @Test("Each request has its status and its body below it, with ids named by the variable or the thing")
  func placeholders() throws {
    let text = try recorded("map = post /maps title=A", "get /maps/$map --select $.title")
    #expect(text.hasPrefix("map = post /maps title=A\n#> 200\n#> {\n#>   \"id\": <id:map>,\n#>   \"type\": \"map\",\n"))
    #expect(text.contains("#>   \"created_at\": <time>,\n"))
    #expect(text.contains("#>   \"project_id\": <id:project>,\n"))
    #expect(text.contains("#>   \"url\": \"https://felt.com/map/A-<id:map>\",\n"))
    #expect(text.contains("\nget /maps/$map --select $.title\n#> 200\n#> {\n#>   \"id\": <id:map>,\n"))
    #expect(!text.contains("expect status"))
  }

  @Test("Secrets, presigned forms and storage addresses are placeholders")
  func secrets() throws {
    let text = try recorded(
      "map = post /maps title=A", "upload_map_layer $map name=Roads",
      "create_map_embed_token $map user_email==ada@sandbox.example")
    #expect(text.contains("#>   \"presigned_attributes\": <secret>,\n#>   \"url\": <url>\n"))
    #expect(text.contains("#> {\"expires_at\": <time>, \"token\": <secret>}\n"))
    #expect(!text.contains("felt_embed_") && !text.contains("x-amz"))
  }

  @Test("A failure that is expected has its response too, and one that is not is a comment")
  func failures() throws {
    let text = try recorded("get /maps/nosuch", "get /maps/nosuch", "expect status 404")
    #expect(text.contains("# get /maps/nosuch  (404"))
    #expect(text.contains("#> 404\n#> {\n#>   \"errors\": [\n"))
    #expect(text.hasSuffix("#> }\nexpect status 404\n"))
  }

  @Test("What is not JSON stands there line by line, with its type, and what is too long is folded")
  func otherFormats() throws {
    let csv = ScriptedTransport.Reply(
      body: "id,name\nAbCdEfGhIjKlMnOpQrSt12,<id> a \n...\n", headers: [.contentType: "text/csv; charset=utf-8"])
    let long = ScriptedTransport.Reply(
      body: (1...300).map { "\($0)\n" }.joined(), headers: [.contentType: "text/plain"])
    let list = ScriptedTransport.Reply(
      body: "[" + (1...500).map { "{\"id\": \"x\($0)\", \"name\": \"Name \($0)\"}" }.joined(separator: ",") + "]")
    let shell = try ShellHarness([csv, long, list], typed: [])
    let text = try recorded(shell, ["get /user", "get /user", "get /user"])
    #expect(text.contains("get /user\n#> 200 text/csv\n#> id,name\n#> <id:id>,\\<id> a\n#> \\...\nget"), "\(text)")
    #expect(text.contains("\n#> 199\n#> ...\nget /user\n"), "\(text)")
    #expect(text.contains("#> [\n#>   {\"id\": \"x1\", \"name\": \"Name 1\"},\n"), "\(text)")
    #expect(text.hasSuffix("\"Name 20\"},\n#>   ...\n#> ]\n"), "\(text)")
    #expect(text.split(separator: "\n").count < 450)
  }

  // A step that cost more the longer the recording is would make this take minutes.
  @Test("Each of 3,000 steps adds its lines to the end of the file, which is not rewritten")
  func appends() throws {
    let replies = (0..<3000).map { number in
      let id = String(repeating: "a", count: 18) + String(1000 + number)
      return ScriptedTransport.Reply(body: #"{"id":"\#(id)","type":"map","title":"Map \#(id)"}"#)
    }
    let shell = try ShellHarness(replies, typed: [])
    shell.type("record '\(folder.file("long.felt"))' --transcript")
    let number = folder.fileNumber("long.felt")
    for _ in replies { shell.type("post /maps title=A") }
    #expect(folder.fileNumber("long.felt") == number)
    let text = try folder.read("long.felt")
    #expect(text.hasSuffix("\n#> {\"id\": <id:map3000>, \"type\": \"map\", \"title\": \"Map <id:map3000>\"}\n"))
  }

  @Test("What is nested deeply is folded, so that it can be read again")
  func depth() throws {
    let body = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let shell = try ShellHarness([.init(body: body)], typed: [])
    _ = try recorded(shell, ["get /user"])
    let harness = try TranscriptHarness([.init(body: body)])
    #expect(try harness.test(try folder.read("out.felt")).status == .success, "\(harness.messages)")
  }

  @Test("Reads of the shell's own are not in a transcript, and paths are written whole")
  func locations() throws {
    let text = try recorded("cd 'River survey'", "ls", "get . --select $.name")
    #expect(text.matches(of: #/(?m)^(\w+ = )?get/#).count == 3, "\(text)")
    #expect(!text.contains("get /sources"))
    #expect(text.contains("get /projects/$projects[?@.name==\"River survey\"].id"), "\(text)")
  }

  @Test("save FILE --transcript writes what was done before")
  func save() throws {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
    for line in ["get /user", "map = post /maps title=A", "save '\(folder.file("s.felt"))' --transcript"] {
      shell.session.history.append(line)
      shell.type(line)
    }
    let text = try folder.read("s.felt")
    #expect(text.contains("get /user\n#> 200\n#> {") && text.contains("\npost /maps title=A\n#> 200\n#> {\n"))
    shell.type("save '\(folder.file("t.felt"))' 2-2 --transcript")
    #expect(try !folder.read("t.felt").contains("get /user"))
  }

  @Test("run takes the lines for comments, and expectations behind them belong to their request")
  func runs() throws {
    let shell = try ShellHarness([.init(status: 404, body: "{}")])
    #expect(
      shell.run("get /user\n#> 404\n#> {\"a\": <id>}\nexpect status 404", name: "a.felt").status == .success)
    let script = Script(parsing: "get /user\n#> 200\n  #>  {}", source: .script("a.felt"), table: shell.executor.table)
    #expect(script.statements[0].transcript.map(\.content) == ["200", " {}"])
    #expect(script.statements[0].transcript.map(\.indentation) == [0, 2])
  }

  @Test("What a transcript says is not recorded again when it is run")
  func again() throws {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: [])
    let text = try recorded(shell, ["post /maps title=A\n#> 200\n#> {...}"])
    #expect(!text.contains("{...}"))
    let other = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: [])
    other.type("record '\(folder.file("plain.felt"))'")
    other.run("post /maps title=A\n#> 200\n#> {...}")
    other.type("record off")
    #expect(try !folder.read("plain.felt").contains("#>"))
  }
}
