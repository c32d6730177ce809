extension PrinterCore {
  /// Lays out the numbers that follow one in its list, and those of the lists behind it, as coordinates do: most of a
  /// long text is that.
  ///
  /// - Parameter start: where the first number ended, in a list.
  /// - Returns: where it went no further, and whether a number begins there that is not an ordinary one.
  @inline(__always)
  @unsafe mutating func numbers(
    _ bytes: UnsafePointer<UInt8>, from start: Int, _ count: Int, _ out: inout ByteCursor, _ sink: inout ByteSink
  ) -> (index: Int, isValue: Bool) {
    var index = start
    while count &- index > 32 {
      if out.room < 2 &* Self.stepSize { Self.makeRoom(&sink, &out, 2 &* Self.stepSize) }
      if unsafe bytes[index] == UInt8(ascii: ","), unsafe Self.beginsNumber(bytes[index &+ 1]) {
        out.put(UInt8(ascii: ","))
        breakLine(&out)
        index &+= 1
      } else if unsafe bytes[index] == UInt8(ascii: "]"), unsafe bytes[index &+ 1] == UInt8(ascii: ","),
        unsafe bytes[index &+ 2] == UInt8(ascii: "["), unsafe Self.beginsNumber(bytes[index &+ 3]), nextList(&out)
      {
        index &+= 3
      } else {
        break
      }
      let end = unsafe NumberText.end(bytes, index, count)
      if end < 0 || end &- index > 32 || end == count { return (index, true) }
      unsafe out.putShort(bytes + index, end &- index, readable: count &- index)
      index = end
    }
    return (index, false)
  }

  @inline(__always)
  private static func beginsNumber(_ byte: UInt8) -> Bool {
    NumberText.isDigit(byte) || byte == UInt8(ascii: "-")
  }

  /// Ends a list and begins the one behind it.
  ///
  /// - Returns: false where they aren't in a list.
  @inline(__always)
  private mutating func nextList(_ out: inout ByteCursor) -> Bool {
    nesting.close()
    guard nesting.depth > 0, !nesting.isObject else {
      nesting.open(isObject: false)
      return false
    }
    breakLine(&out)
    out.put(UInt8(ascii: "]"))
    out.put(UInt8(ascii: ","))
    breakLine(&out)
    out.put(UInt8(ascii: "["))
    nesting.open(isObject: false)
    breakLine(&out)
    return true
  }
}
