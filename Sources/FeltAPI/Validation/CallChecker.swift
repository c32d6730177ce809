internal import HTTPTypes

/// Finds what is wrong with many calls, without sending any: what ``RequestBuilder`` refuses and ``RequestValidator``
/// finds, but tokens. Paths that come again are looked up once.
package final class CallChecker {
  private let builder: RequestBuilder
  private let validator: RequestValidator
  private var paths: [[Call.PathPart]: ResolvedPath] = [:]
  /// More paths are not remembered.
  private static let mostPaths = 10_000

  package init(_ builder: RequestBuilder) {
    self.builder = builder
    validator = RequestValidator(baseURL: builder.baseURL)
  }

  /// - Parameter validates: whether it is compared with the catalogue.
  /// - Returns: the call's operation, and what is wrong with it.
  /// - Throws: why it can't even be built.
  package func check(
    _ call: Call, validates: Bool
  ) throws(CallProblem) -> (operation: Operation?, problems: [RequestProblem]) {
    let path = try resolve(call.path)
    let operation = path.operation(call.method == .head ? .get : call.method)
    let (body, contentType, _) = try RequestBuilder.body(of: call, schema: operation?.body)
    if !call.headers.isEmpty { _ = try builder.headers(call.headers, contentType: contentType) }
    guard validates else { return (operation, []) }
    let bytes: [UInt8]? = if case .bytes(let bytes) = body { bytes } else { nil }
    return (call.method == .head ? nil : operation, validator.problems(call, path, body: bytes))
  }

  private func resolve(_ parts: [Call.PathPart]) throws(CallProblem) -> ResolvedPath {
    if let known = paths[parts] { return known }
    let resolved = try ResolvedPath(parts, baseURL: builder.baseURL)
    if paths.count < Self.mostPaths { paths[parts] = resolved }
    return resolved
  }
}
