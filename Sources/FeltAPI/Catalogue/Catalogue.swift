public import HTTPTypes

/// Felt's API as one table. Source: Felt REST API, version 2.0.
public enum Catalogue {
  /// Every operation, in Felt's order.
  public static let operations: [Operation] =
    users + maps + layers + uploads + exports + library + elements + comments + embedTokens + projects + sources
    + components

  private static let byName = Dictionary(operations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The operation of that name, such as `create_map`.
  public static func operation(named name: String) -> Operation? {
    byName[name]
  }

  /// The operation that a request is, with the plain values of its path parameters by name.
  ///
  /// - Parameters:
  ///   - method: in capitals, as a request has it.
  ///   - path: relative to `/api/v2`, percent-encoded, without a query.
  public static func match(_ method: HTTPRequest.Method, _ path: String) -> (Operation, [String: String])? {
    match(method, at: PathTemplate.parts(of: path))
  }

  /// The same of a path's percent-encoded parts.
  package static func match(_ method: HTTPRequest.Method, at parts: [Substring]) -> (Operation, [String: String])? {
    for operation in operations(at: parts) where operation.method == method {
      if let values = operation.path.values(in: parts) { return (operation, values) }
    }
    return nil
  }

  /// Every operation that has this path, whatever its method, with the plain values of its path parameters.
  public static func matches(_ path: String) -> [(Operation, [String: String])] {
    let parts = PathTemplate.parts(of: path)
    return operations(at: parts).compactMap { operation in operation.path.values(in: parts).map { (operation, $0) } }
  }

  /// Every operation whose path has this shape, whatever its method, in Felt's order.
  ///
  /// - Parameter parts: the percent-encoded parts between the slashes of a path relative to `/api/v2`.
  package static func operations(at parts: [Substring]) -> [Operation] {
    guard let first = parts.first else { return [] }
    return (byShape[Shape(first: first, count: parts.count)] ?? []).filter { $0.path.matches(parts) }
  }

  private struct Shape: Hashable {
    let first: Substring
    let count: Int
  }

  /// Every path of the API begins with a literal word.
  private static let byShape = Dictionary(grouping: operations) { operation in
    var first = Substring()
    if case .literal(let word)? = operation.path.segments.first { first = word[...] }
    return Shape(first: first, count: operation.path.segments.count)
  }
}
