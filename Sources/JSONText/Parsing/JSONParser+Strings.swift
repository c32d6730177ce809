/// Where a string is in the text, without its quotes.
struct StringRange {
  let start: Int
  let end: Int
  let hasEscapes: Bool
}

extension JSONParser {
  /// A member's name, which has to come next, and the colon after it.
  @inline(__always)
  mutating func nameRange() throws(JSONError) -> StringRange {
    guard unsafe try next() == UInt8(ascii: "\"") else { throw unsafe error("a name in double quotes was expected") }
    let range = unsafe try stringRange()
    guard unsafe try next() == UInt8(ascii: ":") else { throw unsafe error("a colon was expected") }
    unsafe index &+= 1
    return range
  }

  /// Checks the string that begins here, and comes to its end.
  @inline(__always)
  mutating func stringRange() throws(JSONError) -> StringRange {
    let start = unsafe index &+ 1
    unsafe index = start &+ PlainText.length(bytes + start, count &- start)
    if unsafe index < count, unsafe bytes[index] == UInt8(ascii: "\"") {
      unsafe index &+= 1
      return unsafe StringRange(start: start, end: index &- 1, hasEscapes: false)
    }
    return unsafe try longString(from: start)
  }

  /// Continues where a string is more than plain ASCII.
  @inline(never)
  private mutating func longString(from start: Int) throws(JSONError) -> StringRange {
    var hasEscapes = false
    while unsafe index < count {
      let byte = unsafe bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        unsafe index += 1
        return unsafe StringRange(start: start, end: index - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        unsafe try checkEscape()
      case 0..<0x20: throw unsafe error("a control character inside a string")
      case 0x80...:
        guard case .valid(_, let length) = unsafe UTF8Scalar.read(bytes + index, count - index) else {
          throw unsafe error("the text is not UTF-8 here")
        }
        unsafe index += length
      default: unsafe index += max(1, PlainText.length(bytes + index, count - index))
      }
    }
    throw unsafe error("the text ends inside a string")
  }

  /// Passes over an escape. Source: RFC 8259, section 7.
  private mutating func checkEscape() throws(JSONError) {
    guard unsafe index + 1 < count else { throw unsafe error("the text ends inside a string") }
    switch unsafe bytes[index + 1] {
    case UInt8(ascii: "u"):
      guard case .unit = unsafe EscapedUnit.read(bytes + index, count - index) else {
        throw unsafe error("\\u needs four hexadecimal digits")
      }
      unsafe index += 6
    case let letter:
      guard unsafe Self.meaning(of: letter) != nil else { throw unsafe error("an escape that JSON does not have") }
      unsafe index += 2
    }
  }

  /// The byte that a letter behind a backslash stands for.
  static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// What a string that was checked says.
  @inline(__always)
  func text(_ range: StringRange) -> String {
    range.hasEscapes ? unsafe unescaped(range) : unsafe text(range.start, range.end)
  }

  private func unescaped(_ range: StringRange) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(range.end - range.start)
    var place = range.start
    while place < range.end {
      let byte = unsafe bytes[place]
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        place += 1
        continue
      }
      if let meaning = unsafe Self.meaning(of: bytes[place + 1]) {
        result.append(meaning)
        place += 2
      } else {
        place += unsafe appendUnit(at: place, upTo: range.end, to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Decodes a `\u` escape, or two that make a pair; half of a pair becomes U+FFFD.
  ///
  /// - Returns: how many bytes they take.
  private func appendUnit(at place: Int, upTo end: Int, to result: inout [UInt8]) -> Int {
    guard case .unit(let first) = unsafe EscapedUnit.read(bytes + place, end - place) else { return 1 }
    var value = UInt32(first)
    var length = 6
    if UTF16.isLeadSurrogate(first),
      case .unit(let second) = unsafe EscapedUnit.read(bytes + place + 6, end - place - 6),
      UTF16.isTrailSurrogate(second)
    {
      value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      length = 12
    }
    result.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}").map(Array.init) ?? [])
    return length
  }
}
