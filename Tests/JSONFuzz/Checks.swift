import JSONText

/// What has to hold for any text and any query.
enum Checks {
  /// What is wrong; nil when nothing is.
  static func problem(text: [UInt8], path: String, chunk: Int) -> String? {
    let whole = printed(text, chunk: max(1, text.count))
    let pieces = printed(text, chunk: chunk)
    if whole != pieces { return "the printer gives something else in pieces of \(chunk) bytes" }
    let query = try? JSONPath(parsing: path)
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: text)
    } catch {
      // Values have a lower limit than what is only laid out.
      if error.message.contains("nested deeper") { return nil }
      if let query, (try? JSONValue(parsing: text, for: query)) != nil { return "only the pruning parser takes it" }
      if whole.error == nil, whole.isUnicode { return "only the printer takes it" }
      return nil
    }
    if let error = whole.error { return "only the parser takes it; the printer says \(error)" }
    let serialized = value.serialized()
    guard (try? JSONValue(parsing: serialized)) == value else { return "it is not read back from its own text" }
    if (try? JSONValue(parsing: whole.out)) != value { return "the printer changed it" }
    if (try? JSONDiff.between(value, value))?.isEmpty != true { return "it differs from itself" }
    guard let query else { return nil }
    guard let nodes = try? query.evaluate(on: value) else { return nil }
    if (try? query.values(in: value)) != nodes.map(\.value) { return "nodes and values are not the same" }
    guard let part = try? JSONValue(parsing: text, for: query), (try? query.values(in: part)) == nodes.map(\.value)
    else {
      return "the pruning parser finds something else"
    }
    // A path cannot tell members of one name apart.
    guard !hasDuplicates(value) else { return nil }
    for node in nodes.prefix(20) {
      guard let again = try? JSONPath(parsing: node.path) else { return "a normalized path is not read: \(node.path)" }
      if (try? again.evaluate(on: value).map(\.path)) != [node.path] {
        return "a normalized path finds no node: \(node.path)"
      }
    }
    return nil
  }

  private static func hasDuplicates(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements): return elements.contains { hasDuplicates($0) }
    case .object(let object):
      let names = Set(object.members.map { Array($0.name.utf8) })
      return names.count < object.members.count || object.members.contains { hasDuplicates($0.value) }
    case .null, .bool, .number, .string: return false
    }
  }

  private struct Printed: Equatable {
    var out: [UInt8] = []
    var error: JSONError?
    var isUnicode = true
  }

  private static func printed(_ text: [UInt8], chunk: Int) -> Printed {
    let isEscaped: @Sendable (UInt32) -> Bool = { $0 > 0x7E }
    var printer = JSONPrinter(style: JSONStyle(isEscaped: text.count % 2 == 0 ? isEscaped : nil))
    var result = Printed()
    do throws(JSONError) {
      var rest = text[...]
      while !rest.isEmpty {
        try printer.print(Array(rest.prefix(chunk)), into: &result.out)
        rest = rest.dropFirst(chunk)
      }
      try printer.finish(into: &result.out)
    } catch {
      result.error = error
    }
    result.isUnicode = printer.invalidByteCount == 0
    return result
  }
}
