extension JSONValue {
  /// The deepest nesting of a value: so deep can it still be compared, copied and freed on a small stack.
  package static let deepest = 1000

  /// Reads a text that is JSON and nothing else. Source: RFC 8259.
  ///
  /// Half of a surrogate pair, which no text can hold, becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - room: about how much memory the value may take, in bytes: of `{"a":1},` it is thirty times the text.
  ///   - isCancelled: asked now and then whether to stop.
  package init(
    parsing bytes: [UInt8], room: Int = JSONValue.usualRoom, isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONError) {
    self = try Self.read(bytes, reach: PathReach(), room, isCancelled)
  }

  /// Reads a text, and keeps of it what a query can come to: the query finds the same in it as in the whole. All of the
  /// text is checked.
  package init(
    parsing bytes: [UInt8], for path: JSONPath, isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONError) {
    self = try Self.read(bytes, reach: PathReach(of: path.query), Self.usualRoom, isCancelled)
  }

  /// How much memory a value may take, in bytes.
  package static let usualRoom = 3 << 30

  private static func read(
    _ bytes: [UInt8], reach: PathReach, _ room: Int, _ isCancelled: @escaping () -> Bool
  ) throws(JSONError) -> JSONValue {
    var result: Result<JSONValue, JSONError> = .failure(.noText)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var parser = unsafe JSONParser(base, buffer.count, reach, room, isCancelled)
      do throws(JSONError) { result = .success(unsafe try parser.document()) } catch { result = .failure(error) }
    }
    let value = try result.get()
    LargeValues.keep([value], ofTextOf: bytes.count)
    return value
  }
}

/// Reads one value from memory, with a stack of its own.
@unsafe struct JSONParser {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  var index = 0
  /// Whether white space was passed over since this was last set to false.
  var hasPassedSpace = false
  /// The member of the outermost object whose place is noted; empty for none.
  var watchedName: [UInt8] = []
  /// Where the value of the last such member begins; nil as long as none has come.
  var watchedPlace: Int?
  private var reach: PathReach
  /// How much more memory may be taken.
  private var room: Int
  /// When that is less than this, it is time to ask whether to stop.
  private var nextLook: Int
  private let isCancelled: () -> Bool
  /// So much memory is taken between two looks.
  private static let pause = 1 << 23
  /// About what an element, a list and an object take, in bytes, with the space they are given to grow.
  private static let costs = (element: 48, list: 96, object: 208)

  /// A container that is being filled, in place: nothing may copy its list.
  private struct Container {
    let isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONObject.Member] = []
    var name = ""

    init(isObject: Bool, isWhole: Bool) {
      self.isObject = isObject
      // Most objects have a few members; growing by one, two and four costs more than this.
      if isWhole { if isObject { members.reserveCapacity(4) } else { elements.reserveCapacity(2) } }
    }
  }

  init(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ reach: PathReach, _ room: Int, _ isCancelled: @escaping () -> Bool
  ) {
    unsafe self.bytes = unsafe bytes
    unsafe self.count = count
    unsafe self.reach = reach
    unsafe self.room = room
    unsafe nextLook = max(0, room - Self.pause)
    unsafe self.isCancelled = isCancelled
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = unsafe try self.value()
    unsafe try checkEnd()
    return value
  }

  /// Reads the value that comes next, and keeps of it what can be reached, for a moment: what memory it takes doesn't
  /// count for long.
  mutating func value(_ reach: PathReach) throws(JSONError) -> JSONValue {
    unsafe self.reach = reach
    let room = unsafe (self.room, nextLook)
    let value = unsafe try self.value()
    unsafe (self.room, nextLook) = room
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    var stack: [Container] = []
    while true {
      var finished: JSONValue
      let byte = unsafe try next()
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        let isObject = byte == UInt8(ascii: "{")
        let start = unsafe index
        unsafe index &+= 1
        if unsafe try next() == byte &+ 2 {
          unsafe index &+= 1
          finished = isObject ? .object(JSONObject()) : .array([])
        } else if unsafe reach.isNothing(in: isObject, at: stack.count) {
          unsafe index = start
          unsafe try skip(from: stack.count)
          finished = isObject ? .object(JSONObject()) : .array([])
        } else {
          unsafe try check(stack.count)
          unsafe room &-= isObject ? Self.costs.object : Self.costs.list
          unsafe stack.append(Container(isObject: isObject, isWhole: stack.count >= reach.depth))
          if unsafe try begin(&stack[stack.count - 1], depth: stack.count - 1) { continue }
          finished = unsafe pop(&stack)
        }
      } else {
        finished = unsafe try scalar(byte)
      }
      // The value may be the last of its container, and that the last of the one around it.
      while true {
        if stack.isEmpty { return finished }
        guard unsafe try end(&finished, &stack) else { break }
      }
    }
  }

  /// Puts a value into the innermost container.
  ///
  /// - Returns: whether the container ended with it; it is the finished value then.
  @inline(__always)
  private mutating func end(_ finished: inout JSONValue, _ stack: inout [Container]) throws(JSONError) -> Bool {
    let top = stack.count - 1
    unsafe room &-= Self.costs.element
    if unsafe room < nextLook { unsafe try look(stack) }
    if stack[top].isObject {
      stack[top].members.append(JSONObject.Member(name: stack[top].name, value: finished))
    } else {
      stack[top].elements.append(finished)
    }
    if unsafe try hasNextElement(stack[top].isObject), unsafe try begin(&stack[top], depth: top) { return false }
    finished = unsafe pop(&stack)
    return true
  }

  /// Comes to the next value in a container that is wanted, and passes over those that are not.
  ///
  /// - Returns: false when the container ended before.
  @inline(__always)
  private mutating func begin(_ container: inout Container, depth: Int) throws(JSONError) -> Bool {
    if unsafe depth >= reach.depth {
      if container.isObject { container.name = unsafe try name() }
      return true
    }
    repeat {
      if container.isObject {
        let range = unsafe try nameRange()
        if unsafe depth == 0 && !watchedName.isEmpty, unsafe isNamed(watchedName, range) {
          unsafe watchedPlace = index
        }
        if let name = unsafe wanted(range, depth) {
          container.name = name
          return true
        }
      } else {
        if unsafe reach.hasElement(container.elements.count, at: depth) { return true }
        container.elements.append(.null)
      }
      unsafe try skip(from: depth + 1)
    } while unsafe try hasNextElement(container.isObject)
    return false
  }

  /// Whether a name of the text is this one.
  func isNamed(_ name: [UInt8], _ range: StringRange) -> Bool {
    if range.hasEscapes { return unsafe text(range).utf8.elementsEqual(name) }
    return unsafe UnsafeBufferPointer(start: bytes + range.start, count: range.end - range.start).elementsEqual(name)
  }

  /// The name at a place of the text, when a member of that name is wanted.
  private func wanted(_ range: StringRange, _ depth: Int) -> String? {
    if !range.hasEscapes,
      unsafe !reach.hasMember(
        UnsafeBufferPointer(start: bytes + range.start, count: range.end - range.start), at: depth)
    {
      return nil
    }
    let name = unsafe text(range)
    return unsafe reach.hasMember(name, at: depth) ? name : nil
  }

  /// Passes over a comma, or over the bracket that ends a container.
  @inline(__always)
  mutating func hasNextElement(_ isObject: Bool) throws(JSONError) -> Bool {
    let byte = unsafe try next()
    guard byte == UInt8(ascii: ",") || byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw unsafe error(isObject ? "a comma or } was expected" : "a comma or ] was expected")
    }
    unsafe index &+= 1
    return byte == UInt8(ascii: ",")
  }

  /// Stops when there is no more room, or when nobody waits any longer.
  private mutating func look(_ stack: [Container]) throws(JSONError) {
    if unsafe room < 0 { throw unsafe error("there is too much here to hold in memory") }
    if unsafe isCancelled() {
      unsafe LargeValues.keep(
        stack.flatMap { [.array($0.elements), .object(JSONObject(members: $0.members))] }, ofTextOf: count)
      throw .cancelled
    }
    unsafe nextLook = max(0, unsafe room - Self.pause)
  }

  private func pop(_ stack: inout [Container]) -> JSONValue {
    let container = stack.removeLast()
    return container.isObject ? .object(JSONObject(members: container.members)) : .array(container.elements)
  }

  func check(_ depth: Int) throws(JSONError) {
    if depth >= JSONValue.deepest { throw unsafe error("nested deeper than \(JSONValue.deepest) levels") }
  }

  /// A member's name, with the colon after it.
  private mutating func name() throws(JSONError) -> String {
    unsafe text(try nameRange())
  }

  private mutating func scalar(_ byte: UInt8) throws(JSONError) -> JSONValue {
    switch byte {
    case UInt8(ascii: "\""): return .string(unsafe text(try stringRange()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = unsafe index
      unsafe try skipNumber()
      return .number(JSONNumber(uncheckedText: unsafe text(start, index)))
    default:
      unsafe try skipLiteral(byte)
      return byte == UInt8(ascii: "n") ? .null : .bool(byte == UInt8(ascii: "t"))
    }
  }

  // MARK: - Bytes

  @inline(__always)
  func text(_ start: Int, _ end: Int) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
  }

  @inline(__always)
  mutating func skipSpace() {
    while unsafe index < count {
      let byte = unsafe bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      unsafe hasPassedSpace = true
      unsafe index &+= 1
    }
  }

  /// The byte that comes next, behind white space.
  @inline(__always)
  mutating func next() throws(JSONError) -> UInt8 {
    unsafe skipSpace()
    guard unsafe index < count else { throw unsafe error("the text ends too early") }
    return unsafe bytes[index]
  }

  func error(_ message: String) -> JSONError {
    var line = 1
    var column = 1
    for offset in 0..<(unsafe min(index, count)) {
      let byte = unsafe bytes[offset]
      if byte == 0x0A { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
    }
    return unsafe JSONError(message: message, line: line, column: column, offset: index)
  }
}
