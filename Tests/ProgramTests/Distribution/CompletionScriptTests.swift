import TestSupport
import Testing

@Suite struct CompletionScriptTests {
  @Test(
    "A completion script is written for each shell, and each shell can read its own",
    arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let run = try feltsh(["--generate", shell])
    #expect(run.status == 0 && run.error.isEmpty)
    for option in ["sandbox", "token-file", "no-rc", "on-error"] { #expect(run.output.contains(option)) }
    #expect(try feltsh(["--generate-completion-script", shell]).output == run.output)
    guard shell == "bash" || tool(shell) else { return }
    let folder = try TemporaryFolder()
    let file = try folder.write(run.output, to: "script")
    let check = try ProgramRun.run(try toolPath(shell), ["-n", file])
    #expect(check.status == 0 && check.error.isEmpty, "\(check.error)")
  }

  /// What is typed, and what is completed.
  private static let cases: [(String, [String])] = [
    ("feltsh --sand", ["--sandbox"]), ("feltsh --color al", ["always"]),
    ("feltsh ", ["check", "help", "run", "sandbox", "test"]), ("feltsh --color never --yes te", ["test"]),
    ("feltsh run ", ["first.felt", "sub/"]), ("feltsh --token-file run check fi", ["first.felt"]),
    ("feltsh test sub/", ["sub/second.felt"]), ("feltsh --token-file no", ["notes.txt"]), ("feltsh sandbox ", []),
    ("feltsh help transc", ["transcripts"]), ("feltsh --var ", []),
  ]

  /// A folder with scripts and another file, and the program's completion script.
  private func folder(_ shell: String, as name: String = "script") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["project", "project/sub", "functions"] { try folder.makeFolder(name) }
    for name in ["project/first.felt", "project/notes.txt", "project/sub/second.felt"] {
      try folder.write("", to: name)
    }
    try folder.write(try feltsh(["--generate", shell]).output, to: name)
    return folder
  }

  @Test("bash completes options and their values, tasks, scripts and topics", arguments: cases)
  func bash(line: String, expected: [String]) throws {
    let folder = try folder("bash")
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let program = """
      source ../script; COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
      _feltsh; for word in "${COMPREPLY[@]}"; do [ -d "$word" ] && word=$word/; echo "$word"; done
      """
    let run = try ProgramRun.run(
      try toolPath("bash"), ["--norc", "-c", program], directory: folder.file("project"))
    #expect(run.output.split(separator: "\n").map(String.init).sorted() == expected, "\(run.error)")
  }

  @Test("bash completes a value behind an equals sign, and passes over one")
  func equalsSign() throws {
    let folder = try folder("bash")
    for (words, expected) in [
      ("feltsh --color = al", "always"), ("feltsh --color =", "always auto never"),
      ("feltsh --color = never ch", "check"),
    ] {
      let program = """
        source ../script; COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _feltsh; echo "${COMPREPLY[@]}"
        """
      let run = try ProgramRun.run(try toolPath("bash"), ["--norc", "-c", program], directory: folder.file("project"))
      let found = run.output.split { $0.isWhitespace }.sorted().joined(separator: " ")
      #expect(found == expected, "\(words): \(run.error)")
    }
  }

  @Test("fish completes the same", .enabled(if: tool("fish")), arguments: cases)
  func fish(line: String, expected: [String]) throws {
    let folder = try folder("fish")
    let run = try ProgramRun.run(
      try toolPath("fish"), ["--no-config", "-c", "source ../script; complete -C '\(line)'"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path], directory: folder.file("project"))
    let found = run.output.split(separator: "\n").map { $0.prefix { $0 != "\t" }.description }
    #expect(found.sorted() == expected, "\(run.error)")
  }

  @Test("fish completes scripts in the home folder", .enabled(if: tool("fish")))
  func fishHome() throws {
    let folder = try folder("fish")
    let run = try ProgramRun.run(
      try toolPath("fish"), ["--no-config", "-c", "source ../script; complete -C 'feltsh run ~/project/fi'"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path], directory: folder.file("project"))
    #expect(run.output.hasPrefix("~/project/first.felt"), "\(run.output)\(run.error)")
  }

  @Test("zsh completes tasks, scripts and the values of options", .enabled(if: tool("zsh")))
  func zsh() throws {
    let folder = try folder("zsh", as: "functions/_feltsh")
    try folder.write(
      "PS1='$ '; fpath=(\(folder.file("functions")) $fpath); autoload -U compinit; compinit -u -D; cd \(folder.file("project"))\n",
      to: ".zshrc")
    let terminal = try PseudoTerminal(
      try toolPath("zsh"), ["-d", "-i"], environment: ["HOME": folder.path, "ZDOTDIR": folder.path, "TERM": "vt100"])
    for (keys, expected) in [
      ("feltsh che\t", "feltsh check"), ("firs\t", "feltsh check first.felt"), ("--color al\t", "--color always"),
      ("--on-error=st\t", "--on-error=stop"),
    ] {
      try terminal.type(keys)
      try terminal.waitForText(expected)
    }
  }

  @Test("For another shell there is none, and it says for which there is")
  func unknown() throws {
    let run = try feltsh(["--generate-completion-script", "cmd"])
    #expect(run.status == 2 && run.error.contains("bash") && run.error.contains("zsh") && run.error.contains("fish"))
  }
}
