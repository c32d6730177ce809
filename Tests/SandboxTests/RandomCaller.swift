import FeltAPI
import Foundation
import HTTPTypes
import JSONText

/// Random numbers that are the same each time. Source: SplitMix64.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int {
    limit <= 1 ? 0 : Int(next() % UInt64(limit))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Whether something that happens once in `count` times happens.
  mutating func isOnce(in count: Int) -> Bool {
    below(count) == 0
  }
}

/// Makes calls that are right, nearly right and wrong, with ids that earlier answers gave.
struct RandomCaller {
  struct Call {
    let operation: FeltAPI.Operation
    let target: String
    let body: String
  }

  var random: Random
  /// Ids by the kind of thing they are of, such as `map`.
  private var ids: [String: [String]] = [:]
  private static let mostIDs = 40
  private static let strangeTexts = ["", "x", "ü😀", "nosuchnosuchnosuchnosu", "a/b", "..", "%2F", "\u{0}", "'\"<>&"]

  init(seed: UInt64) {
    random = Random(state: seed)
  }

  mutating func next() throws -> Call {
    let operation = random.pick(Catalogue.operations)
    var values: [String: String] = [:]
    for name in operation.path.parameterNames { values[name] = id(named: name) }
    // What cannot be put into a path is not tried there.
    let path = (try? operation.path.expand(values)) ?? "/maps/x"
    var query: [String] = []
    for parameter in operation.query where parameter.isRequired ? !random.isOnce(in: 8) : random.isOnce(in: 2) {
      let value = value(parameter.schema)
      let text: String = if case .string(let text) = value { text } else { Self.text(value) }
      query.append("\(parameter.name)=\(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
    }
    if random.isOnce(in: 30) { query.append("nosuch=1") }
    var body = ""
    if let schema = operation.body {
      body =
        random.isOnce(in: 20) ? random.pick(["", "{", "[]", "{}", "null", "3", "[null]"]) : Self.text(value(schema))
      if random.isOnce(in: 30) { body = String(body.dropLast(1 + random.below(4))) }
    } else if random.isOnce(in: 30) {
      body = "{}"
    }
    return Call(
      operation: operation, target: path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")), body: body)
  }

  /// Remembers the ids in an answer.
  mutating func learn(from value: JSONValue?) {
    switch value {
    case .array(let elements)?: for element in elements.prefix(8) { learn(from: element) }
    case .object(let object)?:
      if case .string(let id)? = object["id"] {
        let kind: String = if case .string(let type)? = object["type"] { type } else { "thing" }
        add(id, kind.split(separator: "_reference").first.map(String.init) ?? kind)
      }
      for member in object.members {
        if case .string(let text) = member.value, member.name.hasSuffix("_id") {
          add(text, String(member.name.dropLast(3)))
        }
        if member.name == "export_request_id", case .string(let text) = member.value { add(text, "export") }
        if member.name == "felt:id", case .string(let text) = member.value { add(text, "element") }
        learn(from: member.value)
      }
    default: break
    }
  }

  private mutating func add(_ id: String, _ kind: String) {
    var known = ids[kind, default: []]
    guard !known.contains(id) else { return }
    if known.count < Self.mostIDs { known.append(id) } else { known[random.below(known.count)] = id }
    ids[kind] = known
  }

  private mutating func id(named name: String) -> String {
    let kind = String(name.dropLast(name.hasSuffix("_id") ? 3 : 0))
    let known = ids[kind] ?? ids["thing"] ?? []
    if random.isOnce(in: 12) || known.isEmpty { return random.pick(Self.strangeTexts) }
    if random.isOnce(in: 12) { return random.pick(ids.values.flatMap { $0 }.sorted()) }
    return random.pick(known)
  }

  // MARK: - Values

  private static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  /// A value that fits a schema, or once in a while does not.
  private mutating func value(_ schema: Schema, named name: String = "", depth: Int = 0) -> JSONValue {
    if random.isOnce(in: 40) { return strange() }
    if schema.isNullable, random.isOnce(in: 5) { return .null }
    switch schema.kind {
    case .any: return depth > 3 ? .null : strange()
    case .boolean: return .bool(random.isOnce(in: 2))
    case .integer: return JSONValue(random.below(100) - 10)
    case .number: return JSONValue(Double(random.below(4000)) / 10 - 200)
    case .string(let allowed): return .string(allowed.isEmpty ? text(schema, name) : random.pick(allowed))
    case .array(let element, let most):
      let count = random.below(min(4, (most ?? 3) + 1))
      return .array((0..<count).map { _ in value(element, named: name, depth: depth + 1) })
    case .oneOf(let alternatives):
      return alternatives.isEmpty ? .null : value(random.pick(alternatives), named: name, depth: depth + 1)
    case .object(let properties, let isClosed):
      if name == "", properties.contains(where: { $0.name == "features" }), random.isOnce(in: 2) { return features() }
      var members: [(String, JSONValue)] = []
      for property in properties where property.isRequired ? !random.isOnce(in: 40) : random.isOnce(in: 3) {
        members.append((property.name, value(property.schema, named: property.name, depth: depth + 1)))
      }
      if !isClosed || random.isOnce(in: 40), random.isOnce(in: 4) { members.append(("nosuch", strange())) }
      return .object(JSONObject(members))
    }
  }

  private mutating func text(_ schema: Schema, _ name: String) -> String {
    if schema.format == "felt_id" || name.hasSuffix("_id") || name == "id" { return id(named: name) }
    if schema.format?.hasPrefix("date") ?? false { return random.pick(["2026-01-02", "2026-01-02T03:04:05Z"]) }
    if name.contains("url") { return "https://example.com/data.geojson" }
    return random.isOnce(in: 6) ? random.pick(Self.strangeTexts) : "text \(random.below(9))"
  }

  private mutating func strange() -> JSONValue {
    random.pick([
      .null, .bool(true), JSONValue(-1), JSONValue(1.5), .string(random.pick(Self.strangeTexts)), .array([]),
      .array([.null]), .object(JSONObject()), .object(JSONObject([("type", .string("Feature"))])),
    ])
  }

  private mutating func features() -> JSONValue {
    let numbers = { (count: Int) in JSONValue.array((0..<count).map { JSONValue(Double($0) * 1.5) }) }
    let line = JSONValue.array([numbers(2), numbers(3), numbers(2), numbers(2)])
    let geometry: (String, JSONValue) = random.pick([
      ("Point", numbers(2)), ("Point", numbers(random.below(5))), ("LineString", line), ("MultiPoint", line),
      ("Polygon", .array([line])), ("MultiPolygon", .array([.array([line])])), ("Circle", numbers(2)),
      ("Point", strange()),
    ])
    var properties: [(String, JSONValue)] = [("name", .string("x"))]
    if random.isOnce(in: 2) { properties.append(("felt:id", .string(id(named: "element_id")))) }
    if random.isOnce(in: 3) { properties.append(("felt:parentId", .string(id(named: "element_group_id")))) }
    let feature = JSONValue.object(
      JSONObject([
        ("type", .string("Feature")),
        ("geometry", .object(JSONObject([("type", .string(geometry.0)), ("coordinates", geometry.1)]))),
        ("properties", .object(JSONObject(properties))),
      ]))
    return .object(
      JSONObject([
        ("type", .string("FeatureCollection")), ("features", .array(Array(repeating: feature, count: random.below(3)))),
      ]))
  }
}
