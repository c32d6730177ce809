import JSONText

/// The formats that texts and numbers can have.
enum ValueFormat {
  /// Whether a value has a format; a format that is not known fits nothing.
  static func fits(_ value: JSONValue, _ format: String) -> Bool {
    switch (format, value) {
    case ("float", .number(let number)), ("double", .number(let number)): number.double != nil
    case ("date-time", .string(let text)), ("date_time", .string(let text)): isTime(text)
    case ("date", .string(let text)): isDate(text[...])
    case ("felt_id", .string(let text)): isFeltID(text)
    case ("uuid", .string(let text)): isUUID(text)
    case ("uri", .string(let text)): isURI(text)
    case ("email", .string(let text)): isEmail(text)
    default: false
    }
  }

  /// Source: RFC 3339, section 5.6.
  private static func isTime(_ text: String) -> Bool {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, isDate(parts[0]) else { return false }
    let clock = parts[1].prefix(8).split(separator: ":", omittingEmptySubsequences: false)
    let zone = parts[1].dropFirst(8).drop { $0 == "." || ("0"..."9").contains($0) }
    guard clock.count == 3, let hour = number(clock[0], 2), let minute = number(clock[1], 2),
      let second = number(clock[2], 2), hour < 24, minute < 60, second < 61
    else { return false }
    return zone == "Z" || zone.count == 6 && (zone.hasPrefix("+") || zone.hasPrefix("-"))
  }

  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, number(parts[0], 4) != nil, let month = number(parts[1], 2), let day = number(parts[2], 2)
    else { return false }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }

  private static func number(_ text: Substring, _ count: Int) -> Int? {
    text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  private static func isFeltID(_ text: String) -> Bool {
    (22...24).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        let letter = byte | 0x20
        return (0x61...0x7A).contains(letter) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
      }
  }

  /// Source: RFC 9562, section 4.
  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  /// Source: RFC 3986, section 3.
  private static func isURI(_ text: String) -> Bool {
    let scheme = text.prefix { $0 != ":" }
    return scheme.first?.isLetter ?? false && scheme.endIndex != text.endIndex
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
  }
}
