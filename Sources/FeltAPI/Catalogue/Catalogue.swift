public import HTTPTypes

/// Felt's API as one table. Source: Felt REST API, version 2.0.
public enum Catalogue {
  /// Every operation, in Felt's order.
  public static let operations: [Operation] =
    users + maps + layers + uploads + exports + library + elements + comments + embedTokens + projects + sources

  private static let byName = Dictionary(operations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The operation of that name, such as `create_map`.
  public static func operation(named name: String) -> Operation? {
    byName[name]
  }

  /// The operation that a request is, with the plain values of its path parameters by name.
  ///
  /// - Parameters:
  ///   - path: relative to `/api/v2`, percent-encoded, without a query.
  public static func match(_ method: HTTPRequest.Method, _ path: String) -> (Operation, [String: String])? {
    matches(path).first { $0.0.method == method }
  }

  /// Every operation that has this path, whatever its method.
  public static func matches(_ path: String) -> [(Operation, [String: String])] {
    operations.compactMap { operation in operation.path.match(path).map { (operation, $0) } }
  }
}
