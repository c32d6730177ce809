/// Walks through a JSON text without building values: what nobody asks for is checked and passed over.
///
/// Places are offsets in bytes.
package struct JSONScanner: Sendable {
  /// The text.
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What kind of value begins at a place, by its first byte.
  package enum Kind: Sendable {
    case object, array, scalar

    init(beginningWith byte: UInt8) {
      switch byte {
      case UInt8(ascii: "{"): self = .object
      case UInt8(ascii: "["): self = .array
      default: self = .scalar
      }
    }
  }

  package func kind(at place: Int) -> Kind {
    Kind(beginningWith: place < bytes.count ? bytes[place] : 0)
  }

  /// Where the one value of the text is. All of the text is checked.
  package func document() throws(JSONError) -> Range<Int> {
    var range = 0..<0
    try unsafe run(from: 0) { parser throws(JSONError) in
      range = unsafe try parser.skippedValue()
      unsafe try parser.checkEnd()
    }
    return range
  }

  /// Tells the members of the object that begins at a place, in order.
  ///
  /// - Parameter visit: takes a name and where its value is; returns whether to go on.
  package func members(at place: Int, _ visit: (String, Range<Int>) -> Bool) throws(JSONError) {
    try unsafe run(from: place + 1) { parser throws(JSONError) in
      if unsafe try parser.next() == UInt8(ascii: "}") { return }
      repeat {
        let name = unsafe try parser.nameRange()
        let range = unsafe try parser.skippedValue()
        if unsafe !visit(parser.text(name), range) { return }
      } while unsafe try parser.hasNextElement(true)
    }
  }

  /// Tells the elements of the list that begins at a place, in order.
  ///
  /// - Parameter visit: takes an index and where the element is; returns whether to go on.
  package func elements(at place: Int, _ visit: (Int, Range<Int>) -> Bool) throws(JSONError) {
    try unsafe run(from: place + 1) { parser throws(JSONError) in
      if unsafe try parser.next() == UInt8(ascii: "]") { return }
      var index = 0
      repeat {
        let range = unsafe try parser.skippedValue()
        if !visit(index, range) { return }
        index += 1
      } while unsafe try parser.hasNextElement(false)
    }
  }

  /// The value at a place.
  package func value(_ range: Range<Int>) throws(JSONError) -> JSONValue {
    try JSONValue(parsing: Array(bytes[range]))
  }

  private func run(
    from start: Int, _ body: (inout JSONParser) throws(JSONError) -> Void
  ) throws(JSONError) {
    var problem: JSONError?
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        problem = .noText
        return
      }
      var parser = unsafe JSONParser(base, buffer.count, PathReach(), JSONValue.usualRoom) { false }
      unsafe parser.index = start
      do throws(JSONError) { unsafe try body(&parser) } catch { problem = error }
    }
    if let problem { throw problem }
  }
}

extension JSONParser {
  /// Passes over the value that comes next.
  ///
  /// - Parameter depth: how many containers are open around it.
  /// - Returns: where it is.
  mutating func skippedValue(from depth: Int = 0) throws(JSONError) -> Range<Int> {
    _ = unsafe try next()
    let start = unsafe index
    unsafe try skip(from: depth)
    return unsafe start..<index
  }

  /// Nothing but white space may follow.
  mutating func checkEnd() throws(JSONError) {
    unsafe skipSpace()
    if unsafe index < count { throw unsafe error("there is more text after the value") }
  }
}
