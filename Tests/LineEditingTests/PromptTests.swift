import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct PromptTests {
  @Test("A line that is typed is returned, in any script")
  func typing() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("get /maps héllo 日本 😀\r")
    try terminal.waitForText(#"<line "get /maps héllo 日本 😀" 28>"#)
  }

  @Test("A line is edited in its middle")
  func editing() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("get /mas\u{1B}[Dp\u{1B}[H!\u{1B}[F?\r")
    try terminal.waitForText(#"<line "!get /maps?" 11>"#)
  }

  @Test("Control-C abandons the line and the next one begins empty")
  func interruption() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("half a li\u{3}")
    try terminal.waitForText("<interrupted>")
    try terminal.waitForPrompt()
    try terminal.type("whole\r")
    try terminal.waitForText(#"<line "whole" 5>"#)
  }

  @Test("Control-D on an empty line ends the input, and within a line deletes")
  func endOfInput() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("ab\u{1B}[H\u{4}\r")
    try terminal.waitForText(#"<line "b" 1>"#)
    try terminal.waitForPrompt()
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.output.contains("<end>"))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }

  @Test(
    "A secret is not shown, and the terminal echoes again after it", arguments: ["tok\r", "to\u{3}", "to\u{4}\u{4}"])
  func secrets(keys: String) throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("secret\r")
    try terminal.wait(for: "the hidden prompt") { $0.screen.beforeCursor == "Token: " && !$0.mode.echoes }
    try terminal.type(keys)
    try terminal.waitForText("<secret ")
    try terminal.waitForPrompt()
    let secret = try #require(terminal.output.split(separator: "Token: ").last?.split(separator: "<secret").first)
    #expect(!secret.contains("t"))
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }

  @Test("A signal that ends the program restores the terminal", arguments: [Int32(15), 1])
  func termination(signal: Int32) throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("some")
    try terminal.waitForText("some")
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == .exited(128 + signal))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
    #expect(terminal.output.hasSuffix("<terminated>\r\n"))
  }

  @Test(
    "A signal that this program has no use for ends it, and restores the terminal",
    arguments: [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU])
  func otherSignals(signal: Int32) throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("some")
    try terminal.waitForText("some")
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == .killed(signal))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
    #expect(terminal.output.hasSuffix("\u{1B}[?2004l"))
  }

  @Test("A crash of the editor restores the terminal")
  func crash() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("boom")
    guard case .killed = try terminal.waitForEnd() else {
      Issue.record("it went on")
      return
    }
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
    #expect(terminal.output.contains("\u{1B}[?2004l"))
  }

  @Test("A signal during a hidden prompt restores the echo")
  func terminatedSecret() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("secret\r")
    try terminal.wait(for: "the hidden prompt") { $0.screen.beforeCursor == "Token: " && !$0.mode.echoes }
    terminal.signal(15)
    #expect(try terminal.waitForEnd() == .exited(143))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }
}
