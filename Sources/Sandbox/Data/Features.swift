internal import JSONText

/// Elements as GeoJSON features. Felt names an element and its group in `felt:id` and `felt:parentId`; they stand among
/// the properties, where readers look for them, and in the geometry, where the description of the API has them.
enum Features {
  private static let idName = "felt:id"
  private static let parentName = "felt:parentId"

  static func point(_ longitude: Double, _ latitude: Double) -> JSONObject {
    ["type": .string("Point"), "coordinates": .array([JSONValue(longitude), JSONValue(latitude)])]
  }

  /// The id that a feature says it has.
  static func id(of feature: JSONObject) -> (text: JSONValue, pointer: String)? {
    member(idName, of: feature) ?? feature["id"].flatMap { $0.text == nil ? nil : ($0, "/id") }
  }

  static func parent(of feature: JSONObject) -> String? { member(parentName, of: feature)?.text.text }

  /// The group that a feature says it is in, which may be null.
  static func givenParent(of feature: JSONObject) -> (text: JSONValue, pointer: String)? {
    member(parentName, of: feature)
  }

  private static func member(_ name: String, of feature: JSONObject) -> (text: JSONValue, pointer: String)? {
    for holder in ["properties", "geometry"] {
      if let value = feature.object(holder)?[name] { return (value, "/\(holder)/\(name)") }
    }
    return nil
  }

  /// A feature with an id and a group.
  static func stamped(_ feature: JSONObject, id: String, parent: String?) -> JSONObject {
    var properties = feature.object("properties") ?? JSONObject()
    properties[idName] = .string(id)
    properties[parentName] = .text(parent)
    var geometry = feature.object("geometry") ?? JSONObject()
    geometry[idName] = .string(id)
    geometry[parentName] = .text(parent)
    return [
      "id": .string(id), "type": .string("Feature"), "geometry": .object(geometry), "properties": .object(properties),
    ]
  }
}
