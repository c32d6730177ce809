internal import CommandLanguage
internal import Execution
internal import Terminal

extension Presenter {
  /// Tells how far the outermost loop has come, where a person looks.
  func progress(_ state: LoopState) {
    guard screen.messages.isTerminal, loops.count == 1, let text = loops[0].text(state) else { return }
    message(StyledText(text, .faint))
  }

  /// Shows what became of a loop's items: those that failed, or all of them, and how many there were.
  func show(_ summary: LoopSummary, _ statement: Statement) {
    _ = loops.popLast()
    guard !summary.isTentative || session.options.isVerbose, summary.stop != .brokenPipe else { return }
    let shown = session.options.isVerbose ? summary.items : summary.failed
    if !shown.isEmpty {
      Self.table(shown).lines(width: screen.messages.width).forEach(message)
    }
    let hidden = (session.options.isVerbose ? summary.state.done : summary.state.failed) - shown.count
    if hidden > 0 { message(StyledText("and \(hidden) more", .faint)) }
    message(counts(summary, statement))
  }

  private static func table(_ results: [ItemResult]) -> Table {
    Table(
      columns: [Table.Column("item", isNumeric: true)] + ["", "outcome", "message"].map { Table.Column($0) },
      rows: results.map { result in
        [
          StyledText("\(result.item.number)"), StyledText(SafeText.of(result.item.title)),
          result.failure == nil ? StyledText("ok", .success) : StyledText("failed", .failure),
          StyledText(SafeText.of(result.failure?.failure.message ?? "")),
        ]
      })
  }

  /// `sites.felt:3: 40 items, 2 failed`
  private func counts(_ summary: LoopSummary, _ statement: Statement) -> StyledText {
    let place = statement.source.file.map { "\(SafeText.of($0)):\(statement.line): " } ?? ""
    let state = summary.state
    let skipped = state.skipped == 0 ? "" : ", \(state.skipped) done before"
    let failed = state.failed == 0 ? StyledText("ok", .success) : StyledText("\(state.failed) failed", .failure)
    var text =
      StyledText(place, .strong) + StyledText("\(Quantity.count(state.done, "item")), ") + failed + StyledText(skipped)
    if let stop = summary.stop, let reason = stop.message {
      let left = state.total.map { $0 - state.done - state.skipped }.map { $0 > 0 ? ", \($0) not reached" : "" } ?? ""
      let place = summary.last.map { " at \(SafeText.of($0.label))" } ?? ""
      text += StyledText("; it ended\(place): \(reason)\(left)", .warning)
    }
    return text
  }

  /// Tells that a block runs again.
  func tell(_ failure: Failure, _ attempt: Int, _ count: Int, _ pause: Double) {
    guard session.options.isVerbose || screen.messages.isTerminal else { return }
    message(
      StyledText(
        "not yet (\(attempt) of \(count)): \(SafeText.of(failure.message)); again in \(Quantity.duration(pause))",
        .faint))
  }
}
