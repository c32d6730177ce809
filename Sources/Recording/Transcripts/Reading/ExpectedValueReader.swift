internal import CommandLanguage
internal import JSONText

/// Reads the JSON of a transcript: placeholders may stand for values and inside of texts, `...` for the rest of an
/// object or a list, and a comma may stand behind the last of them.
struct ExpectedValueReader {
  private let bytes: [UInt8]
  private var index = 0
  private static let deepest = 200

  /// Reads a text that is one value.
  static func read(_ bytes: [UInt8]) throws(ExpectedValueError) -> ExpectedValue {
    var reader = ExpectedValueReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else {
      throw reader.error("the value ends before this", at: reader.index..<bytes.count)
    }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte.isBlank { index += 1 }
  }

  private func error(_ message: String, at range: Range<Int>? = nil) -> ExpectedValueError {
    ExpectedValueError(message: message, range: range ?? index..<min(index + 1, bytes.count))
  }

  private mutating func value(depth: Int) throws(ExpectedValueError) -> ExpectedValue {
    skipSpace()
    guard depth < Self.deepest else { throw error("this is nested too deeply") }
    let start = index
    let kind: ExpectedValue.Kind
    switch current {
    case nil: throw error("a value is missing here")
    case UInt8(ascii: "{")?: kind = try object(depth)
    case UInt8(ascii: "[")?: kind = try list(depth)
    case UInt8(ascii: "\"")?: kind = try text()
    case UInt8(ascii: "<")?:
      guard let (placeholder, end) = Placeholder.read(bytes, at: index) else { throw unknownPlaceholder }
      index = end
      kind = .placeholder(placeholder)
    default: kind = try scalar()
    }
    return ExpectedValue(kind: kind, range: start..<index)
  }

  private var unknownPlaceholder: ExpectedValueError {
    let end = bytes[index...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\n") } ?? bytes.count
    let names = Placeholder.Kind.allCases.map { "<\($0.rawValue)>" }.joined(separator: ", ")
    return error(
      "a placeholder is one of \(names), or has a name, as in <id:map>", at: index..<min(end + 1, bytes.count))
  }

  private mutating func scalar() throws(ExpectedValueError) -> ExpectedValue.Kind {
    let start = index
    while let byte = current, !byte.isBlank, !",]}:".utf8.contains(byte) { index += 1 }
    if start == index { throw error("a value is missing here") }
    do { return .scalar(try JSONValue(parsing: Array(bytes[start..<index]))) } catch {
      throw self.error("a value is JSON, or a placeholder such as <id>", at: start..<index)
    }
  }

  // MARK: - Containers

  private mutating func object(_ depth: Int) throws(ExpectedValueError) -> ExpectedValue.Kind {
    var members: [ExpectedValue.Member] = []
    var rest: Range<Int>?
    try elements(closing: "}") { reader throws(ExpectedValueError) in
      if try reader.takeRest(&rest) { return }
      let start = reader.index
      guard reader.current == UInt8(ascii: "\""), let name = try reader.text().literal else {
        throw reader.error("a name in double quotes, or ..., is missing here", at: start..<max(start, reader.index))
      }
      let range = start..<reader.index
      reader.skipSpace()
      guard reader.current == UInt8(ascii: ":") else { throw reader.error("a colon is missing here") }
      reader.index += 1
      members.append(.init(name: name, nameRange: range, value: try reader.value(depth: depth + 1)))
    }
    return .object(members, rest: rest)
  }

  private mutating func list(_ depth: Int) throws(ExpectedValueError) -> ExpectedValue.Kind {
    var elements: [ExpectedValue] = []
    var rest: Range<Int>?
    try self.elements(closing: "]") { reader throws(ExpectedValueError) in
      if let rest { throw reader.error("... stands at the end of a list", at: rest) }
      if try reader.takeRest(&rest) { return }
      elements.append(try reader.value(depth: depth + 1))
    }
    return .list(elements, rest: rest)
  }

  /// Reads what stands between commas, up to the sign that closes it.
  private mutating func elements(
    closing: Unicode.Scalar, _ element: (inout ExpectedValueReader) throws(ExpectedValueError) -> Void
  ) throws(ExpectedValueError) {
    let start = index
    index += 1
    while true {
      skipSpace()
      if current == UInt8(ascii: closing) { break }
      guard current != nil else { throw error("this is never closed with \(closing)", at: start..<start + 1) }
      try element(&self)
      skipSpace()
      if current == UInt8(ascii: ",") {
        index += 1
      } else if current != UInt8(ascii: closing) {
        if current == nil { throw error("this is never closed with \(closing)", at: start..<start + 1) }
        throw error("a comma or \(closing) is missing here")
      }
    }
    index += 1
  }

  /// Reads `...`.
  private mutating func takeRest(_ rest: inout Range<Int>?) throws(ExpectedValueError) -> Bool {
    guard bytes[index...].starts(with: "...".utf8) else { return false }
    if rest != nil { throw error("... stands here twice", at: index..<index + 3) }
    rest = index..<index + 3
    index += 3
    return true
  }

  // MARK: - Texts

  private mutating func text() throws(ExpectedValueError) -> ExpectedValue.Kind {
    .text(try text() as TextPattern)
  }

  private mutating func text() throws(ExpectedValueError) -> TextPattern {
    let start = index
    var pattern = TextPattern()
    index += 1
    var pieceStart = index
    while true {
      switch current {
      case nil, UInt8(ascii: "\n")?: throw error("a double quote is missing at the end of this text", at: start..<index)
      case UInt8(ascii: "\"")?:
        pattern.append(try unescaped(pieceStart..<index))
        index += 1
        return pattern
      case UInt8(ascii: "\\")?: index = min(index + 2, bytes.count)
      case UInt8(ascii: "<")?:
        guard let (placeholder, end) = Placeholder.read(bytes, at: index), placeholder.kind.isText else {
          index += 1
          continue
        }
        pattern.append(try unescaped(pieceStart..<index))
        pattern.append(placeholder)
        index = end
        pieceStart = end
      case _?: index += 1
      }
    }
  }

  /// What a piece of a text says.
  private func unescaped(_ range: Range<Int>) throws(ExpectedValueError) -> [UInt8] {
    let quote = [UInt8(ascii: "\"")]
    do throws(JSONError) {
      guard case .string(let text) = try JSONValue(parsing: quote + bytes[range] + quote) else { return [] }
      return Array(text.utf8)
    } catch {
      throw self.error(error.message, at: range)
    }
  }
}
