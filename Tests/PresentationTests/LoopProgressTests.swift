import CommandLanguage
import Execution
import FeltAPI
import Presentation
import ShellHarness
import Terminal
import Testing

@Suite struct LoopProgressTests {
  /// What is told of a loop whose items take some seconds each.
  private func told(_ seconds: [Double], total: Int?, fraction: Double? = nil, isTerminal: Bool = true) throws
    -> [String]
  {
    var time = 0.0
    let shell = try ShellHarness()
    let screen = MemoryScreen(messages: ScreenTraits(isTerminal: isTerminal))
    let presenter = Presenter(screen: screen, session: shell.session, table: shell.executor.table, now: { time })
    let statement = Statement(Command(.nothing), text: "")
    try presenter.receive(.loopBegan(statement, LoopState(total: total)))
    for (index, duration) in seconds.enumerated() {
      let item = LoopItem(number: index + 1, title: "", file: nil, line: 1)
      try presenter.receive(.itemBegan(item))
      time += duration
      let state = LoopState(total: total, done: index + 1, failed: index / 2, fraction: fraction)
      try presenter.receive(.itemEnded(item, nil, state))
    }
    return screen.messageText.split(separator: "\n").map(String.init)
  }

  @Test("How far a long loop has come is told every 5 seconds, with what is left by the pace so far")
  func long() throws {
    #expect(
      try told([2, 2, 2, 2, 2, 2, 2], total: 40) == [
        "3 of 40, 1 failed, about 74 s left", "6 of 40, 2 failed, about 68 s left",
      ])
    #expect(try told([5, 1000], total: 1000).last == "2 of 1000, about 139 h left")
  }

  @Test("Where the number of items is not known, the part of the file that was read says how long it takes")
  func unknownTotal() throws {
    #expect(try told([5, 5], total: nil, fraction: 0.5).last == "2, about 10 s left")
    #expect(try told([5], total: nil) == ["1"])
  }

  @Test("A short loop, the last item, and what goes into a file are not told of")
  func quiet() throws {
    #expect(try told([1, 1, 1], total: 40) == [])
    #expect(try told([10], total: 1) == [])
    #expect(try told([10, 10], total: 40, isTerminal: false) == [])
  }
}
