internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText
internal import Terminal

/// Makes a table of JSON: one row an element, columns by JSONPath or guessed.
package enum TableBuilder {
  /// A column: what it is called, and where its cells are found in a row.
  private struct Source {
    let title: String
    let path: JSONPath
  }

  /// A table of what a value holds.
  ///
  /// - Parameters:
  ///   - columns: names or JSONPaths with commas between them; nil to guess.
  ///   - context: says whether colours can be shown, and whether to stop.
  static func table(_ value: JSONValue, columns: Located?, _ context: RenderContext) throws(Failure) -> Table {
    let isColored = context.traits.palette.isColored
    let rows = TableRows.of(value)
    let layers = columns == nil ? LayerTable.layers(of: .array(rows)) : []
    if !layers.isEmpty, layers.count == rows.count { return LayerTable.table(layers, isColored: isColored) }
    let sources = try sources(columns, rows)
    let values = try values(rows, sources, at: columns?.range, context)
    let titles = sources.indices.map { index in
      Table.Column(
        sources[index].title, isNumeric: values.allSatisfy { $0[index].allSatisfy(\.isNumeric) },
        isWhole: values.contains { !$0[index].isEmpty }
          && values.allSatisfy { $0[index].allSatisfy(\.isIdentifierOrNull) })
    }
    return Table(
      columns: titles,
      rows: values.map { row in
        row.indices.map { index in
          let text = text(row[index])
          return sources[index].title == "status" ? LayerTable.status(text) : StyledText(text)
        }
      })
  }

  /// The same as plain texts: the names of the columns, and the cells of each row.
  static func cells(
    _ value: JSONValue, columns: Located?, _ context: RenderContext
  ) throws(Failure) -> (columns: [String], rows: [[String]]) {
    let rows = TableRows.of(value)
    let sources = try sources(columns, rows, all: true)
    let values = try values(rows, sources, at: columns?.range, context)
    return (sources.map(\.title), values.map { $0.map(text) })
  }

  private static func sources(
    _ columns: Located?, _ rows: [JSONValue], all: Bool = false
  ) throws(Failure) -> [Source] {
    let names = columns.map { ColumnNames.split($0.text) } ?? guessed(rows, all: all)
    guard !names.isEmpty || rows.isEmpty else { throw Failure(.output(.nothingToTabulate), at: columns?.range) }
    let known = memberNames(rows)
    var sources: [Source] = []
    for text in names {
      let isWholePath = text.hasPrefix("$") || text.hasPrefix(".")
      let isPath = text.contains("[") || (text.contains(".") && !known.contains(text))
      let quoted = String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
      let query = isWholePath ? text : isPath ? "$." + text : "$[\(quoted)]"
      sources.append(Source(title: text, path: try JSONQuery.parse(query, at: columns?.range)))
    }
    if columns != nil { try checkNames(names, known, at: columns?.range) }
    return sources
  }

  private static func memberNames(_ rows: [JSONValue]) -> Set<String> {
    rows.reduce(into: []) { known, row in
      if case .object(let object) = row { known.formUnion(object.members.map(\.name)) }
    }
  }

  /// - Throws: a failure for columns that no row has, which lists those there are.
  private static func checkNames(_ names: [String], _ known: Set<String>, at range: SourceRange?) throws(Failure) {
    let unknown = ColumnNames.unknown(names, in: known)
    guard !unknown.isEmpty, !known.isEmpty else { return }
    throw Failure(.output(.unknownColumns(unknown, known: ColumnNames.ranked(known))), at: range)
  }

  private static func values(
    _ rows: [JSONValue], _ sources: [Source], at range: SourceRange?, _ context: RenderContext
  ) throws(Failure) -> [[[JSONValue]]] {
    var values: [[[JSONValue]]] = []
    for row in rows {
      try context.checkInterruption()
      var cells: [[JSONValue]] = []
      for source in sources { cells.append(try JSONQuery.values(of: source.path, in: row, at: range)) }
      values.append(cells)
    }
    return values
  }

  /// The names that rows have, in common order: what people look for first, then what is short.
  ///
  /// - Parameter all: whether all that is short is wanted, as of a file; otherwise as much as fits a screen, of the first
  ///   rows.
  private static func guessed(_ rows: [JSONValue], all: Bool) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for case .object(let object) in all ? rows[...] : rows.prefix(50) {
      for member in object.members where !member.value.isLarge && seen.insert(member.name).inserted {
        names.append(member.name)
      }
    }
    let chosen = ColumnNames.first.filter(seen.contains) + names.filter { !ColumnNames.first.contains($0) }
    return all ? chosen : Array(chosen.prefix(6))
  }

  private static func text(_ values: [JSONValue]) -> String {
    guard let value = values.first else { return "" }
    let shown: JSONValue = values.count == 1 ? value : .array(values)
    return shown == .null ? "" : shown.plainText
  }
}

extension JSONValue {
  /// Whether it looks like an id of Felt's.
  fileprivate var isIdentifierOrNull: Bool {
    switch self {
    case .string(let text): FeltID.isLikely(text)
    case .null: true
    case .bool, .number, .array, .object: false
    }
  }

  fileprivate var isNumeric: Bool {
    switch self {
    case .number, .null: true
    case .bool, .string, .array, .object: false
    }
  }

  /// Whether it is too much for a cell.
  fileprivate var isLarge: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.members.isEmpty
    case .null, .bool, .number, .string: false
    }
  }
}
