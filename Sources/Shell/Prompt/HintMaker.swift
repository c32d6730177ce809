internal import CommandLanguage
internal import FeltAPI
internal import Terminal

/// The signature of what is being typed, as much of it as there is room for.
struct HintMaker {
  /// The path that `cd` went to; empty at the top.
  let place: String

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
    let typed = TypedLine(Array(line.utf8))
    guard !typed.isForeign else { return nil }
    var words = typed.before
    if !typed.current.isEmpty { words.append(typed.current) }
    if words.count > 1, words[1] == "=" { words.removeFirst(2) }
    guard let verb = words.first else { return nil }
    if let request = TypedRequest(verb: verb, words: words.dropFirst(), place: place) {
      return Self.fit(request.isNamed ? "" : request.operation.name, Self.missing(request), width)
    }
    guard words.count > 1 || typed.current.isEmpty, TypedRequest.method(verb) == nil,
      let usage = CommandEntry.named(verb)?.usage, usage.utf8.count > verb.utf8.count
    else { return nil }
    return Self.fit("", [String(usage.dropFirst(verb.count + 1))], width)
  }

  private static func missing(_ request: TypedRequest) -> [String] {
    let given = request.givenNames
    var required: [String] = []
    var optional: [String] = []
    func add(_ name: String, _ sign: String, _ isRequired: Bool) {
      let isGiven = given.contains { $0 == name || $0.hasPrefix(name + "[") }
      if isGiven { return }
      if isRequired { required.append(name + sign) } else { optional.append("[\(name)\(sign)]") }
    }
    if let body = request.operation.body, !request.hasWholeBody {
      for (name, isRequired) in outermost(body) { add(name, "=", isRequired) }
    }
    for parameter in request.operation.query { add(parameter.name, "==", parameter.isRequired) }
    let parameters = request.operation.path.parameterNames.dropFirst(request.argumentCount).map { "<\($0)>" }
    return parameters + required + optional
  }

  /// The names of a body's outermost fields, and whether a body without them is refused.
  private static func outermost(_ schema: Schema) -> [(String, Bool)] {
    switch schema.kind {
    case .object(let properties, _): properties.map { ($0.name, $0.isRequired) }
    case .array(let element, _): outermost(element).map { ("[0][\($0.0)]", $0.1) }
    case .oneOf(let alternatives):
      alternatives.flatMap(outermost).reduce(into: []) { fields, field in
        if !fields.contains(where: { $0.0 == field.0 }) { fields.append(field) }
      }
    case .any, .string, .integer, .number, .boolean: []
    }
  }

  /// As many parts as fit, and a sign that there are more.
  private static func fit(_ name: String, _ parts: [String], _ width: Int) -> String? {
    var text = name
    guard name.utf8.count <= width else { return nil }
    for (index, part) in parts.enumerated() {
      let grown = text.isEmpty ? part : text + " " + part
      let isLast = index == parts.count - 1
      guard grown.utf8.count + (isLast ? 0 : 2) <= width else {
        return text.isEmpty ? nil : text + (text.utf8.count + 2 <= width ? " …" : "")
      }
      text = grown
    }
    return text.isEmpty ? nil : text
  }
}
