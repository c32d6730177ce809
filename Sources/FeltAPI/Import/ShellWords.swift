/// Splits a command line into words as a POSIX shell does. Source: POSIX.1-2024, XCU 2.2 and 2.3, `$'...'` included.
///
/// Nothing is expanded: a `$name` stays as it is.
enum ShellWords {
  static func split(_ line: String) throws(CurlImportProblem) -> [String] {
    var reader = Reader(scalars: Array(line.unicodeScalars)[...])
    return try reader.words()
  }

  private struct Reader {
    var scalars: ArraySlice<Unicode.Scalar>

    mutating func words() throws(CurlImportProblem) -> [String] {
      var words: [String] = []
      var word = ""
      var isInWord = false
      while let scalar = scalars.popFirst() {
        switch scalar {
        case " ", "\t", "\n", "\r":
          // A line break ends a command, but people paste commands that have lost their backslashes.
          if isInWord { words.append(word) }
          word = ""
          isInWord = false
          continue
        case "\\":
          if skipLineBreak() { continue }
          word.unicodeScalars.append(try next("\\"))
        case "'": word += try singleQuoted()
        case "\"": word += try doubleQuoted()
        case "$" where scalars.first == "'":
          scalars.removeFirst()
          word += try ansiQuoted()
        case "$" where scalars.first == "(": throw .shellSyntax("$(…)")
        // What a browser copies for Windows' own shell.
        case "^" where scalars.first == "\"" || scalars.first == "\n": throw .shellSyntax("^")
        case "`", "|", "&", ";", "<", ">": throw .shellSyntax(String(scalar))
        default: word.unicodeScalars.append(scalar)
        }
        isInWord = true
      }
      if isInWord { words.append(word) }
      return words
    }

    private mutating func next(_ opening: String) throws(CurlImportProblem) -> Unicode.Scalar {
      guard let scalar = scalars.popFirst() else { throw .unclosed(opening) }
      return scalar
    }

    /// After a backslash: takes a line break away with it.
    private mutating func skipLineBreak() -> Bool {
      if scalars.starts(with: ["\r", "\n"]) { scalars.removeFirst() }
      guard scalars.first == "\n" else { return false }
      scalars.removeFirst()
      return true
    }

    private mutating func singleQuoted() throws(CurlImportProblem) -> String {
      var text = ""
      while true {
        let scalar = try next("'")
        if scalar == "'" { return text }
        text.unicodeScalars.append(scalar)
      }
    }

    private mutating func doubleQuoted() throws(CurlImportProblem) -> String {
      var text = ""
      while true {
        let scalar = try next("\"")
        switch scalar {
        case "\"": return text
        case "`": throw .shellSyntax("`")
        case "$" where scalars.first == "(": throw .shellSyntax("$(…)")
        case "\\":
          if skipLineBreak() { continue }
          let escaped = try next("\"")
          if !"$`\"\\".unicodeScalars.contains(escaped) { text += "\\" }
          text.unicodeScalars.append(escaped)
        default: text.unicodeScalars.append(scalar)
        }
      }
    }

    private mutating func ansiQuoted() throws(CurlImportProblem) -> String {
      var bytes: [UInt8] = []
      while true {
        let scalar = try next("$'")
        switch scalar {
        case "'": return String(decoding: bytes, as: UTF8.self)
        case "\\": bytes += try ansiEscape()
        default: bytes += String(scalar).utf8
        }
      }
    }

    private mutating func ansiEscape() throws(CurlImportProblem) -> [UInt8] {
      let scalar = try next("$'")
      switch scalar {
      case "n": return [0x0A]
      case "t": return [0x09]
      case "r": return [0x0D]
      case "a": return [0x07]
      case "b": return [0x08]
      case "e", "E": return [0x1B]
      case "f": return [0x0C]
      case "v": return [0x0B]
      case "x": return [UInt8(truncatingIfNeeded: digits(upTo: 2, radix: 16) ?? 0x78)]
      case "u": return character(digits(upTo: 4, radix: 16))
      case "U": return character(digits(upTo: 8, radix: 16))
      case "0"..."7":
        let (first, count) = (scalar.value - 0x30, scalars.prefix(2).prefix { ("0"..."7").contains($0) }.count)
        return [UInt8(truncatingIfNeeded: first << (3 * UInt32(count)) | (digits(upTo: 2, radix: 8) ?? 0))]
      case "\\", "'", "\"", "?": return Array(String(scalar).utf8)
      default: return Array(("\\" + String(scalar)).utf8)
      }
    }

    private func character(_ code: UInt32?) -> [UInt8] {
      Array(String(code.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8)
    }

    private mutating func digits(upTo count: Int, radix: Int) -> UInt32? {
      let found = scalars.prefix(count).prefix { Character($0).isASCII && Character($0).hexDigitValue ?? 16 < radix }
      scalars.removeFirst(found.count)
      return UInt32(String(String.UnicodeScalarView(found)), radix: radix)
    }
  }
}
