/// The state machine of the printer: bytes in, laid-out bytes out.
struct PrinterCore {
  enum State {
    case value
    /// After `[`.
    case firstElement
    /// After `{`.
    case firstKey
    /// After `,` in an object.
    case key
    case colon
    /// After a value.
    case after
    case done
    case string
    case keyString
  }

  private var state = State.value
  var nesting = Nesting()
  let isEscaped: (@Sendable (UInt32) -> Bool)?
  /// Whether the colours are used.
  let isColored: Bool
  let paint: Paint
  private var line = 1
  /// Where the line begins, in bytes of the whole text.
  private var lineStart = 0
  /// How many bytes of the line aren't characters of their own.
  var continuations = 0
  var invalidByteCount = 0
  var loneSurrogateCount = 0

  /// Spaces stop growing here: deeper text could not be read anyway, and would be quadratic in size.
  private static let deepestIndent = 128
  /// The most bytes that one step writes beside what it copies: a colour, brackets, a line break and its spaces.
  static let stepSize = 512

  /// The colours as bytes, ready to be stored in one go.
  struct Paint {
    let key, string, number, literal, punctuation, reset: Ink

    init(_ colors: JSONColors?) {
      key = Ink(colors?.key)
      string = Ink(colors?.string)
      number = Ink(colors?.number)
      literal = Ink(colors?.literal)
      punctuation = Ink(colors?.punctuation)
      reset = Ink(colors?.reset)
    }
  }

  init(_ style: JSONStyle) {
    isEscaped = style.isEscaped
    isColored = style.colors != nil
    paint = Paint(style.colors)
  }

  /// Whether the text may end here.
  var isComplete: Bool { state == .done }

  func error(_ message: String, at offset: Int) -> JSONError {
    JSONError(message: message, line: line, column: max(1, offset - lineStart - continuations + 1), offset: offset)
  }

  /// Lays bytes out.
  ///
  /// - Returns: how many were used; the rest begins a token that has not come in full.
  @unsafe mutating func process(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, offset: Int, isFinal: Bool, _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    // What changes with every token is kept in local variables, and so in registers.
    var out = sink.cursor(room: Self.stepSize)
    var state = self.state
    defer {
      sink.keep(upTo: out)
      self.state = state
    }
    var index = 0
    while index < count {
      if out.room < Self.stepSize { Self.makeRoom(&sink, &out, Self.stepSize) }
      let byte = unsafe bytes[index]
      if byte <= 0x20, state != .string, state != .keyString {
        unsafe index = try whiteSpace(bytes, index, count, offset)
        continue
      }
      switch state {
      case .string, .keyString:
        let run = unsafe PlainText.length(bytes + index, count &- index)
        if out.room < run &+ Self.stepSize { Self.makeRoom(&sink, &out, run &+ Self.stepSize) }
        unsafe out.putShort(bytes + index, run, readable: count &- index)
        index &+= run
        guard index < count else { break }
        if unsafe bytes[index] == UInt8(ascii: "\"") {
          out.put(UInt8(ascii: "\""))
          if isColored { out.put(paint.reset) }
          state = state == .keyString ? .colon : stateAfterValue
          index &+= 1
        } else {
          var place = out
          let next = unsafe try special(bytes, index, count, offset, isFinal, &place)
          out = place
          if next == index { return index }
          index = next
        }
      case .firstElement:
        if byte == UInt8(ascii: "]") {
          state = close(byte, &out)
          index &+= 1
        } else {
          breakLine(&out)
          state = .value
        }
      case .value:
        switch byte {
        case UInt8(ascii: "\""):
          if isColored { out.put(paint.string) }
          out.put(byte)
          index &+= 1
          let end = unsafe shortString(bytes, index, count, &out)
          state = end > index ? stateAfterValue : .string
          index = end
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          let end = unsafe NumberText.end(bytes, index, count)
          if (end == count || ~end == count) && !isFinal { return index }
          if end < 0 { throw error("a number that JSON does not have", at: offset + ~end) }
          if end &- index > 128 { Self.makeRoom(&sink, &out, Self.stepSize + end - index) }
          if isColored { out.put(paint.number) }
          unsafe out.putShort(bytes + index, end &- index, readable: count &- index)
          if isColored { out.put(paint.reset) }
          state = stateAfterValue
          index = end
          if !isColored, state == .after, !nesting.isObject {
            unsafe index = numbers(bytes, from: index, count, &out, &sink)
          }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          guard nesting.depth < Nesting.limit else {
            throw error("nested deeper than \(Nesting.limit) levels", at: offset + index)
          }
          mark(byte, &out)
          let isObject = byte == UInt8(ascii: "{")
          nesting.open(isObject: isObject)
          state = isObject ? .firstKey : .firstElement
          index &+= 1
        default:
          var place = out
          let next = unsafe try literal(byte, bytes, index, count, offset, isFinal, &place)
          out = place
          if next == index { return index }
          state = stateAfterValue
          index = next
        }
        if state == .after, index < count, unsafe bytes[index] == UInt8(ascii: ",") {
          unsafe (index, state) = comma(bytes, index, count, &out)
        }
      case .firstKey, .key:
        if byte == UInt8(ascii: "\"") {
          if state == .firstKey { breakLine(&out) }
          unsafe (index, state) = key(bytes, index, count, &out)
        } else if byte == UInt8(ascii: "}"), state == .firstKey {
          state = close(byte, &out)
          index &+= 1
        } else {
          throw error("a name in double quotes was expected", at: offset + index)
        }
      case .colon:
        guard byte == UInt8(ascii: ":") else { throw error("a colon was expected", at: offset + index) }
        mark(byte, &out)
        out.put(0x20)
        state = .value
        index &+= 1
      case .after:
        if byte == UInt8(ascii: ",") {
          unsafe (index, state) = comma(bytes, index, count, &out)
          continue
        } else if byte == (nesting.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          nesting.close()
          breakLine(&out)
          mark(byte, &out)
          state = stateAfterValue
        } else {
          throw error(nesting.isObject ? "a comma or } was expected" : "a comma or ] was expected", at: offset + index)
        }
        index &+= 1
      case .done:
        throw error("there is more text after the value", at: offset + index)
      }
    }
    if isFinal, state == .string || state == .keyString {
      throw error("the text ends inside a string", at: offset + count)
    }
    return count
  }

  // MARK: - Parts

  /// Lays out a comma, and the name that comes behind it in an object where it is at hand.
  ///
  /// - Returns: where it went no further, and what comes there.
  @inline(__always)
  @unsafe private func comma(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ out: inout ByteCursor
  ) -> (index: Int, State) {
    mark(UInt8(ascii: ","), &out)
    breakLine(&out)
    let next = index &+ 1
    guard nesting.isObject else { return (next, .value) }
    guard next < count, unsafe bytes[next] == UInt8(ascii: "\"") else { return (next, .key) }
    return unsafe key(bytes, next, count, &out)
  }

  @inline(__always)
  private var stateAfterValue: State { nesting.depth == 0 ? .done : .after }

  /// Ends a container without anything in it.
  @inline(__always)
  private mutating func close(_ byte: UInt8, _ out: inout ByteCursor) -> State {
    nesting.close()
    mark(byte, &out)
    return stateAfterValue
  }

  @inline(__always)
  func mark(_ byte: UInt8, _ out: inout ByteCursor) {
    if isColored { out.put(paint.punctuation) }
    out.put(byte)
    if isColored { out.put(paint.reset) }
  }

  @inline(__always)
  func breakLine(_ out: inout ByteCursor) {
    breakLine(&out, min(nesting.depth, Self.deepestIndent) &* 2)
  }

  @inline(__always)
  func breakLine(_ out: inout ByteCursor, _ indent: Int) {
    out.put(0x0A)
    out.putSpaces(indent)
  }

  @inline(__always)
  static func makeRoom(_ sink: inout ByteSink, _ out: inout ByteCursor, _ room: Int) {
    sink.keep(upTo: out)
    out = sink.cursor(room: room)
  }

  /// Passes over white space. Source: RFC 8259, section 2.
  @unsafe private mutating func whiteSpace(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ offset: Int
  ) throws(JSONError) -> Int {
    var index = start
    while index < count {
      switch unsafe bytes[index] {
      case 0x20, 0x09, 0x0D: break
      case 0x0A:
        line &+= 1
        lineStart = offset &+ index &+ 1
        continuations = 0
      case 0..<0x20: throw error("a control character", at: offset + index)
      default: return index
      }
      index &+= 1
    }
    return index
  }

  @unsafe private func literal(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ out: inout ByteCursor
  ) throws(JSONError) -> Int {
    let word: StaticString =
      switch byte {
      case UInt8(ascii: "t"): "true"
      case UInt8(ascii: "f"): "false"
      case UInt8(ascii: "n"): "null"
      default: throw error("a value was expected", at: offset + index)
      }
    let length = word.utf8CodeUnitCount
    for place in 0..<min(length, count - index) where unsafe bytes[index + place] != word.utf8Start[place] {
      throw error("a value was expected", at: offset + index)
    }
    if count - index < length {
      if isFinal { throw error("the text ends too early", at: offset + count) }
      return index
    }
    if isColored { out.put(paint.literal) }
    unsafe out.put(bytes + index, length)
    if isColored { out.put(paint.reset) }
    return index + length
  }
}
