internal import HTTPTypes

/// A path as it is sent, with what the catalogue has at it. It is looked up once, and builds and validates a request.
package struct ResolvedPath: Sendable {
  /// Relative to the base URL, percent-encoded, with a slash in front.
  let path: String
  /// The query that was typed with it.
  let query: String
  /// The operations at it, whatever their methods.
  let operations: [Operation]

  /// Resolves a path as it was typed.
  init(_ parts: [Call.PathPart], baseURL: BaseURL) throws(CallProblem) {
    (path, query) = try RequestPath.resolve(parts, baseURL: baseURL)
    operations = Catalogue.operations(at: PathTemplate.parts(of: path))
  }

  /// The operation that a method asks for.
  func operation(_ method: HTTPRequest.Method) -> Operation? {
    operations.first { $0.method == method }
  }
}
