internal import CommandLanguage
internal import Execution

extension Trace {
  /// Adds a comment that stands for a request that failed.
  func comment(
    on resolved: ResolvedCall, _ remark: String, _ result: StepResult, _ historyNumber: Int
  ) -> Int {
    var line = resolved.line
    line.output = OutputOptions()
    var rewriter = StepRewriter(self, result.resolutions)
    // What failed is shown as it was typed, without its secrets.
    line = rewriter.withoutSecrets(line, resolved)
    let text = CommandPrinter.print(Command(.request(line, variable: nil)))
    let shown = secrets.isFound(in: text) ? "a request with a secret" : text
    let step = TraceStep(
      .comment,
      Command(
        .nothing,
        comment: " " + CommentText.oneLine(shown)
          + "  (\(CommentText.oneLine(secrets.isFound(in: remark) ? "failed" : remark)))"))
    return add(step, historyNumber)
  }
}
