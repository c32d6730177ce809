internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Words and the variables in them.
extension PythonWriter {
  /// A word as a text.
  func text(_ word: Word) throws(Failure) -> String {
    var pieces: [PythonText.Piece] = []
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        pieces.append(.code(try textCode(reference, at: part.range)))
      } else {
        pieces.append(.literal(part.text ?? ""))
      }
    }
    return PythonText.expression(pieces)
  }

  private func textCode(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> String {
    let value = try self.value(reference, at: range)
    return value.isText ? value.text : "\(use("text"))(\(value.text))"
  }

  /// A word as the value that it means: of a variable alone whatever it holds.
  func value(_ word: Word) throws(Failure) -> PythonCode {
    if let reference = word.variable { return try value(reference, at: word.range) }
    return PythonCode(text: try text(word), isText: true)
  }

  /// The name of a file: what a response said leads to no other folder.
  func file(_ word: Word) throws(Failure) -> String {
    var pieces: [PythonText.Piece] = []
    var isFirst = true
    for part in word.parts {
      guard case .variable(let reference) = part.kind else {
        pieces.append(.literal(part.text ?? ""))
        isFirst = part.text?.hasSuffix("/") ?? true
        continue
      }
      let value = try self.value(reference, at: part.range)
      if scope[reference.name]?.isOwn ?? false, value.isText {
        pieces.append(.code(value.text))
      } else {
        pieces.append(.code("\(use("file_part"))(\(value.text), \(isFirst ? "True" : "False"))"))
      }
      isFirst = false
    }
    return PythonText.expression(pieces)
  }

  /// The text that a word certainly is; nil when that is known only when the program runs.
  func constant(_ word: Word) -> String? {
    if let text = word.text { return text }
    guard let reference = word.variable, reference.query.isEmpty else { return nil }
    return scope[reference.name]?.constant
  }

  // MARK: - Variables

  /// The value that a reference leads to.
  func value(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> PythonCode {
    guard let variable = variable(reference.name) else { return try missing(reference, at: range) }
    let fallback = reference.defaultText.map(PythonLiteral.string)
    if reference.query.isEmpty {
      guard let fallback, variable.isUncertain else { return PythonCode(text: variable.name, isText: variable.isText) }
      return PythonCode(
        text: "(\(fallback) if \(variable.name) is None else \(variable.name))", isText: variable.isText)
    }
    let query = try query(reference, at: range)
    let isText = query.isSingular && (variable.isRow || variable.schema?.isText(at: query) ?? false)
    if query.isSingular, fallback == nil {
      return PythonCode(text: variable.name + PythonPath.subscripts(query), isText: isText)
    }
    let found = try list(query, from: variable.name)
    return PythonCode(text: "\(use("one"))(\(found)\(fallback.map { ", " + $0 } ?? ""))", isText: isText)
  }

  /// The list of all that a reference leads to.
  func found(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> String {
    guard let variable = variable(reference.name), !reference.query.isEmpty else {
      return "[\(try value(reference, at: range).text)]"
    }
    return try list(try query(reference, at: range), from: variable.name)
  }

  func variable(_ name: String) -> PythonVariable? {
    name == "_" ? PythonVariable(name: "response.json()", isResponse: true) : scope[name]
  }

  /// A variable that the script does not set is a parameter.
  private func missing(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> PythonCode {
    guard reference.query.isEmpty else {
      throw Failure(.undefinedVariable(reference.name, suggestion: nil), at: range)
    }
    if reference.defaultText != nil, SecretName.isLikely(reference.name) {
      throw Failure(.export(.secret(field: reference.name)), at: range)
    }
    let parameter = parameter(reference.name, default: reference.defaultText)
    return PythonCode(text: parameter.variable, isText: true)
  }

  func query(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> PathQuery {
    try path("$" + reference.query, at: range)
  }

  func path(_ text: String, at range: SourceRange) throws(Failure) -> PathQuery {
    try JSONQuery.parse(text, at: range).query
  }

  func list(_ query: PathQuery, from base: String) throws(Failure) -> String {
    var path = PythonPath(root: base)
    let code = try path.list(query, from: base)
    helpers.formUnion(path.helpers)
    return code
  }

  /// A JSONPath that stands in the script itself.
  func literalPath(_ word: Word) throws(Failure) -> PathQuery {
    guard let text = word.rawText ?? constant(word) else {
      throw Failure(.export(.part("a JSONPath with a variable in it", .python)), at: word.range)
    }
    return try path(text, at: word.range)
  }
}

extension Schema {
  /// Whether a query leads to a text, as far as the schema says.
  func isText(at query: PathQuery) -> Bool {
    guard let schema = child(at: query), !schema.isNullable else { return false }
    if case .string = schema.kind { return true }
    return false
  }

  /// What a query leads to.
  func child(at query: PathQuery) -> Schema? {
    query.segments.reduce(Optional(self)) { schema, segment in
      guard !segment.isDescendant, segment.selectors.count == 1 else { return nil }
      switch segment.selectors[0] {
      case .name(let name): return schema?.child(.name(name))
      case .index, .wildcard, .slice, .filter: return schema?.child(.append)
      }
    }
  }
}
