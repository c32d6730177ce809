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
  private static func base64(_ secret: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      let padded = Array(repeating: 0, count: shift) + secret
      let whole = encode(Array(padded.prefix(padded.count / 3 * 3)))
      let inner = Array(whole.dropFirst(shift == 0 ? 0 : shift + 1))
      guard inner.count >= 6 else { return [] }
      let urlSafe = inner.map { byte in
        byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? UInt8(ascii: "_") : byte
      }
      return [inner, urlSafe]
    }
  }

  /// Base64 of whole groups of three bytes. Source: RFC 4648, section 4.
  private static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return stride(from: 0, to: bytes.count, by: 3).flatMap { start -> [UInt8] in
      let group = bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
      return [18, 12, 6, 0].map { alphabet[group >> $0 & 63] }
    }
  }
}
