internal import Execution
internal import Terminal

extension Presenter {
  /// Shows what a check has found: every problem with its place, and the counts.
  func show(_ report: ScriptReport, _ file: String) {
    for error in report.unreadable { show(error) }
    for problem in report.problems { show(problem.failure, problem.statement, isWarning: problem.isWarning) }
    for parameter in report.parameters {
      let comment = parameter.comment.map { "  # " + $0 } ?? ""
      message(StyledText("  " + SafeText.of(parameter.usage + comment), .faint))
    }
    let counts =
      [
        Quantity.count(report.requests, "request"), Quantity.count(report.writes, "write"),
        Quantity.count(report.deletions, "deletion"),
      ].joined(separator: ", ") + (report.isOpenEnded ? ", or more" : "") + uploads(report)
    let outcome =
      report.errorCount == 0
      ? StyledText("ok", .success) : StyledText(Quantity.count(report.errorCount, "error"), .failure)
    message(StyledText(SafeText.of(file), .strong) + StyledText(": \(counts), ") + outcome)
  }

  /// The uploads with their bytes; nothing where there are none.
  private func uploads(_ report: ScriptReport) -> String {
    guard report.uploads > 0 else { return "" }
    let size = report.uploadedByteCount > 0 ? Quantity.size(report.uploadedByteCount) : nil
    let amount =
      report.hasUploadsOfUnknownSize ? size.map { $0 + " or more" } ?? "size not known yet" : size ?? "empty"
    return ", \(Quantity.count(report.uploads, "upload")) (\(amount))"
  }

  /// Says what came of a run.
  func show(_ files: [String], _ summary: RunSummary) {
    let outcome =
      summary.failures == 0 ? StyledText("ok", .success) : StyledText("\(summary.failures) failed", .failure)
    let unreached = summary.unreached > 0 ? ", \(summary.unreached) not reached" : ""
    message(
      StyledText(SafeText.of(files.joined(separator: " ")), .strong)
        + StyledText(": \(Quantity.count(summary.commands, "command")), ") + outcome + StyledText(unreached))
  }
}

extension ScriptParameter {
  /// As it is given on the command line.
  var usage: String {
    let value = defaultText.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
    return "--var \(name)=" + (value ?? "…, which has to be given")
  }
}
