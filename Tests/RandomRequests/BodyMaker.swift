package import FeltAPI
package import JSONText
package import TestSupport

/// Makes bodies that a schema allows, with the ids of known resources.
package struct BodyMaker {
  let known: ResourcePool
  /// The ids of the path's parameters, which most things in the body belong to.
  let parameters: [String: String]
  /// Whether addresses on this machine are among those that are imported.
  let fetches: Bool
  private static let words = ["", "Roads", "Straße 12", "東京 🗺", "a\"b\\c\n", "<script>", "00", "null", "%2F", "\u{0}"]
  private static let addresses = [
    "https://example.com/a.geojson?token=1", "http://example.invalid/", "nonsense",
  ]
  private static let nearAddress = "http://127.0.0.1:1/none.csv"

  package init(known: ResourcePool, parameters: [String: String], fetches: Bool) {
    (self.known, self.parameters, self.fetches) = (known, parameters, fetches)
  }

  /// A body for an operation; nil where it takes none.
  package func body(of operation: FeltAPI.Operation, _ random: inout SeededRandom) -> JSONValue? {
    guard let schema = operation.body else { return nil }
    return value(schema, operation.name == "upsert_map_elements" ? "features" : "", &random)
  }

  /// - Parameter name: that of the field whose value it is.
  private func value(_ schema: Schema, _ name: String, _ random: inout SeededRandom) -> JSONValue {
    if schema.isNullable, random.chance(15) { return .null }
    switch schema.kind {
    case .any: return filter(&random)
    case .string(let allowed): return .string(allowed.randomElement(using: &random) ?? text(name, schema, &random))
    case .integer: return JSONValue(random.one(of: [0, 1, -3, 7, 2_147_483_648]))
    case .number: return number(name, &random)
    case .boolean: return .bool(random.chance(50))
    case .array(let element, let maximumCount):
      let count = Int.random(in: 0...min(3, maximumCount ?? 3), using: &random)
      return .array((0..<count).map { _ in value(element, name, &random) })
    case .oneOf(let alternatives): return value(random.one(of: alternatives), name, &random)
    case .object(let properties, let isClosed):
      if name == "geometry" { return GeometryMaker.geometry(&random) }
      var object = JSONObject()
      for property in properties where property.isRequired || random.chance(name == "features" ? 90 : 40) {
        object[property.name] = value(property.schema, place(property.name, in: name), &random)
      }
      if name == "properties" { describe(&object, &random) }
      if !isClosed, random.chance(20) { object["own"] = .array([.null]) }
      return .object(object)
    }
  }

  /// What a field is called inside another one: an element's `id` is that of a feature.
  private func place(_ name: String, in parent: String) -> String {
    if name == "geometry" || name == "properties" || name == "features" { return parent == "features" ? name : "" }
    return name
  }

  private func describe(_ object: inout JSONObject, _ random: inout SeededRandom) {
    object["name"] = .string(random.one(of: Self.words))
    if random.chance(30), let id = known.ids["element_id"]?.randomElement(using: &random) {
      object["felt:id"] = .string(id)
    }
    if random.chance(30), let id = known.ids["group_id"]?.randomElement(using: &random) {
      object["felt:parentId"] = .string(id)
    }
  }

  private func text(_ name: String, _ schema: Schema, _ random: inout SeededRandom) -> String {
    switch name {
    case "id", "source_layer_id", "default_table_layer_id", "source_layer_group_id", "destination_map_id",
      "project_ids":
      let kinds = [
        "source_layer_id": "layer_id", "default_table_layer_id": "layer_id", "destination_map_id": "map_id",
        "source_layer_group_id": "layer_group_id", "project_ids": "project_id",
      ]
      let kind = kinds[name] ?? random.one(of: ["layer_id", "layer_group_id", "group_id"])
      // Most calls speak of what is on the map that their path names.
      let near = (known.places[kind] ?? []).filter { $0["map_id"] == parameters["map_id"] }
      return near.randomElement(using: &random)?[kind] ?? known.ids[kind]?.randomElement(using: &random) ?? "nosuch"
    case _ where name.hasSuffix("_id"): return known.ids[name]?.randomElement(using: &random) ?? "nosuch"
    case "aggregate": return random.one(of: ["count", "avg", "nonsense"])
    case "aggregate_by": return random.one(of: ["name", "depth_m", "nosuch"])
    case "color": return random.one(of: ["#C93535", "#abc", "red", "rgb(1, 2, 3)"])
    case "import_url", "layer_urls", "url": return random.one(of: Self.addresses + (fetches ? [Self.nearAddress] : []))
    default: return schema.format == "date" ? "2026-01-31" : random.one(of: Self.words)
    }
  }

  private func number(_ name: String, _ random: inout SeededRandom) -> JSONValue {
    let limits = ["lat": 90.0, "lon": 180, "lng": 180]
    let limit = limits[name] ?? 20
    return JSONValue((Double.random(in: -limit...limit, using: &random) * 1000).rounded() / 1000)
  }

  private func filter(_ random: inout SeededRandom) -> JSONValue {
    let words = [["name", "eq", "Levees"], ["depth_m", "gt", "1"], ["name", "nonsense", ""], ["zone"]]
    return .array(random.one(of: words).map(JSONValue.string))
  }
}
