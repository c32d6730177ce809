internal import JSONText

extension Schema {
  /// The schema of what a key leads to, or nil when this schema does not know of it.
  package func child(_ key: BodyField.Key) -> Schema? {
    switch (kind, key) {
    case (.object(let properties, _), .name(let name)):
      return properties.first { $0.name == name }?.schema
    case (.object, .index(let index)):
      return child(.name(String(index)))
    case (.array(let element, _), .append), (.array(let element, _), .index):
      return element
    case (.oneOf(let alternatives), _):
      let children = alternatives.compactMap { $0.child(key) }
      guard let first = children.first else { return nil }
      return children.allSatisfy { $0 == first } ? first : Schema(.oneOf(children))
    default:
      return nil
    }
  }

  /// Reads a typed text as a value of this schema.
  ///
  /// - Returns: JSON, and in words what the text was taken for. A text that does not fit is taken for a string; the
  ///   checks say so.
  package func read(_ text: String) -> (json: [UInt8], kind: String) {
    if let fitting = nonString(text) { return fitting }
    if takesMapID, let id = FeltPage.mapID(text) {
      return (JSONValue.string(id).serialized(), "the id of a map's page")
    }
    return (JSONValue.string(text).serialized(), "string")
  }

  private var takesMapID: Bool {
    if case .oneOf(let alternatives) = kind { alternatives.contains(where: \.takesMapID) } else { resource == .map }
  }

  /// The text as anything but a string, where this schema has such a kind and the text is one.
  private func nonString(_ text: String) -> (json: [UInt8], kind: String)? {
    let bytes = Array(text.utf8)
    switch kind {
    case .any, .string: return nil
    case .oneOf(let alternatives): return alternatives.lazy.compactMap { $0.nonString(text) }.first
    case .integer, .number, .boolean, .array, .object: break
    }
    guard let value = try? JSONValue(parsing: bytes) else { return nil }
    switch (kind, value) {
    case (.integer, .number), (.number, .number): return (bytes, "number")
    case (.boolean, .bool): return (bytes, "boolean")
    case (.array, .array): return (bytes, "array")
    case (.object, .object): return (bytes, "object")
    case (_, .null) where isNullable: return (bytes, "null")
    default: return nil
    }
  }
}
