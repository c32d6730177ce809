internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// What the shell reads for itself.
extension StepContext {
  /// Reads a path for the shell's own use, such as what `ls` lists.
  func read(_ path: String, at range: SourceRange?) throws -> (value: JSONValue, request: Request) {
    let exchange = try readExchange(path, at: range).noted(in: self, for: isLocating ? .place : .search)
    learn(from: exchange)
    return (try exchange.json(), exchange.request)
  }

  /// The same without noting the response in the step's result.
  func readExchange(_ path: String, at range: SourceRange?) throws -> Exchange {
    let request = try readRequest(path, at: range)
    guard session.builder.token != nil else { throw Failure(.notLoggedIn) }
    if session.options.isDryRun { throw Failure(.dryRun, at: range) }
    try emit(.readBegan(request))
    let exchange = try environment.client.exchange(
      request, step: result.number, limit: session.maximumBody, isCancelled: environment.takeInterruption)
    if let problem = exchange.problem(path: request.path) { throw Failure(.response(problem), at: range) }
    return exchange
  }

  /// The request that reads a path.
  func readRequest(_ path: String, at range: SourceRange?) throws(Failure) -> Request {
    do { return try session.builder.request(for: Call(.get, [.literal(path)])) } catch {
      throw Failure(.call(error), at: range)
    }
  }
}
