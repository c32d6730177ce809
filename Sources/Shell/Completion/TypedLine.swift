/// A command as far as a glance tells: its words up to the cursor, whatever is wrong with them.
struct TypedLine {
  /// The words in front of the cursor's, as they were typed; `>` and `>>` are words of their own.
  private(set) var before: [String] = []
  /// Where the word at the cursor begins, in bytes of the line; it ends at the cursor.
  private(set) var start = 0
  /// Whether the cursor is in a comment or in the program behind `|`, where nothing of ours stands.
  private(set) var isForeign = false
  private let bytes: [UInt8]

  /// - Parameter bytes: the line up to the cursor.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var index = 0
    var depth = 0
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      let isWordStart = index == start
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { index += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: "\\"): index += 1
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
          guard depth == 0 else { break }
          if index > start { before.append(text(start..<index)) }
          start = index + 1
          if byte == UInt8(ascii: "\n") { before = [] }
        case UInt8(ascii: ">") where isWordStart && before.first != "expect":
          let length = index + 1 < bytes.count && bytes[index + 1] == byte ? 2 : 1
          before.append(text(index..<index + length))
          index += length - 1
          start = index + 1
        case UInt8(ascii: "|"), UInt8(ascii: "#"):
          isForeign = isWordStart
        default: break
        }
      }
      if isForeign { return }
      index += 1
    }
  }

  /// The word at the cursor, as it was typed.
  var current: String { text(start..<bytes.count) }

  /// The word at the cursor, in bytes of the line.
  var range: Range<Int> { start..<bytes.count }

  /// The command's word and what follows it, without the variable that keeps the answer.
  var command: (verb: String, arguments: ArraySlice<String>)? {
    let words = before.count > 1 && before[1] == "=" ? before.dropFirst(2) : before[...]
    return words.first.map { ($0, words.dropFirst()) }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// What a word means that may have an open quote: without quotes and backslashes, variables as they stand.
  static func meaning(_ typed: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in typed.unicodeScalars {
      if isEscaped {
        result.append(scalar)
        isEscaped = false
      } else if scalar == "\\", quote != "'" {
        isEscaped = true
      } else if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "'" || scalar == "\"" {
        quote = scalar
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
