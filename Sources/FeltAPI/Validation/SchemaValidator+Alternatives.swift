internal import JSONText

extension SchemaValidator {
  /// Compares a value with several schemas of which it has to fit one, and reports against the one that was meant:
  /// the one that a field such as `type` names, else the one that is nearest.
  func findings(_ value: JSONValue, oneOf alternatives: [Schema], at place: [BodyField.Key]) -> [Finding] {
    let results = alternatives.map { findings(value, $0, at: place) }
    if results.contains(where: \.isEmpty) { return [] }
    guard case .object(let object) = value else {
      let names = alternatives.map(\.typeName)
      let expected = names.allSatisfy { $0 == names.first } ? names.first : nil
      return [
        Finding(
          place: place,
          kind: .wrongType(expected: expected ?? names.joined(separator: " or "), found: value.typeName))
      ]
    }
    if let name = Schema.discriminator(of: alternatives) {
      return findings(object, named: name, alternatives, results, at: place)
    }
    let fewest = results.map(\.count).min() ?? 0
    let nearest = results.filter { $0.count == fewest }
    if nearest.count == 1, let only = nearest.first { return only }
    var sets: [[String]] = []
    for alternative in alternatives where !sets.contains(alternative.requiredNames) {
      sets.append(alternative.requiredNames)
    }
    return [Finding(place: place, kind: .noAlternative(sets))]
  }

  private func findings(
    _ object: JSONObject, named name: String, _ alternatives: [Schema], _ results: [[Finding]],
    at place: [BodyField.Key]
  ) -> [Finding] {
    let values = alternatives.map { $0.child(.name(name))?.allowedValues.first ?? "" }
    let here = place + [.name(name)]
    switch object[name] {
    case nil: return [Finding(place: here, kind: .missingField(allowed: values))]
    case .string(let text):
      if let index = values.firstIndex(of: text) { return results[index] }
      return [
        Finding(
          place: here, kind: .valueNotAllowed(text, allowed: values), value: Suggestion.nearest(to: text, in: values))
      ]
    case .some(let other):
      return [Finding(place: here, kind: .wrongType(expected: "a text", found: other.typeName))]
    }
  }
}

extension Schema {
  /// The field that says which of several objects one is: all have it, each with one value of its own.
  package static func discriminator(of alternatives: [Schema]) -> String? {
    guard alternatives.count > 1, case .object(let properties, _) = alternatives.first?.kind else { return nil }
    return properties.first { property in
      let values = alternatives.compactMap { $0.child(.name(property.name))?.allowedValues }
      return values.count == alternatives.count && values.allSatisfy { $0.count == 1 } && Set(values).count > 1
    }?.name
  }

  /// The only values there are; empty where there is no list.
  package var allowedValues: [String] {
    if case .string(let allowed) = kind { allowed } else { [] }
  }

  /// The fields without which an object is refused, down to the first that is not an object.
  var requiredNames: [String] {
    guard case .object(let properties, _) = kind else { return [] }
    return properties.filter(\.isRequired).map { property in
      property.schema.requiredNames.first.map { "\(property.name)[\($0)]" } ?? property.name
    }
  }
}
