internal import CVectors

extension PrinterCore {
  /// The deepest nesting whose line breaks are stored in one go.
  private static let shallow = 14
  /// The most bytes that the numbers of 64 bytes take: 32 numbers, each with a line break.
  private static let numbersSize = 32 * 64

  /// Lays out the numbers that follow one in its list, and those of the lists behind it, as coordinates do: most of a
  /// long text is that.
  ///
  /// - Parameter start: where the first number ended, in a list.
  /// - Returns: where it went no further.
  @inline(__always)
  @unsafe mutating func numbers(
    _ bytes: UnsafePointer<UInt8>, from start: Int, _ count: Int, _ out: inout ByteCursor, _ sink: inout ByteSink
  ) -> Int {
    guard nesting.depth <= Self.shallow else { return start }
    let indent = nesting.depth &* 2
    let hasLists = nesting.isListInList
    let comma = Self.spaces(after: UInt8(ascii: ","))
    let bracket = Self.spaces(after: UInt8(ascii: "["))
    var index = start
    // All numbers of 64 bytes are found in one step; a number may be copied with up to 32 bytes behind it.
    while count &- index >= 64 &+ 32 {
      if out.room < Self.numbersSize { Self.makeRoom(&sink, &out, Self.numbersSize) }
      let ends = unsafe ~cvectors_number64(bytes + index)
      let others = unsafe ~cvectors_digits64(bytes + index)
      let window = unsafe bytes + index
      // The place of what is between two numbers. There is a branch for each kind, so that a processor can go on with
      // the next number before it has read it.
      var place = 0
      while true {
        if unsafe window[place] == UInt8(ascii: ",") {
          let length = unsafe NumberText.length(window, place &+ 1, ends, others)
          if length < 0 { break }
          if length == 0 { return index &+ place }
          out.put(comma, indent &+ 2)
          unsafe out.putShort(window + place + 1, length)
          place = place &+ 1 &+ length
        } else {
          let length = unsafe NumberText.length(window, place &+ 3, ends, others)
          if length < 0 { break }
          guard hasLists, length > 0, unsafe window[place] == UInt8(ascii: "]"),
            unsafe window[place &+ 1] == UInt8(ascii: ","), unsafe window[place &+ 2] == UInt8(ascii: "[")
          else { return index &+ place }
          breakLine(&out, indent &- 2)
          out.put(UInt8(ascii: "]"))
          out.put(comma, indent)
          out.put(bracket, indent &+ 2)
          unsafe out.putShort(window + place + 3, length)
          place = place &+ 3 &+ length
        }
      }
      if place == 0 { return index }
      index &+= place
    }
    return index
  }

  /// A byte, a line break, and the spaces of the next line.
  @inline(__always)
  private static func spaces(after byte: UInt8) -> SIMD32<UInt8> {
    var bytes = SIMD32<UInt8>(repeating: 0x20)
    bytes[0] = byte
    bytes[1] = 0x0A
    return bytes
  }
}
