extension PrinterCore {
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
      guard "\"\\/bfnrt".utf8.contains(letter) else {
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
