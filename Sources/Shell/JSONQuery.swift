internal import CommandLanguage
internal import JSONText

/// JSONPath for commands: errors point at where the path was typed.
enum JSONQuery {
  /// The values that a JSONPath finds.
  ///
  /// - Parameter range: where the path stands in the command.
  static func evaluate(_ path: String, on value: JSONValue, at range: SourceRange) throws(Failure) -> [JSONValue] {
    try values(of: try parse(path, at: range), in: value, at: range)
  }

  /// - Parameter isCancelled: asked now and then whether to stop.
  static func values(
    of path: JSONPath, in value: JSONValue, at range: SourceRange, isCancelled: @escaping () -> Bool = { false }
  ) throws(Failure) -> [JSONValue] {
    try located(path.text, at: range) { () throws(JSONPathError) in
      try path.values(in: value, isCancelled: isCancelled)
    }
  }

  static func parse(_ path: String, at range: SourceRange) throws(Failure) -> JSONPath {
    try located(path, at: range) { () throws(JSONPathError) in try JSONPath(parsing: path) }
  }

  /// Points at an error where the path was typed.
  static func located<Result>(
    _ path: String, at range: SourceRange, _ body: () throws(JSONPathError) -> Result
  ) throws(Failure) -> Result {
    do throws(JSONPathError) {
      return try body()
    } catch {
      if error == .cancelled { throw Failure(.interrupted, error.message) }
      let offset = range.lowerBound + error.range.lowerBound
      let isInside = range.count == path.utf8.count
      throw Failure(
        .unreadable, error.message,
        at: isInside ? offset..<max(offset, range.lowerBound + error.range.upperBound) : range,
        advice: "see help jsonpath")
    }
  }

  /// The names of an object's members, for a message; nil for anything else.
  static func members(of value: JSONValue) -> String? {
    switch value {
    case .object(let object):
      let names = object.members.prefix(8).map(\.name)
      return names.isEmpty ? nil : names.joined(separator: ", ") + (object.members.count > 8 ? ", …" : "")
    case .array(let elements): return "\(elements.count) elements, [0] to [\(elements.count - 1)]"
    case .null, .bool, .number, .string: return nil
    }
  }
}
