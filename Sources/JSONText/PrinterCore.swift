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

  var state = State.value
  private var nesting = Nesting()
  let isSafe: Bool
  /// Whether the colours are used.
  let isColored: Bool
  let paint: Paint
  private var line = 1
  /// Where the line begins, in bytes of the whole text.
  private var lineStart = 0
  /// How many bytes of the line are no character of their own.
  var continuations = 0
  var malformedCount = 0

  /// Spaces stop growing here: deeper text could not be read anyway, and would be quadratic in size.
  private static let deepestIndent = 128
  /// The most bytes that one step writes beside what it copies: a colour, brackets, a line break and its spaces.
  static let stepSize = 512

  /// The colours as bytes, ready to be stored in one go.
  struct Paint {
    let key, string, number, literal, punctuation, reset: Ink

    init(_ colors: JSONColors) {
      key = Ink(colors.key)
      string = Ink(colors.string)
      number = Ink(colors.number)
      literal = Ink(colors.literal)
      punctuation = Ink(colors.punctuation)
      reset = Ink(colors.reset)
    }
  }

  init(_ style: JSONStyle) {
    isSafe = style.isTerminalSafe
    isColored = style.colors != nil
    paint = Paint(style.colors ?? .standard)
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
    var index = 0
    while index < count {
      sink.reserve(Self.stepSize)
      if state == .string || state == .keyString {
        let next = unsafe try string(bytes, index, count, offset, isFinal, &sink)
        if next == index { return index }
        index = next
        continue
      }
      let byte = unsafe bytes[index]
      if byte <= 0x20 {
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
          throw error("a control character", at: offset + index)
        }
        if byte == 0x0A { newLine(at: offset + index + 1) }
        index &+= 1
        continue
      }
      switch state {
      case .value, .firstElement:
        if state == .firstElement {
          if byte == UInt8(ascii: "]") {
            close(byte, isEmpty: true, &sink)
            index &+= 1
            continue
          }
          breakLine(&sink)
        }
        let next = unsafe try value(byte, bytes, index, count, offset, isFinal, &sink)
        if next == index { return index }
        index = next
      case .firstKey, .key:
        if byte == UInt8(ascii: "\"") {
          if state == .firstKey { breakLine(&sink) }
          if isColored { sink.put(paint.key) }
          sink.put(byte)
          state = .keyString
        } else if byte == UInt8(ascii: "}"), state == .firstKey {
          close(byte, isEmpty: true, &sink)
        } else {
          throw error("a name in double quotes was expected", at: offset + index)
        }
        index &+= 1
      case .colon:
        guard byte == UInt8(ascii: ":") else { throw error("a colon was expected", at: offset + index) }
        mark(byte, &sink)
        sink.put(0x20)
        state = .value
        index &+= 1
      case .after:
        let isObject = nesting.isObject
        if byte == UInt8(ascii: ",") {
          mark(byte, &sink)
          breakLine(&sink)
          state = isObject ? .key : .value
        } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          close(byte, isEmpty: false, &sink)
        } else {
          throw error(isObject ? "a comma or } was expected" : "a comma or ] was expected", at: offset + index)
        }
        index &+= 1
      case .done:
        throw error("the text goes on after its value", at: offset + index)
      case .string, .keyString: break
      }
    }
    return count
  }

  // MARK: - Values

  @inline(__always)
  @unsafe private mutating func value(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    switch byte {
    case UInt8(ascii: "\""):
      if isColored { sink.put(paint.string) }
      sink.put(byte)
      state = .string
      return index &+ 1
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard nesting.depth < Nesting.limit else {
        throw error("nested deeper than \(Nesting.limit) levels", at: offset + index)
      }
      mark(byte, &sink)
      let isObject = byte == UInt8(ascii: "{")
      nesting.open(isObject: isObject)
      state = isObject ? .firstKey : .firstElement
      return index &+ 1
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return unsafe try number(bytes, index, count, offset, isFinal, &sink)
    default:
      return unsafe try literal(byte, bytes, index, count, offset, isFinal, &sink)
    }
  }

  @inline(__always)
  @unsafe private mutating func number(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
  ) throws(JSONError) -> Int {
    var end = index &+ 1
    while end < count, unsafe NumberText.isPart(bytes[end]) { end &+= 1 }
    if end == count, !isFinal {
      // What was written for the first element of a list has to be written again with the number.
      if state == .firstElement { takeBackLineBreak(&sink) }
      return index
    }
    if let wrong = unsafe NumberText.firstWrong(bytes + index, end &- index) {
      throw error("a number that JSON does not have", at: offset + index + wrong)
    }
    if end &- index > 128 { sink.reserve(Self.stepSize + end - index) }
    if isColored { sink.put(paint.number) }
    unsafe sink.putShort(bytes + index, end &- index, readable: count &- index)
    if isColored { sink.put(paint.reset) }
    endValue()
    return end
  }

  @unsafe private mutating func literal(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ offset: Int, _ isFinal: Bool,
    _ sink: inout ByteSink
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
      if state == .firstElement { takeBackLineBreak(&sink) }
      return index
    }
    if isColored { sink.put(paint.literal) }
    unsafe sink.put(bytes + index, length)
    if isColored { sink.put(paint.reset) }
    endValue()
    return index + length
  }

  @inline(__always)
  mutating func endValue() {
    state = nesting.depth == 0 ? .done : .after
  }

  // MARK: - Layout

  @inline(__always)
  private func mark(_ byte: UInt8, _ sink: inout ByteSink) {
    if isColored { sink.put(paint.punctuation) }
    sink.put(byte)
    if isColored { sink.put(paint.reset) }
  }

  @inline(__always)
  private func breakLine(_ sink: inout ByteSink) {
    sink.put(0x0A)
    sink.putSpaces(min(nesting.depth, Self.deepestIndent) &* 2)
  }

  private func takeBackLineBreak(_ sink: inout ByteSink) {
    sink.drop(1 + min(nesting.depth, Self.deepestIndent) * 2)
  }

  private mutating func close(_ byte: UInt8, isEmpty: Bool, _ sink: inout ByteSink) {
    nesting.close()
    if !isEmpty { breakLine(&sink) }
    mark(byte, &sink)
    endValue()
  }

  @inline(__always)
  private mutating func newLine(at offset: Int) {
    line &+= 1
    lineStart = offset
    continuations = 0
  }
}
