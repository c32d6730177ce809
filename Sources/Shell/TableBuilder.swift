internal import CommandLanguage
internal import JSONText
internal import Terminal

/// Makes a table of JSON: one row an element, columns by JSONPath or guessed.
struct TableBuilder {
  /// A column: what it is called, and where its cells are found in a row.
  private struct Source {
    let title: String
    let path: JSONPath
  }

  /// - Parameters:
  ///   - columns: names or JSONPaths with commas between them; nil to guess.
  ///   - isColored: whether colours can be shown.
  static func table(
    _ value: JSONValue, columns: String?, isColored: Bool, at range: SourceRange?
  ) throws(Failure) -> Table {
    let rows = rows(of: value)
    let layers = columns == nil ? LayerTable.layers(of: .array(rows)) : []
    if !layers.isEmpty, layers.count == rows.count { return LayerTable.table(layers, isColored: isColored) }
    let paths = columns.map(split) ?? guessed(rows)
    guard !paths.isEmpty else {
      throw Failure(
        .unreadable, "there is nothing in this to make a table of", at: range,
        advice: "name the columns, as in --table title,id")
    }
    var sources: [Source] = []
    for text in paths {
      let isPath = text.hasPrefix("$") || text.hasPrefix(".") || text.contains("[")
      let quoted = String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
      let query = text.hasPrefix("$") || text.hasPrefix(".") ? text : isPath ? "$." + text : "$[\(quoted)]"
      sources.append(Source(title: text, path: try JSONQuery.parse(query, at: range ?? 0..<0)))
    }
    var values: [[[JSONValue]]] = []
    for row in rows {
      var cells: [[JSONValue]] = []
      for source in sources { cells.append(try JSONQuery.values(of: source.path, in: row, at: range ?? 0..<0)) }
      values.append(cells)
    }
    let columns = sources.indices.map { index in
      Table.Column(sources[index].title, isNumeric: values.allSatisfy { $0[index].allSatisfy(\.isNumeric) })
    }
    return Table(
      columns: columns,
      rows: values.map { row in
        row.indices.map { index in
          let cell = cell(row[index])
          return sources[index].title == "status" ? LayerTable.status(cell.text) : cell
        }
      })
  }

  /// What the rows are: a list's elements, those of `{"data": […]}` and of GeoJSON's features, or the value itself.
  static func rows(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): return elements
    case .object(let object):
      if case .array(let features)? = object["features"], object["type"] == .string("FeatureCollection") {
        return features.map(featureRow)
      }
      let lists = object.members.filter { if case .array = $0.value { true } else { false } }
      if let data = object["data"], case .array(let elements) = data { return elements }
      if object.members.count <= 3, lists.count == 1, case .array(let elements)? = lists.first?.value {
        return elements
      }
      return [value]
    case .null, .bool, .number, .string: return [value]
    }
  }

  /// A feature as one flat object: its id, its geometry's type, and its properties.
  private static func featureRow(_ feature: JSONValue) -> JSONValue {
    guard case .object(let object) = feature else { return feature }
    var members: [(String, JSONValue)] = []
    if let id = object["id"] { members.append(("id", id)) }
    if case .object(let geometry)? = object["geometry"], let type = geometry["type"] {
      members.append(("geometry", type))
    }
    if case .object(let properties)? = object["properties"] {
      members += properties.members.map { ($0.name, $0.value) }
    }
    return .object(JSONObject(members))
  }

  /// The names that the first rows have in common order: what people look for first, then what is short.
  private static func guessed(_ rows: [JSONValue]) -> [String] {
    var names: [String] = []
    for case .object(let object) in rows.prefix(50) {
      for member in object.members where !names.contains(member.name) && !member.value.isLarge {
        names.append(member.name)
      }
    }
    let first = ["id", "title", "name", "geometry_type", "status", "progress"]
    let chosen = first.filter(names.contains) + names.filter { !first.contains($0) }
    return Array(chosen.prefix(6))
  }

  /// Splits at commas that are in no bracket.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == ",", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map(\.trimmedSpaces).filter { !$0.isEmpty }
  }

  private static func cell(_ values: [JSONValue]) -> StyledText {
    guard let value = values.first else { return "" }
    let shown: JSONValue = values.count == 1 ? value : .array(values)
    return shown == .null ? "" : StyledText(Expander.text(of: shown))
  }
}

extension JSONValue {
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
