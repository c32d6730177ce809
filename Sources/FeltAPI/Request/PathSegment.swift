/// Percent-encoding of what stands between two slashes of a path, and of what stands in a query. Source: RFC 3986.
public enum PathSegment {
  /// Encodes a value so that it stays inside its segment whatever it holds.
  ///
  /// - Throws: ``CallProblem/unusablePathValue(_:)`` for an empty value, `.`, `..` and control characters, which no
  ///   encoding keeps in place on every server.
  public static func encode(_ value: String) throws(CallProblem) -> String {
    if !value.isEmpty, value.utf8.allSatisfy(\.isLetterOrDigit) { return value }
    let hasControl = value.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    if value.isEmpty || value == "." || value == ".." || hasControl { throw .unusablePathValue(value) }
    return percentEncode(value, keeping: "-._~!$&'()*+,;=:@")
  }

  /// The plain text of an encoded segment, or nil when an escape is broken or is not UTF-8.
  @inlinable public static func decode(_ segment: some StringProtocol) -> String? {
    decode(text: String(segment))
  }

  @usableFromInline static func decode(text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Encodes the name or the value of a query parameter; everything but unreserved characters is escaped.
  static func encodeQuery(_ value: String) -> String {
    percentEncode(value, keeping: "-._~")
  }

  private static func percentEncode(_ value: String, keeping kept: String) -> String {
    var result: [UInt8] = []
    for byte in value.utf8 {
      if byte.isLetterOrDigit || kept.utf8.contains(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
