extension JSONParser {
  /// Checks the value that comes next and passes over it, without building anything.
  ///
  /// - Parameter depth: how many containers are open around it.
  mutating func skip(from depth: Int) throws(JSONError) {
    var nesting = Nesting()
    while true {
      let byte = unsafe try next()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        unsafe index &+= 1
        if unsafe try next() == byte &+ 2 {
          unsafe index &+= 1
        } else {
          unsafe try check(depth &+ nesting.depth)
          nesting.open(isObject: isObject)
          if isObject { _ = unsafe try nameRange() }
          continue
        }
      case UInt8(ascii: "\""): _ = unsafe try stringRange()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): unsafe try skipNumber()
      default: unsafe try skipLiteral(byte)
      }
      // The value may be the last of its container, and that the last of the one around it.
      while true {
        if nesting.depth == 0 { return }
        if unsafe try hasNextElement(nesting.isObject) {
          if nesting.isObject { _ = unsafe try nameRange() }
          break
        }
        nesting.close()
      }
    }
  }

  @inline(__always)
  mutating func skipNumber() throws(JSONError) {
    let end = unsafe NumberText.end(bytes, index, count)
    unsafe index = end < 0 ? ~end : end
    if end < 0 { throw unsafe error("a number that JSON does not have") }
  }

  mutating func skipLiteral(_ byte: UInt8) throws(JSONError) {
    let word: StaticString =
      switch byte {
      case UInt8(ascii: "t"): "true"
      case UInt8(ascii: "f"): "false"
      case UInt8(ascii: "n"): "null"
      default: throw unsafe error("a value was expected")
      }
    for place in 0..<word.utf8CodeUnitCount {
      guard unsafe index + place < count, unsafe bytes[index + place] == word.utf8Start[place] else {
        throw unsafe error("a value was expected")
      }
    }
    unsafe index += word.utf8CodeUnitCount
  }
}
