internal import JSONText

/// Where one can be in the tree of resources: at a project, a map, a layer.
package struct Location: Sendable, Hashable {
  /// Relative to the base URL, such as `/maps/ID`.
  package let path: String
  package let title: String
}

/// A resource that `ls` lists and `cd` goes to.
package struct ListEntry: Sendable, Hashable {
  package let kind: String
  package let title: String
  package let id: String
  /// Where it is; nil for a resource that can't be gone into.
  package let path: String?
  /// More about it, for the listing.
  package var detail = ""

  /// What `ls` calls the things in a map that a path's parameter takes; nil for a parameter of anything else.
  static func kind(of parameter: String) -> String? {
    switch parameter {
    case "layer_id": "layer"
    case "layer_group_id": "group"
    case "group_id": "element group"
    case "element_id": "element"
    default: nil
    }
  }

  /// The resources in a list of objects with ids.
  ///
  /// - Parameter details: the members that say more about one.
  static func entries(
    _ value: JSONValue?, kind: String,
    details: [String] = ["visibility", "public_access", "geometry_type", "status", "sync_status"],
    path: (String) -> String?
  ) -> [ListEntry] {
    guard case .array(let elements)? = value else { return [] }
    return elements.compactMap { element in
      guard case .object(let object) = element, let id = object.text("id") else { return nil }
      return ListEntry(
        kind: kind, title: object.title ?? "", id: id, path: path(id),
        detail: details.compactMap(object.text).joined(separator: ", "))
    }
  }

  /// The elements of a GeoJSON collection.
  static func elements(_ value: JSONValue?) -> [ListEntry] {
    guard case .object(let collection)? = value, case .array(let features)? = collection["features"] else { return [] }
    return features.compactMap { feature in
      guard case .object(let object) = feature, let element = MapElement(object) else { return nil }
      return ListEntry(
        kind: "element", title: element.text ?? element.name ?? "", id: element.id, path: nil,
        detail: element.geometry ?? "")
    }
  }
}
