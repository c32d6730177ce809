extension PrinterCore {
  /// Lays out the name that begins with the quote at a place, and the colon where both are at hand.
  ///
  /// - Returns: where it went no further, and what comes there.
  @inline(__always)
  @unsafe func key(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ out: inout ByteCursor
  ) -> (index: Int, State) {
    if isColored { out.put(paint.key) }
    out.put(UInt8(ascii: "\""))
    let end = unsafe shortString(bytes, index &+ 1, count, &out)
    if end == index &+ 1 { return (end, .keyString) }
    // A short string leaves more than one byte behind it.
    guard unsafe bytes[end] == UInt8(ascii: ":") else { return (end, .colon) }
    mark(UInt8(ascii: ":"), &out)
    out.put(0x20)
    return (end &+ 1, .value)
  }

  /// Lays out a string that is short and plain, as most are.
  ///
  /// - Returns: where it ended; its own place when it isn't one.
  @inline(__always)
  @unsafe func shortString(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ out: inout ByteCursor
  ) -> Int {
    guard count &- index >= 32, let length = unsafe PlainText.shortLength(bytes + index) else { return index }
    unsafe out.putShort(bytes + index, length &+ 1)
    if isColored { out.put(paint.reset) }
    return index &+ length &+ 1
  }

  /// Copies an escape or a character beyond ASCII, or refuses one that has no place in a string.
  ///
  /// - Returns: the place after it; its own when more bytes have to come first.
  @inline(never)
  @unsafe mutating func special(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool, _ out: inout ByteCursor
  ) throws(JSONError) -> Int {
    let byte = unsafe bytes[index]
    if byte == UInt8(ascii: "\\") { return unsafe try escape(bytes, index, count, offset, isFinal, &out) }
    if byte < 0x20 { throw error("a control character inside a string", at: offset + index) }
    if byte == 0x7F {
      if isEscaped?(0x7F) ?? false { out.putEscape(0x7F) } else { out.put(byte) }
      return index + 1
    }
    switch unsafe UTF8Scalar.read(bytes + index, count - index) {
    case .valid(let value, let length):
      if let isEscaped, isEscaped(value) {
        out.putEscape(value)
      } else {
        unsafe out.put(bytes + index, length)
      }
      continuations &+= length - 1
      return index + length
    case .incomplete where !isFinal:
      return index
    case .incomplete, .invalid:
      invalidByteCount += 1
      out.putEscape(0xFFFD)
      return index + 1
    }
  }

  /// Checks an escape and copies it. Source: RFC 8259, section 7.
  @unsafe private mutating func escape(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool, _ out: inout ByteCursor
  ) throws(JSONError) -> Int {
    guard index + 1 < count else { return try stop(index, count, offset, isFinal) }
    let letter = unsafe bytes[index + 1]
    guard letter == UInt8(ascii: "u") else {
      guard unsafe JSONParser.meaning(of: letter) != nil else {
        throw error("an escape that JSON does not have", at: offset + index)
      }
      unsafe out.put(bytes + index, 2)
      return index + 2
    }
    var length = 6
    switch unsafe EscapedUnit.read(bytes + index, count - index) {
    case .incomplete: return try stop(index, count, offset, isFinal)
    case .invalid: throw error("\\u needs four hexadecimal digits", at: offset + index)
    case .unit(let unit) where UTF16.isLeadSurrogate(unit):
      switch unsafe EscapedUnit.read(bytes + index + 6, count - index - 6) {
      case .incomplete where !isFinal: return index
      case .unit(let second) where UTF16.isTrailSurrogate(second): length = 12
      case .unit, .incomplete, .invalid: loneSurrogateCount += 1
      }
    case .unit(let unit): if UTF16.isTrailSurrogate(unit) { loneSurrogateCount += 1 }
    }
    unsafe out.put(bytes + index, length)
    return index + length
  }

  /// More bytes are needed: they may come, or the text is at its end.
  private func stop(_ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool) throws(JSONError) -> Int {
    if isFinal { throw error("the text ends inside a string", at: offset + count) }
    return index
  }
}
