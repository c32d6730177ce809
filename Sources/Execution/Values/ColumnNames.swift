internal import CommandLanguage
internal import FeltAPI

/// The columns that a person names for a table: names or JSONPaths with commas between them.
package enum ColumnNames {
  /// What people look for first.
  package static let first = ["id", "title", "name", "geometry_type", "status", "progress"]

  /// Splits at commas that are in no bracket.
  package static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == ",", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// The member of a row that a column begins with; nil for a JSONPath that doesn't begin with a plain name.
  package static func first(of column: String) -> String? {
    var rest = column[...]
    if rest.first == "$" { rest = rest.dropFirst() }
    if rest.first == "." { rest = rest.dropFirst() }
    let name = rest.prefix { $0 != "." && $0 != "[" }
    return name.isEmpty || name == "*" ? nil : String(name)
  }

  /// The names that rows of a response have by its schema; nil where the schema doesn't say.
  static func known(in response: Schema) -> Set<String>? {
    switch response.kind {
    case .array(let element, _): element.memberNames
    case .object(let properties, _):
      switch properties.first(where: { $0.schema.elements != nil }) {
      // A list in an envelope, or features, whose properties are anything.
      case _ where properties.contains { ["data", "features"].contains($0.name) }: nil
      case let list? where properties.count <= 3: list.schema.elements?.memberNames
      default: response.memberNames
      }
    case .any, .string, .integer, .number, .boolean, .oneOf: nil
    }
  }

  /// Those that rows with these members don't have.
  package static func unknown(_ names: [String], in known: Set<String>) -> [String] {
    names.filter { !known.contains($0) && !(first(of: $0).map(known.contains) ?? true) }
  }

  /// Names in the order in which people look for them.
  package static func ranked(_ names: Set<String>) -> [String] {
    first.filter(names.contains) + names.subtracting(first).sorted()
  }
}

extension Schema {
  fileprivate var elements: Schema? {
    if case .array(let element, _) = kind { element } else { nil }
  }

  fileprivate var memberNames: Set<String>? {
    if case .object(let properties, _) = kind, !properties.isEmpty { Set(properties.map(\.name)) } else { nil }
  }
}

extension StepContext {
  /// Refuses columns that no response to this request has, before it is sent.
  func checkColumns(_ request: Request, _ output: ResolvedOutput) throws(Failure) {
    guard output.select == nil, let columns = output.formatArgument, output.format?.option.value?.kind == .columns,
      let known = request.operation?.response.flatMap(ColumnNames.known)
    else { return }
    let unknown = ColumnNames.unknown(ColumnNames.split(columns.text), in: known)
    if !unknown.isEmpty {
      throw Failure(.output(.unknownColumns(unknown, known: ColumnNames.ranked(known))), at: columns.range)
    }
  }
}
