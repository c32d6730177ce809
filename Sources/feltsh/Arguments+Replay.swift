internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import Platform
internal import Recording

extension Arguments {
  /// What responds from a transcript; nil when there is none.
  func replayTransport(formats: [OutputFormat]) throws -> ReplayTransport? {
    guard let replay else { return nil }
    if sandbox { throw UsageProblem.notTogether("--replay", "--sandbox") }
    let builder = RequestBuilder(token: try .replay, userAgent: Version.userAgent)
    let variables = try variableValues()
    do throws(ReplayTransport.Problem) {
      return try ReplayTransport(replay, formats: formats, builder, variables: variables)
    } catch {
      switch error {
      case .file(let error): throw Failure(error)
      case .malformed(let line, let detail): throw UsageProblem.option("\(replay):\(line): \(detail)")
      case .empty: throw UsageProblem.option("\(replay) has no responses: record FILE --transcript makes such a file")
      }
    }
  }
}

extension Token {
  /// What stands for a token where none is sent.
  static var replay: Token {
    get throws { try Token("felt_pat_0000000000000000000000replay") }
  }
}
