import JSONText

/// Holds values against JSON schemas as OpenAPI 3.0 writes them, and is stricter than they are: every field that a
/// schema names has to be there, and a word that the validator doesn't know is a problem of its own.
/// Source: OpenAPI 3.0.3, "Schema Object"; JSON Schema Validation, draft 5.
struct JSONSchemaValidator: Sendable {
  /// What `$ref` can name.
  let definitions: [String: JSONValue]
  private static let silent: Set<String> = ["default", "deprecated", "description", "example", "nullable", "title"]

  /// What is wrong, each with its place; empty for nothing.
  func problems(_ value: JSONValue, _ schema: JSONValue, at place: String = "$") -> [String] {
    guard case .object(let words) = schema else {
      return schema == .bool(false) ? ["\(place) is not allowed"] : []
    }
    if case .string(let reference)? = words["$ref"] {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      guard let definition = definitions[name] else { return ["\(place): there is no schema \(name)"] }
      return problems(value, definition, at: place)
    }
    if value == .null, words.members.contains(where: { Self.limits.contains($0.name) }) {
      return words["nullable"] == .bool(true) ? [] : ["\(place) is null"]
    }
    return words.members.flatMap { problems(value, $0.name, $0.value, words, at: place) }
  }

  /// Words that say which values there are, of which null is none unless it is said to be.
  private static let limits: Set<String> = ["type", "enum", "oneOf", "anyOf", "allOf", "properties"]

  private func problems(
    _ value: JSONValue, _ word: String, _ argument: JSONValue, _ words: JSONObject, at place: String
  ) -> [String] {
    switch (word, argument, value) {
    case ("type", .string(let type), _): return value.isOf(type) ? [] : ["\(place) is no \(type)"]
    case ("enum", .array(let allowed), _):
      return allowed.contains { $0.isEqual(to: value) } ? [] : ["\(place) is none of the values that there are"]
    case ("format", .string(let format), _):
      return ValueFormat.fits(value, format) ? [] : ["\(place) is no \(format)"]
    case ("allOf", .array(let schemas), _): return schemas.flatMap { problems(value, $0, at: place) }
    case ("anyOf", .array(let schemas), _), ("oneOf", .array(let schemas), _):
      return alternativeProblems(value, schemas, onlyOne: word == "oneOf", at: place)
    case ("properties", .object(let properties), .object(let object)):
      return properties.members.flatMap { property -> [String] in
        guard let member = object[property.name] else { return ["\(place).\(property.name) is missing"] }
        return problems(member, property.value, at: "\(place).\(property.name)")
      } + twice(object, at: place)
    case ("required", .array(let names), .object(let object)):
      return names.compactMap { name in
        guard case .string(let name) = name, object[name] == nil else { return nil }
        return "\(place).\(name) is missing though required"
      }
    case ("additionalProperties", _, .object(let object)):
      var known: Set<String> = []
      if case .object(let properties)? = words["properties"] { known = Set(properties.members.map(\.name)) }
      return object.members.filter { !known.contains($0.name) }
        .flatMap { problems($0.value, argument, at: "\(place).\($0.name)") }
    case ("items", _, .array(let elements)):
      return elements.enumerated().flatMap { problems($1, argument, at: "\(place)[\($0)]") }
    case ("properties", .object, _), ("required", .array, _), ("additionalProperties", _, _), ("items", _, _): return []
    case (_, _, _) where Self.silent.contains(word): return []
    default: return sizeProblems(value, word, argument, at: place)
    }
  }

  private func sizeProblems(
    _ value: JSONValue, _ word: String, _ argument: JSONValue, at place: String
  ) -> [String] {
    switch (word, argument, value) {
    case ("pattern", .string(let pattern), .string(let text)):
      guard let regex = try? Regex(pattern) else { return ["\(place): \(pattern) is not a pattern"] }
      return text.contains(regex) ? [] : ["\(place) is not as \(pattern) says"]
    case ("minimum", .number(let limit), .number(let number)):
      return number.isLess(than: limit) ? ["\(place) is less than \(limit.text)"] : []
    case ("maximum", .number(let limit), .number(let number)):
      return limit.isLess(than: number) ? ["\(place) is more than \(limit.text)"] : []
    case ("minItems", .number(let limit), .array(let elements)):
      return elements.count < limit.int ?? 0 ? ["\(place) has too few elements"] : []
    case ("maxItems", .number(let limit), .array(let elements)):
      return elements.count > limit.int ?? .max ? ["\(place) has too many elements"] : []
    case ("minLength", .number(let limit), .string(let text)):
      return text.unicodeScalars.count < limit.int ?? 0 ? ["\(place) is too short"] : []
    case ("maxLength", .number(let limit), .string(let text)):
      return text.unicodeScalars.count > limit.int ?? .max ? ["\(place) is too long"] : []
    case ("pattern", .string, _), ("minimum", .number, _), ("maximum", .number, _), ("minItems", .number, _),
      ("maxItems", .number, _), ("minLength", .number, _), ("maxLength", .number, _):
      return []
    default: return ["\(place): the validator doesn't know \(word)"]
    }
  }

  private func alternativeProblems(
    _ value: JSONValue, _ schemas: [JSONValue], onlyOne: Bool, at place: String
  ) -> [String] {
    let all = schemas.map { problems(value, $0, at: place) }
    let fitting = all.count(where: \.isEmpty)
    if fitting == 0 { return all.min { $0.count < $1.count } ?? ["\(place) has no alternatives"] }
    return onlyOne && fitting > 1 ? ["\(place) fits \(fitting) alternatives"] : []
  }

  /// Names that stand twice, of which readers may take either.
  private func twice(_ object: JSONObject, at place: String) -> [String] {
    var known: Set<String> = []
    return object.members.filter { !known.insert($0.name).inserted }.map { "\(place).\($0.name) is there twice" }
  }
}

extension JSONValue {
  /// Whether a value is of a type as JSON schemas name them.
  fileprivate func isOf(_ type: String) -> Bool {
    switch (type, self) {
    case ("string", .string), ("number", .number), ("boolean", .bool), ("array", .array), ("object", .object): true
    case ("integer", .number(let number)): number.int != nil
    default: false
    }
  }
}
