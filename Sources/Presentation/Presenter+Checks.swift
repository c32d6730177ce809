internal import Execution
internal import Terminal

extension Presenter {
  /// Shows what a check has found: every problem with its place, and the counts.
  func show(_ report: ScriptReport, _ file: String) {
    for error in report.unreadable { show(error) }
    for problem in report.problems { show(problem.failure, problem.statement, isWarning: problem.isWarning) }
    for parameter in report.parameters {
      let value = parameter.defaultText.map { "=" + SafeText.of($0) } ?? "=…, which has to be given"
      message(StyledText("  --var \(SafeText.of(parameter.name))\(value)", .faint))
    }
    let counts = [
      Quantity.count(report.requests, "request"), Quantity.count(report.writes, "write"),
      Quantity.count(report.deletions, "deletion"),
    ].joined(separator: ", ")
    let outcome =
      report.errorCount == 0
      ? StyledText("ok", .success) : StyledText(Quantity.count(report.errorCount, "error"), .failure)
    message(StyledText(SafeText.of(file), .strong) + StyledText(": \(counts), ") + outcome)
  }

  /// Says what scripts came to.
  func show(_ files: [String], _ summary: RunSummary) {
    let outcome =
      summary.failures == 0 ? StyledText("ok", .success) : StyledText("\(summary.failures) failed", .failure)
    let unreached = summary.unreached > 0 ? ", \(summary.unreached) not reached" : ""
    message(
      StyledText(SafeText.of(files.joined(separator: " ")), .strong)
        + StyledText(": \(Quantity.count(summary.commands, "command")), ") + outcome + StyledText(unreached))
  }
}
