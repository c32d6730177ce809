extension PrinterCore {
  /// Copies a string's inside, up to its end or to where more bytes are needed.
  @inline(__always)
  @unsafe mutating func string(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    var index = start
    while true {
      let run = unsafe PlainText.length(bytes + index, count &- index)
      if run > 0 {
        sink.reserve(run &+ Self.stepSize)
        unsafe sink.putShort(bytes + index, run, readable: count &- index)
        index &+= run
      }
      guard index < count else { break }
      let byte = unsafe bytes[index]
      if byte == UInt8(ascii: "\"") {
        sink.put(byte)
        if isColored { sink.put(paint.reset) }
        if state == .keyString { state = .colon } else { endValue() }
        return index &+ 1
      }
      sink.reserve(Self.stepSize)
      let next = unsafe try special(byte, bytes, index, count, offset, isFinal, &sink)
      if next == index { return index }
      index = next
    }
    if isFinal { throw error("the text ends inside a string", at: offset + count) }
    return index
  }

  /// An escape, a character beyond ASCII, or one that has no place in a string.
  @unsafe private mutating func special(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    if byte == UInt8(ascii: "\\") { return unsafe try escape(bytes, index, count, offset, isFinal, &sink) }
    if byte < 0x20 { throw error("a control character inside a string", at: offset + index) }
    if byte == 0x7F {
      if isSafe { sink.putEscape(0x7F) } else { sink.put(byte) }
      return index + 1
    }
    switch unsafe UTF8Scalar.read(bytes + index, count - index) {
    case .valid(let value, let length):
      if isSafe, UTF8Scalar.isDangerous(value) {
        sink.putEscape(value)
      } else {
        unsafe sink.put(bytes + index, length)
      }
      continuations &+= length - 1
      return index + length
    case .incomplete where !isFinal:
      return index
    case .incomplete, .invalid:
      malformedCount += 1
      sink.putEscape(0xFFFD)
      return index + 1
    }
  }

  /// Checks an escape and copies it. Source: RFC 8259, section 7.
  @unsafe private mutating func escape(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    guard index + 1 < count else {
      if isFinal { throw error("the text ends inside a string", at: offset + count) }
      return index
    }
    let letter = unsafe bytes[index + 1]
    guard letter == UInt8(ascii: "u") else {
      guard "\"\\/bfnrt".utf8.contains(letter) else {
        throw error("an escape that JSON does not have", at: offset + index)
      }
      unsafe sink.put(bytes + index, 2)
      return index + 2
    }
    for place in 2..<6 {
      guard index + place < count else {
        if isFinal { throw error("the text ends inside a string", at: offset + count) }
        return index
      }
      guard unsafe NumberText.isHexadecimal(bytes[index + place]) else {
        throw error("\\u needs four hexadecimal digits", at: offset + index)
      }
    }
    unsafe sink.put(bytes + index, 6)
    return index + 6
  }
}
