internal import FeltAPI
internal import JSONText

/// Adapts values to schemas.
enum SchemaFitting {
  /// The replacement of a secret.
  static let mask = "[redacted]"

  /// Replaces the secrets of a value, so that the sandbox doesn't store them.
  static func masked(_ value: JSONValue, by schema: Schema) -> JSONValue {
    if schema.isSecret { return value == .null ? .null : .string(mask) }
    switch (alternative(of: schema, for: value).kind, value) {
    case (.object(let properties, _), .object(let object)):
      var result = object
      for property in properties {
        guard let member = object[property.name] else { continue }
        result[property.name] = masked(member, by: property.schema)
      }
      return .object(result)
    case (.array(let element, _), .array(let elements)): return .array(elements.map { masked($0, by: element) })
    default: return value
    }
  }

  /// Removes duplicate names from objects. The last value counts, as in most JSON parsers.
  static func withoutDuplicates(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(withoutDuplicates))
    case .object(let object):
      var members: [JSONObject.Member] = []
      var places: [String: Int] = [:]
      for member in object.members {
        let kept = JSONObject.Member(name: member.name, value: withoutDuplicates(member.value))
        if let place = places.updateValue(members.count, forKey: member.name) {
          places[member.name] = place
          members[place] = kept
        } else {
          members.append(kept)
        }
      }
      return .object(JSONObject(members: members))
    case .null, .bool, .number, .string: return value
    }
  }

  /// An object with exactly the schema's fields, in the schema's order.
  static func filled(_ object: JSONObject, by schema: Schema) -> JSONObject {
    guard case .object(let properties, _) = alternative(of: schema, for: .object(object)).kind else { return object }
    return JSONObject(properties.map { ($0.name, object[$0.name] ?? empty($0.schema)) })
  }

  private static func empty(_ schema: Schema) -> JSONValue {
    if schema.isNullable { return .null }
    return switch schema.kind {
    case .any, .oneOf: .null
    case .string(let allowed): .string(allowed.first ?? "")
    case .integer, .number: JSONValue(0)
    case .boolean: .bool(false)
    case .array: .array([])
    case .object: .object([:])
    }
  }

  /// The alternative of a schema that fits a value, by its `type` where it has one.
  private static func alternative(of schema: Schema, for value: JSONValue) -> Schema {
    guard case .oneOf(let alternatives) = schema.kind else { return schema }
    let type = value.object?.text("type")
    let named = alternatives.first { alternative in
      type.map { alternative.child(.name("type"))?.allowedValues.contains($0) ?? false } ?? false
    }
    let check = SchemaValidator(isTyped: false)
    return named ?? alternatives.first { check.findings(value, $0).isEmpty } ?? schema
  }

  /// Finds numbers that are too large, or that have a fraction where the schema asks for an integer.
  ///
  /// - Returns: a JSON pointer to the first one; nil when there is none.
  static func invalidNumberPointer(_ value: JSONValue, _ schema: Schema) -> String? {
    let chosen = alternative(of: schema, for: value)
    switch (chosen.kind, value) {
    case (.integer, .number(let number)): return number.int == nil ? "" : nil
    case (.number, .number(let number)): return number.double == nil ? "" : nil
    case (.array(let element, _), .array(let elements)):
      for (index, value) in elements.enumerated() {
        if let pointer = invalidNumberPointer(value, element) { return "/\(index)" + pointer }
      }
    case (.object(let properties, _), .object(let object)):
      for property in properties {
        if let value = object[property.name], let pointer = invalidNumberPointer(value, property.schema) {
          return "/\(property.name)" + pointer
        }
      }
    default: break
    }
    return nil
  }
}
