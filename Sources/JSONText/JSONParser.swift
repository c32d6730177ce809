extension JSONValue {
  /// The deepest nesting of a value: so deep can it still be compared, copied and freed on a small stack.
  package static let deepest = 1000

  /// Reads a text that is JSON and nothing else. Source: RFC 8259.
  ///
  /// Half of a surrogate pair, which no text can hold, becomes U+FFFD.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var result: Result<JSONValue, JSONError> = .failure(
      JSONError(message: "there is no text", line: 1, column: 1, offset: 0))
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var parser = unsafe JSONParser(base, buffer.count)
      do throws(JSONError) { result = .success(unsafe try parser.document()) } catch { result = .failure(error) }
    }
    self = try result.get()
  }
}

/// Reads one value from memory, with a stack of its own.
@unsafe struct JSONParser {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private var index = 0

  /// A container that is being filled, in place: nothing may copy its list.
  private struct Container {
    let isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONObject.Member] = []
    var name = ""
  }

  init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    unsafe self.bytes = unsafe bytes
    unsafe self.count = count
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = unsafe try self.value()
    unsafe skipSpace()
    if unsafe index < count { throw unsafe error("the text goes on after its value") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    var stack: [Container] = []
    while true {
      var finished: JSONValue
      let byte = unsafe try next()
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        let isObject = byte == UInt8(ascii: "{")
        unsafe index &+= 1
        if unsafe try next() == byte &+ 2 {
          unsafe index &+= 1
          finished = isObject ? .object(JSONObject()) : .array([])
        } else {
          unsafe try check(stack.count)
          stack.append(Container(isObject: isObject))
          if isObject { stack[stack.count - 1].name = unsafe try name() }
          continue
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
    let byte = unsafe try next()
    let top = stack.count - 1
    if stack[top].isObject {
      stack[top].members.append(JSONObject.Member(name: stack[top].name, value: finished))
    } else {
      stack[top].elements.append(finished)
    }
    if byte == UInt8(ascii: ",") {
      unsafe index &+= 1
      if stack[top].isObject { stack[top].name = unsafe try name() }
      return false
    }
    let isObject = stack[top].isObject
    guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw unsafe error(isObject ? "a comma or } was expected" : "a comma or ] was expected")
    }
    let container = stack.removeLast()
    finished = isObject ? .object(JSONObject(members: container.members)) : .array(container.elements)
    unsafe index &+= 1
    return true
  }

  private func check(_ depth: Int) throws(JSONError) {
    if depth >= JSONValue.deepest { throw unsafe error("nested deeper than \(JSONValue.deepest) levels") }
  }

  /// A member's name and the colon behind it.
  private mutating func name() throws(JSONError) -> String {
    guard unsafe try next() == UInt8(ascii: "\"") else { throw unsafe error("a name in double quotes was expected") }
    let name = unsafe try string()
    guard unsafe try next() == UInt8(ascii: ":") else { throw unsafe error("a colon was expected") }
    unsafe index &+= 1
    return name
  }

  private mutating func scalar(_ byte: UInt8) throws(JSONError) -> JSONValue {
    switch byte {
    case UInt8(ascii: "\""): return .string(unsafe try string())
    case UInt8(ascii: "t"): return unsafe try literal("true", .bool(true))
    case UInt8(ascii: "f"): return unsafe try literal("false", .bool(false))
    case UInt8(ascii: "n"): return unsafe try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = unsafe index
      while unsafe index < count, unsafe NumberText.isPart(bytes[index]) { unsafe index &+= 1 }
      if let wrong = unsafe NumberText.firstWrong(bytes + start, index &- start) {
        unsafe index = start + wrong
        throw unsafe error("a number that JSON does not have")
      }
      return .number(JSONNumber(uncheckedText: unsafe text(start, index)))
    default: throw unsafe error("a value was expected")
    }
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for place in 0..<word.utf8CodeUnitCount {
      guard unsafe index + place < count, unsafe bytes[index + place] == word.utf8Start[place] else {
        throw unsafe error("a value was expected")
      }
    }
    unsafe index += word.utf8CodeUnitCount
    return value
  }

  // MARK: - Strings

  private mutating func string() throws(JSONError) -> String {
    unsafe index &+= 1
    let start = unsafe index
    unsafe index &+= PlainText.length(bytes + start, count &- start)
    if unsafe index < count, unsafe bytes[index] == UInt8(ascii: "\"") {
      unsafe index &+= 1
      return unsafe text(start, index &- 1)
    }
    return unsafe try longString(from: start)
  }

  private mutating func longString(from start: Int) throws(JSONError) -> String {
    var result = unsafe [UInt8](UnsafeBufferPointer(start: bytes + start, count: index - start))
    while unsafe index < count {
      let byte = unsafe bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        unsafe index += 1
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): unsafe try escape(&result)
      case 0..<0x20: throw unsafe error("a control character inside a string")
      case 0x80...:
        guard case .valid(_, let length) = unsafe UTF8Scalar.read(bytes + index, count - index) else {
          throw unsafe error("the text is not UTF-8 here")
        }
        unsafe result.append(contentsOf: UnsafeBufferPointer(start: bytes + index, count: length))
        unsafe index += length
      default:
        let run = unsafe max(1, PlainText.length(bytes + index, count - index))
        unsafe result.append(contentsOf: UnsafeBufferPointer(start: bytes + index, count: run))
        unsafe index += run
      }
    }
    throw unsafe error("the text ends inside a string")
  }

  private mutating func escape(_ result: inout [UInt8]) throws(JSONError) {
    guard unsafe index + 1 < count else { throw unsafe error("the text ends inside a string") }
    let simple: UInt8
    switch unsafe bytes[index + 1] {
    case UInt8(ascii: "\""): simple = 0x22
    case UInt8(ascii: "\\"): simple = 0x5C
    case UInt8(ascii: "/"): simple = 0x2F
    case UInt8(ascii: "b"): simple = 0x08
    case UInt8(ascii: "f"): simple = 0x0C
    case UInt8(ascii: "n"): simple = 0x0A
    case UInt8(ascii: "r"): simple = 0x0D
    case UInt8(ascii: "t"): simple = 0x09
    case UInt8(ascii: "u"): return unsafe try unicodeEscape(&result)
    default: throw unsafe error("an escape that JSON does not have")
    }
    unsafe index += 2
    result.append(simple)
  }

  private mutating func unicodeEscape(_ result: inout [UInt8]) throws(JSONError) {
    guard let first = unsafe unit(at: index) else { throw unsafe error("\\u needs four hexadecimal digits") }
    unsafe index += 6
    var value = UInt32(first)
    if UTF16.isLeadSurrogate(first), let second = unsafe unit(at: index), UTF16.isTrailSurrogate(second) {
      value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      unsafe index += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
  }

  /// The code unit of the `\u` escape at a place; nil when there is none.
  private func unit(at place: Int) -> UInt16? {
    guard unsafe place + 5 < count, unsafe bytes[place] == UInt8(ascii: "\\"),
      unsafe bytes[place + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt16 = 0
    for offset in 2..<6 {
      let digit = unsafe bytes[place + offset]
      guard NumberText.isHexadecimal(digit) else { return nil }
      value = value << 4 | UInt16(digit <= 0x39 ? digit - 0x30 : (digit | 0x20) - 0x57)
    }
    return value
  }

  // MARK: - Bytes

  private func text(_ start: Int, _ end: Int) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
  }

  @inline(__always)
  private mutating func skipSpace() {
    while unsafe index < count {
      let byte = unsafe bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      unsafe index &+= 1
    }
  }

  /// The byte that comes next, behind white space.
  @inline(__always)
  private mutating func next() throws(JSONError) -> UInt8 {
    unsafe skipSpace()
    guard unsafe index < count else { throw unsafe error("the text ends too early") }
    return unsafe bytes[index]
  }

  private func error(_ message: String) -> JSONError {
    var line = 1
    var column = 1
    for offset in 0..<(unsafe min(index, count)) {
      let byte = unsafe bytes[offset]
      if byte == 0x0A { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
    }
    return unsafe JSONError(message: message, line: line, column: column, offset: index)
  }
}
