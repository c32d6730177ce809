internal import JSONText

extension Handlers {
  static let elementGroups: [String: Handler] = [
    "list_map_element_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      let groups = workspace.elementGroups.all(where: "_map", is: input["map_id"])
      return .array(groups.map { .object(workspace.shownElementGroup($0)) })
    },
    "show_map_element_group": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      guard workspace.elementGroups[input["group_id"]]?.text("_map") == input["map_id"] else {
        throw .notFound("group_id")
      }
      return .object(workspace.featureCollection(ofGroup: input["group_id"]))
    },
    "upsert_map_element_groups": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      var changed: [JSONValue] = []
      for (index, element) in input.elements.enumerated() {
        let group = try workspace.upsertGroup(element.object ?? JSONObject(), on: map, at: "/\(index)")
        changed.append(.object(workspace.shownElementGroup(group)))
      }
      return .array(changed)
    },
  ]
}

extension Workspace {
  fileprivate func shownElementGroup(_ group: JSONObject) -> JSONObject {
    let elements = featureCollection(ofGroup: group.text("id") ?? "")
    return [
      "id": group.value("id"), "name": group.value("name"), "color": group.value("color"),
      "elements": .object(elements), "symbol": group.value("symbol"),
    ]
  }

  /// Creates an element group, or changes the one whose id is given.
  mutating func upsertGroup(
    _ fields: JSONObject, on map: String, at pointer: String
  ) throws(SandboxError) -> JSONObject {
    var group: JSONObject
    if let id = fields.text("id") {
      guard let old = elementGroups[id], old.text("_map") == map else {
        throw .invalid(pointer + "/id", "No element group of this map has this id.")
      }
      group = old
    } else {
      group = [
        "id": .string(ids.next()), "color": .string("#C93535"), "symbol": .string("dot"), "_map": .string(map),
      ]
    }
    if let color = fields.text("color"), !Self.isColor(color) {
      throw .invalid(pointer + "/color", "A color must be a CSS color, such as red or #C93535.")
    }
    group.set(fields, only: ["name", "color", "symbol"])
    elementGroups[group.text("id") ?? ""] = group
    return group
  }

  /// Source: CSS Color Module Level 4, sections 5.2 and 6.1.
  private static func isColor(_ text: String) -> Bool {
    let digits = text.dropFirst()
    if text.hasPrefix("#") { return [3, 4, 6, 8].contains(digits.count) && digits.allSatisfy(\.isHexDigit) }
    return !text.isEmpty && text.utf8.count < 80
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " (),.%/".contains($0)) }
  }
}
