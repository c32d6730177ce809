internal import FeltAPI
internal import JSONText

/// Somewhere in the tree of real things: a project, a map, a layer.
struct Place: Sendable, Hashable {
  /// Relative to the base URL, such as `/maps/ID`.
  let path: String
  let title: String
}

/// A thing that `ls` lists and `cd` goes to.
struct PlaceEntry: Sendable, Hashable {
  let kind: String
  let title: String
  let id: String
  /// Where it is; nil for what cannot be gone into.
  let path: String?
  /// More about it, for the listing.
  var detail = ""

  /// The things in a list of objects with ids.
  static func entries(_ value: JSONValue?, kind: String, path: (String) -> String?) -> [PlaceEntry] {
    guard case .array(let elements)? = value else { return [] }
    return elements.compactMap { element in
      guard case .object(let object) = element, let id = object.text("id") else { return nil }
      let details = ["visibility", "public_access", "geometry_type", "status", "sync_status"].compactMap(object.text)
      return PlaceEntry(
        kind: kind, title: object.text("title") ?? object.text("name") ?? "", id: id, path: path(id),
        detail: details.joined(separator: ", "))
    }
  }

  /// The elements of a GeoJSON collection.
  static func elements(_ value: JSONValue?) -> [PlaceEntry] {
    guard case .object(let collection)? = value, case .array(let features)? = collection["features"] else { return [] }
    return features.compactMap { feature in
      guard case .object(let object) = feature, case .object(let properties)? = object["properties"] else { return nil }
      guard let id = properties.text("felt:id") ?? object.text("id") else { return nil }
      let geometry: JSONObject? = if case .object(let geometry)? = object["geometry"] { geometry } else { nil }
      return PlaceEntry(
        kind: "element", title: properties.text("text") ?? properties.text("name") ?? "", id: id, path: nil,
        detail: geometry?.text("type") ?? "")
    }
  }
}

extension JSONObject {
  /// The text that a member is; nil for anything else.
  func text(_ name: String) -> String? {
    if case .string(let text)? = self[name] { text } else { nil }
  }
}
