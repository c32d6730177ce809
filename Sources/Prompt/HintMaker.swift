internal import CommandLanguage
internal import FeltAPI

/// The signature of what is being typed, as much of it as there is room for.
struct HintMaker {
  /// The path that `cd` went to; empty at the top.
  let location: String
  let table: CommandTable

  /// Signatures that would be cut to less than this many columns are not shown.
  private static let narrowest = 12

  /// What is still to be given: parameters as `<map_id>`, required fields as `title=`, others as `[lat=]`.
  ///
  /// - Parameters:
  ///   - line: what stands before the cursor, with aliases written out.
  ///   - width: how many columns are free.
  /// - Returns: nil where there is nothing to say, or no room.
  func hint(for line: String, width: Int) -> String? {
    guard width >= Self.narrowest else { return nil }
    let typed = TypedLine(Array(line.utf8), table: table)
    guard !typed.isForeign else { return nil }
    var words = typed.before
    if !typed.current.isEmpty { words.append(typed.current) }
    if words.count > 1, words[1] == "=" { words.removeFirst(2) }
    guard let verb = words.first else { return nil }
    if let request = TypedRequest(verb: verb, words: words.dropFirst(), location: location, table: table) {
      return Self.fit(request.isNamed ? "" : request.operation.name, Self.missing(request, location), width)
    }
    guard words.count > 1 || typed.current.isEmpty, let spec = table.command(named: verb), !spec.isRequest,
      case let usage = spec.usage, usage.count > verb.count
    else { return nil }
    return Self.fit("", [String(usage.dropFirst(verb.count + 1))], width)
  }

  /// A field as a signature has it.
  private struct Part {
    let name: String
    /// The name with its sign, as it is shown.
    let text: String
    let isRequired: Bool
  }

  private static func missing(_ request: TypedRequest, _ location: String) -> [String] {
    let given = request.givenNames
    var parts: [Part] = []
    if let body = request.operation.body, !request.hasWholeBody { parts = fields(body) }
    parts += request.operation.query.map { Part(name: $0.name, text: $0.name + "==", isRequired: $0.isRequired) }
    let open = parts.filter { part in !given.contains { $0 == part.name || $0.hasPrefix(part.name + "[") } }
    // What the place that `cd` went to has may be left out.
    let parameters =
      request.isNamed && request.isComplete(at: location)
      ? [] : request.operation.path.parameterNames.dropFirst(request.argumentCount).map { "<\($0)>" }
    return parameters + open.filter(\.isRequired).map(\.text)
      + open.filter { !$0.isRequired }.map { "[\($0.text)]" }
  }

  /// A body's outermost fields.
  private static func fields(_ schema: Schema) -> [Part] {
    switch schema.kind {
    case .object(let properties, _):
      properties.map {
        Part(name: $0.name, text: $0.name + ($0.schema.hasInside ? "[…]=" : "="), isRequired: $0.isRequired)
      }
    // Optional fields of elements would be more brackets than words.
    case .array(let element, _):
      fields(element).filter(\.isRequired).map {
        Part(name: "[0][\($0.name)]", text: "[0][\($0.name)]=", isRequired: true)
      }
    case .oneOf(let alternatives):
      alternatives.flatMap(fields).reduce(into: []) { fields, field in
        if !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
      }
    case .any, .string, .integer, .number, .boolean: []
    }
  }

  /// As many parts as fit, and a sign that there are more.
  private static func fit(_ name: String, _ parts: [String], _ width: Int) -> String? {
    var text = name
    guard name.count <= width else { return nil }
    for (index, part) in parts.enumerated() {
      let grown = text.isEmpty ? part : text + " " + part
      let isLast = index == parts.count - 1
      guard grown.count + (isLast ? 0 : 2) <= width else {
        return text.isEmpty ? nil : text + (text.count + 2 <= width ? " …" : "")
      }
      text = grown
    }
    return text.isEmpty ? nil : text
  }
}

extension Schema {
  /// Whether it is an object with fields of its own.
  fileprivate var hasInside: Bool {
    switch kind {
    case .object(let properties, _): !properties.isEmpty
    case .oneOf(let alternatives): alternatives.contains(where: \.hasInside)
    case .any, .string, .integer, .number, .boolean, .array: false
    }
  }
}
