internal import FoundationEssentials
internal import JSONText

/// The ways in which programs write a secret.
enum SecretForms {
  /// The secret plain, percent-encoded, escaped for JSON and in base64.
  static func all(of secret: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: secret, as: UTF8.self)
    var forms = [secret, Array(PathSegment.encodeQuery(text).utf8)]
    if let segment = try? PathSegment.encode(text) { forms.append(Array(segment.utf8)) }
    forms.append(lowercasedEscapes(PathSegment.encodeQuery(text)))
    let json = Array(JSONValue.string(text).serialized().dropFirst().dropLast())
    forms += [json, json.flatMap { $0 == UInt8(ascii: "/") ? Array(#"\/"#.utf8) : [$0] }]
    forms += base64(secret)
    return Array(Set(forms)).filter { $0.count >= 4 }
  }

  private static func lowercasedEscapes(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var left = 0
    for byte in text.utf8 {
      result.append(left > 0 && (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) ? byte | 0x20 : byte)
      left = byte == UInt8(ascii: "%") ? 2 : max(0, left - 1)
    }
    return result
  }

  /// The secret inside a longer text in base64: it begins at any of three places of a group, and the characters that
  /// its neighbours have a part in are left off. In both alphabets of RFC 4648.
  static func base64(_ secret: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      let padded = [UInt8](repeating: 0, count: shift) + secret
      let whole = Array(Data(padded.prefix(padded.count / 3 * 3)).base64EncodedString().utf8)
      let inner = Array(whole.dropFirst(shift == 0 ? 0 : shift + 1))
      guard inner.count >= 6 else { return [] }
      let urlSafe = inner.map { byte in
        byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? UInt8(ascii: "_") : byte
      }
      return [inner, urlSafe]
    }
  }
}
