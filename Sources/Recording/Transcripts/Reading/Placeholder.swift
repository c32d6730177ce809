internal import CommandLanguage

/// What stands in a transcript for a value that differs from workspace to workspace, or from day to day: `<id>`, or
/// with a name `<id:map>`.
struct Placeholder: Hashable {
  enum Kind: String, CaseIterable {
    case id, time, url, secret, string, number, boolean, any
  }

  let kind: Kind
  /// The same name is the same value; nil for a value of its own.
  let name: String?

  init(_ kind: Kind, name: String? = nil) {
    self.kind = kind
    self.name = name
  }

  /// As it is written.
  var text: String { "<\(kind.rawValue)\(name.map { ":" + $0 } ?? "")>" }

  /// Reads one that begins at a place.
  ///
  /// - Returns: it, and where it ends; nil when there is none.
  static func read(_ bytes: [UInt8], at start: Int) -> (placeholder: Placeholder, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return nil }
    var index = start + 1
    func word() -> String {
      let first = index
      while index < bytes.count, bytes[index].isIdentifierByte { index += 1 }
      return String(decoding: bytes[first..<index], as: UTF8.self)
    }
    guard let kind = Kind(rawValue: word()) else { return nil }
    var name: String?
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      index += 1
      let text = word()
      if text.isEmpty { return nil }
      name = text
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { return nil }
    return (Placeholder(kind, name: name), index + 1)
  }
}

extension Placeholder.Kind {
  /// The kinds that are texts, and so can stand inside of one.
  var isText: Bool {
    switch self {
    case .id, .time, .url, .secret, .string, .any: true
    case .number, .boolean: false
    }
  }

  /// Whether a whole text can be it.
  func accepts(_ text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .id: !text.isEmpty && text.allSatisfy(Self.isIdentifierByte)
    case .time: Self.isTime(text)
    case .url: Self.isURL(text)
    case .secret: !text.isEmpty
    case .string, .any: true
    case .number, .boolean: false
    }
  }

  /// How many bytes at the beginning of a text can belong to it.
  func reach(in text: ArraySlice<UInt8>) -> Int {
    switch self {
    case .id: text.prefix(while: Self.isIdentifierByte).count
    case .time: min(text.count, 40)
    case .url: text.prefix { $0 > 0x20 }.count
    case .secret, .string, .any: text.count
    case .number, .boolean: 0
    }
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    byte.isIdentifierByte || byte == UInt8(ascii: "-")
  }

  private static func isURL(_ text: ArraySlice<UInt8>) -> Bool {
    (text.starts(with: "https://".utf8) || text.starts(with: "http://".utf8)) && text.allSatisfy { $0 > 0x20 }
  }

  /// Whether a text is a date-time, or a date. Source: RFC 3339, section 5.6.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func take(_ pattern: String) -> Bool {
      for sign in pattern.utf8 {
        guard let byte = rest.first else { return false }
        let isFitting = sign == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == sign
        guard isFitting else { return false }
        rest = rest.dropFirst()
      }
      return true
    }
    guard take("0000-00-00") else { return false }
    if rest.isEmpty { return true }
    guard take("T") || take("t") || take(" "), take("00:00:00") else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(digits.count)
    }
    if rest.isEmpty || take("Z") || take("z") { return rest.isEmpty }
    guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    rest = rest.dropFirst()
    return take("00:00") && rest.isEmpty
  }
}
