internal import CommandLanguage
internal import FeltAPI
internal import Platform
internal import JSONText

/// Makes a call of what was typed.
struct CallFactory {
  let expander: Expander
  /// The path that `cd` went to, relative to the base URL; empty at the top.
  var place = ""

  /// A call, and the items that its parts came from.
  struct Made {
    var call: Call
    /// The item of each body field, in order.
    var fieldItems: [Item] = []
    /// The item of each parameter of the query, in order.
    var queryItems: [Item] = []
    /// The item of each header, in order.
    var headerItems: [Item] = []
    /// Where the path was typed.
    var pathRange: SourceRange
    /// The word of each path parameter's value, by its name; only where the operation was named.
    var parameterRanges: [String: SourceRange] = [:]
  }

  func make(_ line: RequestLine) throws(Failure) -> Made {
    var made = try target(line)
    var fields: [BodyField] = []
    for item in line.items {
      switch item.kind {
      case .field(let path, let value):
        fields.append(BodyField(path: path, value: try fieldValue(value, item)))
        made.fieldItems.append(item)
      case .query(let name, let word):
        made.call.query.append(.init(name: name, value: try expander.text(word)))
        made.queryItems.append(item)
      case .header(let name, let word):
        made.call.headers.append(.init(name: name, value: try expander.text(word)))
        made.headerItems.append(item)
      case .body(let source):
        made.call.body = try body(source, item)
      }
    }
    if !fields.isEmpty { made.call.body = .fields(fields) }
    return made
  }

  // MARK: - The path

  private func target(_ line: RequestLine) throws(Failure) -> Made {
    switch line.verb {
    case .method(let method):
      guard let word = line.arguments.first else {
        throw Failure(.unreadable, "a path is missing", at: line.verbRange)
      }
      return Made(call: Call(method, try path(word)), pathRange: word.range)
    case .operation(let operation):
      var parts: [Call.PathPart] = []
      var ranges: [String: SourceRange] = [:]
      var arguments = line.arguments[...]
      for segment in operation.path.segments {
        switch segment {
        case .literal(let text): parts.append(.literal("/" + text))
        case .parameter(let name):
          guard let word = arguments.popFirst() else {
            let end = line.arguments.last?.range.upperBound ?? line.verbRange.upperBound
            throw Failure(
              .unreadable, "\(operation.name) needs a \(name)", at: end..<end, advice: "as in \(operation.example)")
          }
          ranges[name] = word.range
          parts += [.literal("/"), .value(try identifier(word, parameter: name))]
        }
      }
      let all =
        (line.arguments.first?.range ?? line.verbRange)
        .lowerBound..<(line.arguments.last?.range ?? line.verbRange)
        .upperBound
      return Made(call: Call(operation.method, parts), pathRange: all, parameterRanges: ranges)
    }
  }

  /// The path that a word is, its variables' values apart from its text.
  func path(_ word: Word) throws(Failure) -> [Call.PathPart] {
    var parts: [Call.PathPart] = []
    var typed = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        let value = try expander.value(reference, at: part.range)
        let holder = typed.split(separator: "/").last.map(String.init) ?? ""
        let text = try Self.identifier(of: value, parameter: Self.parameterName(holder), at: part.range)
        if typed.isEmpty && (text.hasPrefix("/") || text.contains("://")) {
          throw Failure(
            .unreadable, "a variable cannot be the path itself", at: part.range,
            advice: "a value stands between slashes: get /maps/$map")
        }
        parts.append(.value(text))
      } else {
        let text = part.text ?? ""
        typed += text
        parts.append(.literal(text))
      }
    }
    let isRelative = !typed.hasPrefix("/") && !typed.contains("://")
    guard isRelative, !place.isEmpty else { return parts }
    return typed == "." ? [.literal(place)] : [.literal(place + "/")] + parts
  }

  /// A word that names a place: variables stand for ids, as in a path.
  func placeText(_ word: Word) throws(Failure) -> String {
    if let text = word.text { return text }
    if case .string(let text)? = try expander.wholeValue(word) { return text }
    var result = ""
    for part in try path(word) {
      switch part {
      case .literal(let text), .value(let text): result += text
      }
    }
    return result
  }

  /// `maps` holds maps, whose parameter is `map_id`.
  private static func parameterName(_ holder: String) -> String {
    (holder.hasSuffix("s") ? String(holder.dropLast()) : holder) + "_id"
  }

  private func identifier(_ word: Word, parameter: String) throws(Failure) -> String {
    if let value = try expander.wholeValue(word) {
      return try Self.identifier(of: value, parameter: parameter, at: word.range)
    }
    return try expander.text(word)
  }

  /// A value that stands in a path: an object stands for its id.
  private static func identifier(
    of value: JSONValue, parameter: String, at range: SourceRange
  ) throws(Failure) -> String {
    switch value {
    case .string(let text): return text
    case .number, .bool: return Expander.text(of: value)
    case .object(let object):
      let names = ["id", parameter, parameter.dropLast(3) + "_request_id"]
      for name in names {
        if case .string(let text)? = object[name] { return text }
      }
      throw Failure(
        .unreadable, "this response has no id to stand in a path", at: range,
        advice: JSONQuery.members(of: value).map { "it has \($0)" })
    case .array, .null:
      throw Failure(
        .unreadable, value == .null ? "this value is null" : "a list cannot stand in a path", at: range,
        advice: "pick one, as in $name[0].id")
    }
  }

  // MARK: - The body

  private func fieldValue(_ value: FieldValue, _ item: Item) throws(Failure) -> BodyField.Value {
    switch value {
    case .text(let word):
      guard let whole = try expander.wholeValue(word) else { return .text(try expander.text(word)) }
      if case .string(let text) = whole { return .text(text) }
      return .json(whole.serialized())
    case .json(let word):
      if let whole = try expander.wholeValue(word) { return .json(whole.serialized()) }
      let text = try expander.text(word)
      if text.isEmpty {
        throw Failure(
          .unreadable, "JSON is missing after :=", at: item.valueRange, advice: "an empty text is name= or name:='\"\"'"
        )
      }
      return .json(try json(Array(text.utf8), at: item.valueRange))
    case .textFile(let word):
      return .text(try file(word) { path throws(FileError) in try FileReader.text(of: path) })
    case .jsonFile(let word):
      let bytes = try file(word) { path throws(FileError) in try FileReader.contents(of: path) }
      return .json(try json(bytes, at: item.valueRange))
    }
  }

  private func body(_ source: BodySource, _ item: Item) throws(Failure) -> Call.Body {
    switch source {
    case .json(let text): return .json(try json(Array(text.utf8), at: item.range))
    case .heredoc(_, let text): return .json(try json(Array(text.utf8), at: item.range))
    case .variable(let reference): return .json(try expander.value(reference, at: item.range).serialized())
    case .file(let word):
      let path = try expander.file(word)
      do {
        let reader = try FileReader(path)
        return .file(path: path, byteCount: reader.byteCount, contentType: "application/json")
      } catch {
        throw Failure(error, at: item.range)
      }
    }
  }

  private func file<Contents>(
    _ word: Word, _ read: (String) throws(FileError) -> Contents
  ) throws(Failure) -> Contents {
    let path = try expander.file(word)
    do { return try read(path) } catch { throw Failure(error, at: word.range) }
  }

  /// Checks that bytes are JSON; the failure points into them.
  private func json(_ bytes: [UInt8], at range: SourceRange) throws(Failure) -> [UInt8] {
    do {
      _ = try JSONValue(parsing: bytes)
      return bytes
    } catch {
      let start = range.lowerBound + error.offset
      let isInside = range.count == bytes.count && start < range.upperBound
      throw Failure(
        .unreadable, "this is not JSON: \(error.message)", at: isInside ? start..<start + 1 : range,
        advice: "JSON has its names and texts in double quotes")
    }
  }
}
