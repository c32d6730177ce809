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
    /// The columns of a table's row, with the table's name.
    var columns: (names: [String], file: String)?
    var isUsed = false
  }

  /// What a block changes that ends with it.
  private struct Frame {
    /// The variables that are first set in it.
    var added: Set<String> = []
    /// The loop's variable, with what it was before.
    var shadowed: (name: String, binding: Binding?, isKnown: Bool)?
  }

  private var bindings: [String: Binding] = [:]
  /// Variables that the session has, of which nothing is known.
  private var known: Set<String>
  private var last: Schema?
  private var unused: [Binding] = []
  private var frames: [Frame] = []
  /// For so many variables that nothing sets, the nearest of all is looked for.
  private var suggestionsLeft = 100

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
      suggestionsLeft -= 1
      let near =
        suggestionsLeft < 0 ? nil : Suggestion.nearest(to: reference.name, in: (Array(bindings.keys) + known).sorted())
      return Failure(.undefinedVariable(reference.name, suggestion: near), at: range)
    }
    guard !reference.query.isEmpty else { return nil }
    do { _ = try JSONQuery.parse("$" + reference.query, at: range) } catch { return error }
    guard reference.defaultText == nil else { return nil }
    if let (columns, file) = bindings[reference.name]?.columns {
      return Self.problem(of: reference, columns, file).map { Failure($0, at: range) }
    }
    switch schema?.follow(reference.query) {
    case .insteadThere(let members)?:
      let members = members.joined(separator: ", ")
      return Failure(.nothingAt(variable: reference.name, query: reference.query, members: members), at: range)
    case .insideText(let end)?: return Failure(reference.insideText(from: end), at: range)
    case .there?, .unknown?, nil: return nil
    }
  }

  /// Why a reference to the row of a table finds nothing. Each column is a text.
  private static func problem(
    of reference: VariableReference, _ columns: [String], _ file: String
  ) -> Failure.Reason? {
    guard let name = reference.query.firstMember else { return nil }
    guard columns.contains(name) else {
      return .unknownColumn(name, file: file, suggestion: Suggestion.nearest(to: name, in: columns))
    }
    let end = reference.query.utf8.index(reference.query.startIndex, offsetBy: name.utf8.count + 1)
    return end < reference.query.endIndex ? reference.insideText(from: end) : nil
  }

  mutating func bind(_ name: Located, _ schema: Schema?, _ statement: Statement) {
    let isNew = bindings[name.text] == nil && !known.contains(name.text)
    if let frame = frames.indices.last {
      if isNew { frames[frame].added.insert(name.text) }
      // Whether a block runs is not known, so that what was set outside may still be what is used afterwards.
      if !frames[frame].added.contains(name.text) {
        bindings[name.text]?.isUsed = true
        bindings[name.text] = Binding(name: name, statement: statement, schema: nil, isUsed: true)
        return
      }
    }
    forget(name.text)
    bindings[name.text] = Binding(name: name, statement: statement, schema: schema)
  }

  /// A block begins.
  ///
  /// - Parameter item: the loop's variable, with what is known of the items.
  mutating func begin(
    item: (name: Located, schema: Schema?, columns: (names: [String], file: String)?)? = nil, _ statement: Statement
  ) {
    frames.append(Frame())
    guard let item else { return }
    let name = item.name.text
    frames[frames.count - 1].shadowed = (name, bindings[name], known.contains(name))
    bindings[name] = Binding(
      name: item.name, statement: statement, schema: item.schema, columns: item.columns, isUsed: true)
  }

  /// A block ends, with the variables that were first set in it.
  mutating func end() {
    guard let frame = frames.popLast() else { return }
    for name in frame.added { forget(name) }
    guard let (name, binding, isKnown) = frame.shadowed else { return }
    bindings[name] = binding
    if isKnown { known.insert(name) }
  }

  /// The schema of what a reference finds; nil when nothing is known.
  func schema(of reference: VariableReference) -> Schema? {
    guard let schema = reference.name == "_" ? last : bindings[reference.name]?.schema else { return nil }
    return if case .there(let part) = schema.follow(reference.query) { part } else { nil }
  }

  /// What the last response has in place of a path, which it doesn't have; nil when the path can find something.
  func membersInsteadOfPath(_ path: String) -> [String]? {
    guard let last, path.utf8.first == UInt8(ascii: "$") || path.utf8.first == UInt8(ascii: ".") else { return nil }
    let query = path.utf8.first == UInt8(ascii: "$") ? String(path.dropFirst()) : path
    return if case .insteadThere(let members) = last.follow(query) { members } else { nil }
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

extension VariableReference {
  /// That the query leads to a text, and goes on from there to nothing.
  func insideText(from end: String.Index) -> Failure.Reason {
    .insideText(variable: name, query: String(query[..<end]), rest: String(query[end...]))
  }
}

extension String {
  /// The member that a query begins with: `email` of `.email`.
  fileprivate var firstMember: String? {
    guard utf8.first == UInt8(ascii: ".") else { return nil }
    let name = utf8.dropFirst().prefix { $0.isIdentifierByte }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}

/// What a query leads to, by the schema of what it is asked of.
enum QueryEnd {
  case there(Schema)
  /// The object that it comes to has other members.
  case insteadThere([String])
  /// From here on it asks for what is in a text, which has no members.
  case insideText(String.Index)
  /// Nothing is known.
  case unknown
}

extension Schema {
  /// Follows a query into what has this schema.
  func follow(_ query: String) -> QueryEnd {
    var schema = self
    var rest = query.utf8[...]
    while let first = rest.first {
      let place = rest.startIndex
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
        return .unknown
      }
      switch (step, schema.kind) {
      case (.name(let name), .object(let properties, _)):
        guard !properties.isEmpty, schema.undocumentedIdentifiers[name] == nil else { return .unknown }
        guard let property = properties.first(where: { $0.name == name }) else {
          return .insteadThere(properties.map(\.name))
        }
        schema = property.schema
      case (.append, .array(let element, _)): schema = element
      case (_, .string): return .insideText(place)
      default: return .unknown
      }
    }
    return .there(schema)
  }
}

extension Substring.UTF8View {
  /// The plain name at the beginning.
  fileprivate var name: String? {
    let bytes = prefix { $0.isIdentifierByte }
    return bytes.isEmpty ? nil : String(bytes)
  }
}
