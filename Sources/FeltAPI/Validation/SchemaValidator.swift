package import JSONText

/// Compares a JSON value with a schema. Where the schema leaves a doubt, the value passes.
package struct SchemaValidator {
  /// What is wrong at a place in the value.
  package struct Finding {
    package var place: [BodyField.Key]
    package let kind: RequestProblem.Kind
    var suggestion: [BodyField.Key]?
    var value: String?
  }

  /// Whether the value's fields were typed by a person, so that a name nearly right is a mistake even where others
  /// are allowed.
  let isTyped: Bool

  /// - Parameter isTyped: whether a person typed the fields by hand.
  package init(isTyped: Bool) {
    self.isTyped = isTyped
  }

  /// What is wrong with the value, outermost first.
  package func findings(_ value: JSONValue, _ schema: Schema, at place: [BodyField.Key] = []) -> [Finding] {
    switch (schema.kind, value) {
    case (.any, _): return []
    case (_, .null) where schema.isNullable: return []
    case (.oneOf(let alternatives), _): return findings(value, oneOf: alternatives, at: place)
    case (.string(let allowed), .string(let text)):
      if allowed.isEmpty || allowed.contains(text) { return [] }
      return [
        Finding(
          place: place, kind: .valueNotAllowed(text, allowed: allowed),
          value: Suggestion.nearest(to: text, in: allowed))
      ]
    case (.number, .number), (.boolean, .bool): return []
    case (.integer, .number(let number)) where number.isWhole: return []
    case (.array(let element, let maximumCount), .array(let elements)):
      let tooMany = maximumCount.map { elements.count > $0 } ?? false
      return
        (tooMany
        ? [Finding(place: place, kind: .tooManyElements(elements.count, atMost: maximumCount ?? 0))] : [])
        + elements.enumerated().flatMap { findings($1, element, at: place + [.index($0)]) }
    case (.object(let properties, let isClosed), .object(let object)):
      return findings(object, properties, isClosed: isClosed, at: place)
    default: return [Finding(place: place, kind: .wrongType(expected: schema.typeName, found: value.typeName))]
    }
  }

  private func findings(
    _ object: JSONObject, _ properties: [Schema.Property], isClosed: Bool, at place: [BodyField.Key]
  ) -> [Finding] {
    let given = Set(object.members.map(\.name))
    var result: [Finding] = []
    for member in object.members {
      let memberPlace = place + [.name(member.name)]
      if let property = properties.first(where: { $0.name == member.name }) {
        result += findings(member.value, property.schema, at: memberPlace)
      } else if isClosed || isTyped, !properties.isEmpty {
        let near = Suggestion.nearest(to: member.name, in: properties.map(\.name).filter { !given.contains($0) })
        if !isClosed, near.map({ Suggestion.distance(member.name, $0) > 2 }) ?? true { continue }
        result.append(
          Finding(
            place: memberPlace, kind: .unknownField(known: properties.map(\.name)),
            suggestion: near.map { place + [.name($0)] }))
      }
    }
    for property in properties where property.isRequired && !given.contains(property.name) {
      result.append(
        Finding(place: place + [.name(property.name)], kind: .missingField(allowed: property.schema.allowedValues)))
    }
    return result
  }
}

extension JSONNumber {
  /// Whether it may be a whole number; one with an exponent is given the benefit of the doubt.
  fileprivate var isWhole: Bool {
    text.contains(where: "eE".contains)
      || (text.split(separator: ".").dropFirst().first ?? "").allSatisfy { $0 == "0" }
  }
}

extension JSONValue {
  /// What kind of value it is, in words.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .number(let number): "the number \(number.text.prefix(24))"
    case .string(let text): "the text \(String(text.prefix(24)).debugDescription)"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
