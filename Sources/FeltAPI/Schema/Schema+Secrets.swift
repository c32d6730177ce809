package import JSONText

extension Schema {
  /// Whether a field is a secret or inside of one. Where there are several alternatives, one is enough.
  public func isSecret(at path: [BodyField.Key]) -> Bool {
    if isSecret { return true }
    if case .oneOf(let alternatives) = kind { return alternatives.contains { $0.isSecret(at: path) } }
    guard let key = path.first, let inner = child(key) else { return false }
    return inner.isSecret(at: Array(path.dropFirst()))
  }

  /// The secrets in a JSON body, for a ``Redactor`` to know: the texts of fields that are marked, and of those inside
  /// of a marked object the ones that are too long to be ordinary words.
  public func secrets(inBody body: [UInt8]) -> [String] {
    (try? JSONValue(parsing: body)).map(secrets) ?? []
  }

  /// Whether anything in a value of this schema can be a secret.
  package var hasSecrets: Bool {
    if isSecret { return true }
    return switch kind {
    case .object(let properties, _): properties.contains { $0.schema.hasSecrets }
    case .array(let element, _): element.hasSecrets
    case .oneOf(let alternatives): alternatives.contains(where: \.hasSecrets)
    default: false
    }
  }

  /// The secrets in a JSON value.
  package func secrets(in value: JSONValue) -> [String] {
    if isSecret { return value.texts.filter { value.isText || $0.utf8.count >= 16 } }
    switch (kind, value) {
    case (.object(let properties, _), .object(let object)):
      return object.members.flatMap { member in
        properties.first { $0.name == member.name }?.schema.secrets(in: member.value) ?? []
      }
    case (.array(let element, _), .array(let elements)):
      return elements.flatMap(element.secrets)
    case (.oneOf(let alternatives), _):
      return alternatives.flatMap { $0.secrets(in: value) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    default: return []
    }
  }
}

extension JSONValue {
  fileprivate var isText: Bool {
    if case .string = self { true } else { false }
  }

  /// All texts in the value, outermost first, however deep.
  fileprivate var texts: [String] {
    var result: [String] = []
    var rest = [self]
    while let value = rest.popLast() {
      switch value {
      case .string(let text): result.append(text)
      case .array(let elements): rest += elements.reversed()
      case .object(let object): rest += object.members.reversed().map(\.value)
      default: break
      }
    }
    return result
  }
}
