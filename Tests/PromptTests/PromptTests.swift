import CommandLanguage
import Execution
import Presentation
import Prompt
import ShellHarness
import Terminal
import Testing

@Suite struct PromptTests {
  @Test(
    "A format that cannot be is pointed at",
    arguments: [
      ("'{accout}> '", 8, "there is no {accout}"), ("'a {place'", 10, "not closed"), ("'a} '", 9, "not opened"),
      ("\"{x}\"", 8, "there is no {x}"),
    ])
  func problems(format: String, column: Int, message: String) throws {
    let shell = try ShellHarness()
    #expect(shell.run("prompt \(format)", name: "f").status == .refused)
    #expect(shell.screen.messageText.contains("f:1:\(column + 1): error: "), "\(shell.screen.messageText)")
    #expect(shell.screen.messageText.contains(message))
  }

  @Test("prompt alone shows the format as it can be typed, and default brings back the first one")
  func shown() throws {
    let shell = try ShellHarness()
    shell.run("prompt\nprompt '{host}:{path} {{}} '\nprompt\nprompt default\nprompt")
    #expect(
      shell.screen.writtenText == """
        prompt "{account} / {place} {mark}> "
        prompt "{host}:{path} {{}} "
        prompt "{account} / {place} {mark}> "

        """)
  }
}
