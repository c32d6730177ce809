import FeltAPI
import JSONText

/// Bodies that schemas allow.
enum Sample {
  static func text(_ schema: Schema) -> String {
    String(decoding: value(schema).serialized(), as: UTF8.self)
  }

  static func value(_ schema: Schema) -> JSONValue {
    switch schema.kind {
    case .any: .null
    case .string(let allowed): .string(allowed.first ?? "text")
    case .integer, .number: JSONValue(1)
    case .boolean: .bool(true)
    case .array(let element, _): .array([value(element)])
    case .object(let properties, _):
      .object(JSONObject(properties.filter(\.isRequired).map { ($0.name, value($0.schema)) }))
    case .oneOf(let alternatives): alternatives.first.map(value) ?? .null
    }
  }
}
