/// A query for JSON: JSONPath as RFC 9535 defines it. A leading `.` stands for `$.`.
package struct JSONPath: Sendable, Hashable {
  package let query: PathQuery
  /// The query as it was written.
  package let text: String

  /// Reads a query.
  ///
  /// - Throws: ``JSONPathError``, with the place in the text.
  package init(parsing text: String) throws(JSONPathError) {
    var parser = PathParser(text)
    query = try parser.wholeQuery()
    self.text = text
  }

  /// A node that a query found: where it is, and what it is.
  package struct Node: Sendable {
    /// The normalized path. Source: RFC 9535, section 2.7.
    package var path: String { location?.path ?? "$" }
    package let value: JSONValue
    let location: Location?

    @inline(__always)
    func child(_ value: JSONValue, _ step: @autoclosure () -> Location.Step) -> Node {
      Node(value: value, location: location?.appending(step()))
    }
  }

  /// The nodes that the query finds in a value, in order, duplicates included.
  ///
  /// - Parameters:
  ///   - mostNodes: how many may be looked at, which is a matter of seconds; a tenth may be found.
  ///   - isCancelled: asked now and then whether to stop.
  /// - Throws: ``JSONPathError`` when it comes to more nodes than that, as `$..*..*..*` can;
  ///   ``JSONPathError/cancelled`` when it was stopped.
  package func evaluate(
    on value: JSONValue, mostNodes: Int = Self.mostNodes, isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONPathError) -> [Node] {
    try nodes(PathEvaluator(root: value, isLocating: true, mostNodes: mostNodes, isCancelled: isCancelled), value)
  }

  /// The values of those nodes, found faster because their locations aren't needed.
  package func values(
    in value: JSONValue, mostNodes: Int = Self.mostNodes, isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONPathError) -> [JSONValue] {
    try nodes(PathEvaluator(root: value, isLocating: false, mostNodes: mostNodes, isCancelled: isCancelled), value)
      .map(\.value)
  }

  package static let mostNodes = 100_000_000

  private func nodes(_ evaluator: PathEvaluator, _ value: JSONValue) throws(JSONPathError) -> [Node] {
    do throws(PathEvaluator.Stop) {
      return try evaluator.nodes(query, from: value)
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .tooMany:
        throw JSONPathError(message: "this comes to more nodes than can be looked at", range: 0..<text.utf8.count)
      }
    }
  }
}

/// Why a text is not a valid query, or can't be evaluated, and where.
package struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
  package let message: String
  /// In bytes of the text.
  package let range: Range<Int>

  /// Evaluating was stopped.
  package static let cancelled = JSONPathError(message: "interrupted", range: 0..<0)

  package var description: String { message }
}
