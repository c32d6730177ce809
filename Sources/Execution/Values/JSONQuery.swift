package import CommandLanguage
package import JSONText

/// JSONPath for commands: errors point at where the path was typed.
package enum JSONQuery {
  /// The values that a JSONPath finds.
  ///
  /// - Parameter range: where the path stands in the statement.
  package static func evaluate(
    _ path: String, on value: JSONValue, at range: SourceRange? = nil
  ) throws(Failure) -> [JSONValue] {
    try values(of: try parse(path, at: range), in: value, at: range)
  }

  /// - Parameter isCancelled: asked now and then whether to stop.
  package static func values(
    of path: JSONPath, in value: JSONValue, at range: SourceRange? = nil,
    isCancelled: @escaping () -> Bool = { false }
  ) throws(Failure) -> [JSONValue] {
    try located(path.text, at: range) { () throws(JSONPathError) in
      try path.values(in: value, isCancelled: isCancelled)
    }
  }

  package static func parse(_ path: String, at range: SourceRange? = nil) throws(Failure) -> JSONPath {
    try located(path, at: range) { () throws(JSONPathError) in try JSONPath(parsing: path) }
  }

  /// The path that finds in the elements of a list what a path does not find in the list itself; nil when there is
  /// none.
  package static func elementPath(for path: JSONPath, in value: JSONValue) -> String? {
    guard case .array = value else { return nil }
    let text = path.text.hasPrefix("$") ? String(path.text.dropFirst()) : path.text
    guard text.hasPrefix("."), let inner = try? JSONPath(parsing: "$[*]" + text),
      let values = try? inner.values(in: value), !values.isEmpty
    else { return nil }
    return inner.text
  }

  /// Points at an error where the path was typed.
  static func located<Result>(
    _ path: String, at range: SourceRange?, _ body: () throws(JSONPathError) -> Result
  ) throws(Failure) -> Result {
    do throws(JSONPathError) {
      return try body()
    } catch {
      if error == .cancelled { throw Failure(.interrupted) }
      guard let range, range.count == path.utf8.count else { throw Failure(.jsonPath(error), at: range) }
      let start = range.lowerBound + error.range.lowerBound
      throw Failure(.jsonPath(error), at: start..<max(start, range.lowerBound + error.range.upperBound))
    }
  }
}
