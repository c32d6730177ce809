import TestSupport
import Testing

@Suite struct CompletionScriptTests {
  @Test(
    "A completion script is written for each shell, and each shell can read its own",
    arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let run = try feltsh(["--generate-completion-script", shell])
    #expect(run.status == 0 && run.error.isEmpty)
    for option in ["sandbox", "token-file", "no-rc", "on-error"] { #expect(run.output.contains(option)) }
    guard shell == "bash" || tool(shell) else { return }
    let folder = try TemporaryFolder()
    let file = try folder.write(run.output, to: "script")
    let check = try ProgramRun.run(try toolPath(shell), ["-n", file], input: [], environment: [:])
    #expect(check.status == 0, "\(check.error)")
  }

  @Test("The script for bash completes options and files")
  func bash() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "first.felt")
    let file = try folder.write(try feltsh(["--generate-completion-script", "bash"]).output, to: "script")
    func complete(_ words: [String]) throws -> [String] {
      let line = words.joined(separator: " ")
      let program = """
        source \(file); COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1); COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
        _feltsh feltsh \(words.suffix(2).reversed().joined(separator: " ")); printf '%s\\n' "${COMPREPLY[@]}"
        """
      let run = try ProgramRun.run(
        try toolPath("bash"), ["-c", program], input: [], environment: ["PATH": "/usr/bin:/bin"], directory: folder.path
      )
      return run.output.split(separator: "\n").map { $0.trimmingPrefix(" ").split(separator: " ").joined() }
    }
    #expect(try complete(["feltsh", "--sand"]) == ["--sandbox"])
    #expect(try complete(["feltsh", "--color", "al"]) == ["always"])
    #expect(try complete(["feltsh", "run", "fi"]) == ["first.felt"])
  }

  @Test("For another shell there is none, and it says for which there is")
  func unknown() throws {
    let run = try feltsh(["--generate-completion-script", "cmd"])
    #expect(run.status == 2 && run.error.contains("zsh bash fish"))
  }
}
