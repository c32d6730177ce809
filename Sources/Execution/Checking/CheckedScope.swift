internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// The variables that a script has set up to a statement, with what is known of them.
struct CheckedScope {
  struct Binding {
    let name: Located
    let statement: Statement
    /// The response's schema; nil when nothing is known.
    let schema: Schema?
    var isUsed = false
  }

  private var bindings: [String: Binding] = [:]
  /// Variables that the session has, of which nothing is known.
  private var known: Set<String>
  private var last: Schema?
  private var unused: [Binding] = []

  init(known: some Sequence<String>) {
    self.known = Set(known)
  }

  /// Takes a reference.
  ///
  /// - Returns: why it can't be resolved when the statement runs.
  mutating func use(_ reference: VariableReference, at range: SourceRange) -> Failure? {
    let schema: Schema?
    if reference.name == "_" {
      schema = last
    } else if let binding = bindings[reference.name] {
      bindings[reference.name]?.isUsed = true
      schema = binding.schema
    } else {
      if known.contains(reference.name) || reference.defaultText != nil { return nil }
      let near = Suggestion.nearest(to: reference.name, in: (Array(bindings.keys) + known).sorted())
      return Failure(.undefinedVariable(reference.name, suggestion: near), at: range)
    }
    guard !reference.query.isEmpty else { return nil }
    do { _ = try JSONQuery.parse("$" + reference.query, at: range) } catch { return error }
    guard let schema, reference.defaultText == nil, let members = schema.membersInstead(of: reference.query) else {
      return nil
    }
    return Failure(
      .nothingAt(variable: reference.name, query: reference.query, members: members.joined(separator: ", ")), at: range)
  }

  mutating func bind(_ name: Located, _ schema: Schema?, _ statement: Statement) {
    forget(name.text)
    known.remove(name.text)
    bindings[name.text] = Binding(name: name, statement: statement, schema: schema)
  }

  mutating func bindLast(_ schema: Schema?) { last = schema }

  mutating func forget(_ name: String) {
    if let old = bindings.removeValue(forKey: name), !old.isUsed { unused.append(old) }
    known.remove(name)
  }

  /// The bindings that nothing referred to; what is bound now counts as known afterwards.
  mutating func takeUnused() -> [Binding] {
    let result = unused + bindings.values.filter { !$0.isUsed }
    unused = []
    for name in bindings.keys { bindings[name]?.isUsed = true }
    return result
  }
}

extension Schema {
  /// The members that an object has in place of one that a query asks for; nil when the query can find something.
  func membersInstead(of query: String) -> [String]? {
    var schema = self
    var rest = query.utf8[...]
    while let first = rest.first {
      let step: BodyField.Key
      if first == UInt8(ascii: "."), let name = rest.dropFirst().name {
        step = .name(name)
        rest = rest.dropFirst(1 + name.utf8.count)
      } else if first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")),
        let index = String(rest[rest.index(after: rest.startIndex)..<close]), index == "*" || Int(index) != nil
      {
        step = .append
        rest = rest[rest.index(after: close)...]
      } else {
        return nil
      }
      switch (step, schema.kind) {
      case (.name(let name), .object(let properties, _)):
        guard !properties.isEmpty, schema.undocumentedIdentifiers[name] == nil else { return nil }
        guard let property = properties.first(where: { $0.name == name }) else { return properties.map(\.name) }
        schema = property.schema
      case (.append, .array(let element, _)): schema = element
      default: return nil
      }
    }
    return nil
  }
}

extension Substring.UTF8View {
  /// The plain name at the beginning.
  fileprivate var name: String? {
    let bytes = prefix { $0.isIdentifierByte }
    return bytes.isEmpty ? nil : String(bytes)
  }
}
