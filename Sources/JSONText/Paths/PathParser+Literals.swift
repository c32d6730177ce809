extension PathParser {
  /// A text in single or double quotes.
  mutating func string() throws(JSONPathError) -> String {
    let start = position
    let quote = scalars[position]
    position += 1
    var result = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == quote {
        position += 1
        return String(result)
      }
      if scalar == "\\" {
        result.append(try escape(quote))
      } else if scalar.value < 0x20 {
        throw error("a control character inside a text")
      } else {
        result.append(scalar)
        position += 1
      }
    }
    throw error("this quote is not closed", from: start)
  }

  private mutating func escape(_ quote: Unicode.Scalar) throws(JSONPathError) -> Unicode.Scalar {
    let start = position
    position += 1
    let letter = current
    position += 1
    switch letter {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "/": return "/"
    case "\\": return "\\"
    case "u":
      guard let first = hexadecimal() else { throw error("\\u needs four hexadecimal digits", from: start) }
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard (0xD800..<0xDC00).contains(first), take("\\u"), let second = hexadecimal(),
        (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF))
      else { throw error("half of a surrogate pair", from: start) }
      return scalar
    case let other? where other == quote: return quote
    default: throw error("an escape that JSONPath does not have", from: start)
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= scalars.count else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[position..<position + 4] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  /// A number, a text, `true`, `false` or `null`; nil when none begins here.
  mutating func literal() throws(JSONPathError) -> JSONValue? {
    guard let first = current else { return nil }
    if first == "'" || first == "\"" { return .string(try string()) }
    if first == "-" || ("0"..."9").contains(first) { return try number() }
    for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)] where starts(word) {
      let next = peek(word.unicodeScalars.count)
      if let next, Self.isNameStart(next) || ("0"..."9").contains(next) || next == "(" { continue }
      position += word.unicodeScalars.count
      return value
    }
    return nil
  }

  private mutating func number() throws(JSONPathError) -> JSONValue {
    let start = position
    while let scalar = current, ("0"..."9").contains(scalar) || "+-.eE".unicodeScalars.contains(scalar) {
      position += 1
    }
    let bytes = Array(text(start).utf8)
    guard case .number(let number)? = try? JSONValue(parsing: bytes) else {
      throw error("a number that JSON does not have", from: start)
    }
    return .number(number)
  }
}
