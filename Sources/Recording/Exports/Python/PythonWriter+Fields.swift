internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Bodies and their fields.
extension PythonWriter {
  /// The fields of a call as a dictionary; nil for none.
  func fields(_ items: [Item], of operation: FeltAPI.Operation?) throws(Failure) -> String? {
    var body = PythonNode.empty
    for item in items {
      guard case .field(let path, let value) = item.kind else {
        throw Failure(.export(.part("this item", .python)), at: item.range)
      }
      try set(path, value, item, operation, in: &body)
    }
    return items.isEmpty ? nil : code(body)
  }

  /// Sets a field of a body.
  func set(
    _ path: [BodyField.Key], _ value: FieldValue, _ item: Item, _ operation: FeltAPI.Operation?,
    in body: inout PythonNode
  ) throws(Failure) {
    guard let next = body.setting(.code(try field(value, path, operation, item)), at: path[...]) else {
      throw Failure(.call(.conflictingField(path.typed, item: 0)), at: item.range)
    }
    body = next
  }

  /// The value of a field, read as its schema says.
  func field(
    _ value: FieldValue, _ path: [BodyField.Key], _ operation: FeltAPI.Operation?, _ item: Item
  ) throws(Failure) -> String {
    if operation?.body?.isSecret(at: path) ?? false, constant(value.word) != nil {
      throw Failure(.export(.secret(field: path.typed)), at: item.valueRange)
    }
    let schema = path.reduce(operation?.body) { schema, key in schema?.child(key) }
    switch value {
    case .text(let word):
      if let text = word.text {
        let json = (schema ?? .any).read(text).json
        return code(PythonNode((try? JSONValue(parsing: json)) ?? .string(text)))
      }
      let value = try self.value(word)
      if schema?.resource == .map { return "\(use("map_id"))(\(value.text))" }
      let isFelts = word.variable.flatMap { variable($0.name) }.map { !$0.isOwn && $0.isResponse } ?? false
      let kinds = schema?.pythonKinds ?? []
      if kinds.isEmpty || (isFelts && !value.isText) { return value.text }
      return "\(use("typed"))(\(([value.text] + kinds).joined(separator: ", ")))"
    case .json, .jsonFile, .textFile: return try self.value(value)
    }
  }

  /// What stands behind the sign of a field or of `set`, whatever its schema says.
  func value(_ value: FieldValue) throws(Failure) -> String {
    switch value {
    case .text(let word): return try self.value(word).text
    case .json(let word):
      if word.variable != nil { return try self.value(word).text }
      guard let text = word.text else {
        imports.insert("json")
        return "json.loads(\(try self.text(word)))"
      }
      return code(PythonNode(try json(text, at: word.range)))
    case .textFile(let word): return "\(use("read_text"))(\(try file(word)))"
    case .jsonFile(let word): return "\(use("read_json"))(\(try file(word)))"
    }
  }

  func json(_ text: String, at range: SourceRange) throws(Failure) -> JSONValue {
    do { return try JSONValue(parsing: Array(text.utf8)) } catch {
      throw Failure(.malformedJSON(error.description), at: range)
    }
  }

  /// The argument that a whole body is.
  func body(_ source: BodySource, _ operation: FeltAPI.Operation?, _ item: Item) throws(Failure) -> String {
    switch source {
    case .variable(let reference): return try value(reference, at: item.range).text
    case .file(let word): return "data=\(use("read_text"))(\(try file(word))).encode()"
    case .json(let text), .heredoc(_, let text):
      let value = try json(text, at: item.range)
      if !(operation?.body?.secrets(in: value).isEmpty ?? true) {
        throw Failure(.export(.secret(field: "the body")), at: item.range)
      }
      // What Python would write in another way is sent as it stands.
      guard PythonLiteral.text(of: value, indentation: 0) != nil else {
        return "data=\(PythonLiteral.string(text)).encode()"
      }
      return code(PythonNode(value))
    }
  }
}

extension Schema {
  /// The types that a text is read as, where the schema has more than texts.
  fileprivate var pythonKinds: [String] {
    switch kind {
    case .any, .string: []
    case .integer, .number: ["int", "float"]
    case .boolean: ["bool"]
    case .array: ["list"]
    case .object: ["dict"]
    case .oneOf(let alternatives):
      alternatives.flatMap(\.pythonKinds).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
  }
}
