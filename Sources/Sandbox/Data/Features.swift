internal import JSONText

/// Elements as GeoJSON features. Felt gives an element's id and its group in `felt:id` and `felt:parentId`. They are
/// among the properties, where clients look for them, and in the geometry, where the API's description has them.
enum Features {
  private static let idName = "felt:id"
  private static let groupName = "felt:parentId"

  /// A value of a feature with the JSON pointer to it.
  struct Located {
    let value: JSONValue
    let pointer: String
  }

  static func point(_ longitude: Double, _ latitude: Double) -> JSONObject {
    ["type": .string("Point"), "coordinates": .array([JSONValue(longitude), JSONValue(latitude)])]
  }

  /// The id that a feature gives; nil for none.
  static func id(of feature: JSONObject) -> Located? {
    member(idName, of: feature)
      ?? feature["id"].flatMap { $0.text == nil ? nil : Located(value: $0, pointer: "/id") }
  }

  /// The id of the group that a feature gives, which may be null; nil for none.
  static func group(of feature: JSONObject) -> Located? { member(groupName, of: feature) }

  private static func member(_ name: String, of feature: JSONObject) -> Located? {
    for parent in ["properties", "geometry"] {
      if let value = feature.object(parent)?[name] { return Located(value: value, pointer: "/\(parent)/\(name)") }
    }
    return nil
  }

  /// A feature with an id and a group.
  static func identified(_ feature: JSONObject, id: String, group: String?) -> JSONObject {
    var properties = feature.object("properties") ?? JSONObject()
    properties[idName] = .string(id)
    properties[groupName] = .text(group)
    var geometry = feature.object("geometry") ?? JSONObject()
    geometry[idName] = .string(id)
    geometry[groupName] = .text(group)
    return [
      "id": .string(id), "type": .string("Feature"), "geometry": .object(geometry), "properties": .object(properties),
    ]
  }
}
