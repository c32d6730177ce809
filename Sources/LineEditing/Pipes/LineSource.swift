/// Lines of a descriptor, in pieces as they come.
struct LineSource {
  private var bytes: TerminalBytes
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer, and up to where no newline was found.
  private var start = 0
  private var searched = 0
  private var hasEnded = false

  /// How many lines were given.
  private(set) var lineNumber = 0

  init(descriptor: Int32, wake: Int32) {
    bytes = TerminalBytes(descriptor: descriptor, wake: wake)
  }

  /// The next line, or the end; nil when a signal came instead.
  mutating func next() throws(LineInputError) -> LineInput? {
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = newline + 1; searched = start }
        return .line(try line(buffer[start..<newline]))
      }
      searched = buffer.count
      if hasEnded {
        guard start < buffer.count else { return .endOfInput }
        defer { start = buffer.count }
        return .line(try line(buffer[start...]))
      }
      buffer.removeSubrange(..<start)
      (start, searched) = (0, buffer.count)
      let (chunk, obstacle) = bytes.chunk()
      buffer += chunk
      switch obstacle {
      case nil, .byte, .timeout: break
      case .signal: return nil
      case .end: hasEnded = true
      case .failed(let code):
        hasEnded = true
        throw .system(code)
      }
    }
  }

  /// The text of a line; a byte order mark before the first and a carriage return behind any are not part of it.
  private mutating func line(_ bytes: ArraySlice<UInt8>) throws(LineInputError) -> String {
    lineNumber += 1
    var bytes = bytes
    if lineNumber == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = bytes.dropFirst(3)
    }
    if bytes.last == 0x0D {
      bytes = bytes.dropLast()
    }
    guard !bytes.contains(0) else { throw .nulByte(line: lineNumber) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8(line: lineNumber) }
    return text
  }
}
