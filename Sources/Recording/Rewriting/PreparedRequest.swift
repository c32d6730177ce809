internal import CommandLanguage
internal import Execution
internal import FeltAPI

/// A request as a script has it, made while its response was awaited.
struct PreparedRequest {
  /// The number of its step in the session.
  fileprivate let number: Int
  /// How many steps and secrets there were, by which it is known whether it still holds.
  fileprivate let stepCount: Int
  fileprivate let secretCount: Int
  fileprivate let rewriter: StepRewriter
  fileprivate let line: RequestLine
}

extension Trace {
  /// Rewrites a request whose response is still to come. Nothing is taken into the script.
  func prepare(_ result: StepResult, _ request: Request) {
    guard let resolved = result.call, result.exchanges.isEmpty else { return }
    let (rewriter, line) = rewrite(resolved, request, result)
    prepared = PreparedRequest(
      number: result.number, stepCount: steps.count, secretCount: secrets.count, rewriter: rewriter, line: line)
  }

  /// A request as the script has it.
  func rewritten(
    _ resolved: ResolvedCall, _ request: Request, _ result: StepResult
  ) -> (StepRewriter, RequestLine) {
    // Another step, or a secret in the response, may change what is written.
    if let prepared, prepared.number == result.number, prepared.stepCount == steps.count,
      prepared.secretCount == secrets.count
    {
      return (prepared.rewriter, prepared.line)
    }
    return rewrite(resolved, request, result)
  }

  private func rewrite(_ resolved: ResolvedCall, _ request: Request, _ result: StepResult) -> (
    StepRewriter, RequestLine
  ) {
    var rewriter = StepRewriter(self, result.resolutions)
    let line = rewriter.rewrite(resolved, request)
    return (rewriter, line)
  }
}
