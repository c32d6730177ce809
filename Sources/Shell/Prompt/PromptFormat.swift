internal import CommandLanguage

/// What the prompt is made of: text, and placeholders such as `{place}`.
struct PromptFormat: Hashable {
  /// What can stand in braces.
  enum Placeholder: String, CaseIterable {
    /// `sandbox`, or whose token it is as far as that is known.
    case account
    /// The title of the place that `cd` went to.
    case place
    /// The path of that place.
    case path
    /// The server's host.
    case host
    /// `read-only`, where nothing can be changed.
    case mode
    /// A mark when the last command failed.
    case mark

    /// What help says of it.
    var summary: String {
      switch self {
      case .account: "sandbox, or whose token it is"
      case .place: "the title of where cd went"
      case .path: "its path"
      case .host: "the server"
      case .mode: "read-only, when nothing can be changed"
      case .mark: "✗ when the last command failed"
      }
    }
  }

  /// A part of it.
  enum Part: Hashable {
    case text(String)
    case placeholder(Placeholder)
  }

  /// As it was given.
  let text: String
  let parts: [Part]

  /// What there is at first.
  static let standard = PromptFormat(
    text: "{account} {place} {mark}> ",
    parts: [
      .placeholder(.account), .text(" "), .placeholder(.place), .text(" "), .placeholder(.mark), .text("> "),
    ])

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a format; `{{` and `}}` stand for the braces themselves.
  ///
  /// - Throws: what is wrong, with its place in bytes of the text.
  init(_ text: String) throws(SyntaxError) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var plain: [UInt8] = []
    var index = 0
    func flush() {
      if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
      plain = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where !isDoubled:
        guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
          throw SyntaxError("this brace is not closed", at: index..<index + 1, advice: "{{ stands for a brace")
        }
        let name = String(decoding: bytes[index + 1..<close], as: UTF8.self)
        guard let placeholder = Placeholder(rawValue: name) else {
          throw SyntaxError("there is no {\(name)} in a prompt", at: index..<close + 1, advice: Self.list)
        }
        flush()
        parts.append(.placeholder(placeholder))
        index = close
      case UInt8(ascii: "}") where !isDoubled:
        throw SyntaxError("this brace was not opened", at: index..<index + 1, advice: "}} stands for a brace")
      case 0..<0x20, 0x7F:
        throw SyntaxError("a prompt has no control characters and is one line", at: index..<index + 1)
      default:
        plain.append(byte)
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { index += 1 }
      }
      index += 1
    }
    flush()
    self.init(text: text, parts: parts)
  }

  private static var list: String {
    "one of " + Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
  }
}
