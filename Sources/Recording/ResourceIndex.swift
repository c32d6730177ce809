internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Where each id came from: which response gave it, and at which path.
struct ResourceIndex {
  /// A place in a step's response.
  struct Occurrence {
    let step: Int
    let path: [BodyField.Key]
    /// Whether the step's request made the resource.
    let isCreation: Bool
  }

  private var occurrences: [String: [Occurrence]] = [:]
  private var titles: [String: String] = [:]
  /// Whole URLs that responses gave, and that no request had before.
  private var addresses: [String: Occurrence] = [:]
  private var typedAddresses: Set<String> = []
  /// Of one id not more places than these are remembered: the first, which may be its creation, and the last ones.
  private static let occurrenceLimit = 8
  /// The step that last made something.
  private var lastCreation: Int?

  /// Takes in the ids of a response.
  ///
  /// - Parameter leaves: those that its schema marks.
  mutating func learn(_ value: JSONValue, _ leaves: [SchemaLeaf], step: Int, creates: Bool) {
    for identifier in leaves.lazy.compactMap(\.identifier) {
      let isNew = occurrences[identifier.value] == nil
      let occurrence = Occurrence(step: step, path: identifier.path, isCreation: creates && isNew)
      if occurrence.isCreation { lastCreation = step }
      var known = occurrences[identifier.value] ?? []
      if known.count >= Self.occurrenceLimit { known.remove(at: 1) }
      known.append(occurrence)
      occurrences[identifier.value] = known
      if identifier.path.last == .name("id"), let title = Self.title(in: value, beside: identifier.path) {
        titles[identifier.value] = title
      }
    }
    if Self.mayHoldAddress(value) { learnAddresses(value, path: [], step: step, depth: 4) }
  }

  private mutating func learnAddresses(_ value: JSONValue, path: [BodyField.Key], step: Int, depth: Int) {
    switch value {
    case .string(let text):
      if !typedAddresses.contains(text), addresses[text] == nil {
        addresses[text] = Occurrence(step: step, path: path, isCreation: false)
      }
    case .object(let object) where depth > 0:
      for member in object.members where Self.mayHoldAddress(member.value) {
        learnAddresses(member.value, path: path + [.name(member.name)], step: step, depth: depth - 1)
      }
    case .array(let elements) where depth > 0 && elements.count <= 64:
      for (index, element) in elements.enumerated() where Self.mayHoldAddress(element) {
        learnAddresses(element, path: path + [.index(index)], step: step, depth: depth - 1)
      }
    default: break
    }
  }

  private static func mayHoldAddress(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.begins(with: "http") && (text.begins(with: "https://") || text.begins(with: "http://"))
    case .object, .array: true
    default: false
    }
  }

  /// Notes a URL that a person gave: a response that has it only repeats it.
  mutating func noteTypedAddress(_ text: String) { typedAddresses.insert(text) }

  /// Whether a step, the last one that was learned, made something.
  func hasCreations(in step: Int) -> Bool { lastCreation == step }

  func occurrences(of id: String) -> [Occurrence] { occurrences[id] ?? [] }

  func address(_ text: String) -> Occurrence? { addresses[text] }

  /// The title or name of the resource with an id.
  func title(of id: String) -> String? { titles[id] }

  /// The parts of a text that are ids: with no letter or digit on either side, in order and without overlaps.
  func identifiers(in text: String) -> [Range<String.Index>] {
    if text.utf8.count < Self.shortestEmbedded { return [] }
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return identifiers(inBytesOf: text) }
    var found: [Range<String.Index>] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: Self.isWordCharacter) {
      let end = text[start...].firstIndex { !Self.isWordCharacter($0) } ?? text.endIndex
      if text[start..<end].utf8.count >= Self.shortestEmbedded, occurrences[String(text[start..<end])] != nil {
        found.append(start..<end)
      }
      rest = text[end...]
    }
    return found
  }

  /// The same of a text of ASCII alone, whose bytes are its characters.
  private func identifiers(inBytesOf text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var rest = text.utf8[...]
    while let start = rest.firstIndex(where: Self.isWordByte) {
      let end = rest[start...].firstIndex { !Self.isWordByte($0) } ?? rest.endIndex
      if rest[start..<end].count >= Self.shortestEmbedded, occurrences[String(text[start..<end])] != nil {
        found.append(start..<end)
      }
      rest = rest[end...]
    }
    return found
  }

  /// A shorter id inside of a text may be any word.
  private static let shortestEmbedded = 8

  private static func isWordCharacter(_ character: Character) -> Bool {
    if let byte = character.asciiValue { return isWordByte(byte) }
    return character.isLetter || character.isNumber
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { byte.isIdentifierByte && byte != UInt8(ascii: "_") }

  /// The title, name or email beside an id.
  static func title(in value: JSONValue, beside path: [BodyField.Key]) -> String? {
    guard case .object(let object)? = value.value(at: path.dropLast()) else { return nil }
    for name in ["title", "name", "email"] {
      if let text = object.text(name), !text.isEmpty { return text }
    }
    return nil
  }
}

extension JSONValue {
  /// The value at a path of names and indices.
  func value(at path: some Sequence<BodyField.Key>) -> JSONValue? {
    var value = self
    for key in path {
      switch (key, value) {
      case (.name(let name), .object(let object)):
        guard let inner = object[name] else { return nil }
        value = inner
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}
