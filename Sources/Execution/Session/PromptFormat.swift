package import CommandLanguage

/// What the prompt is made of: text, and placeholders such as `{place}`.
package struct PromptFormat: Hashable, Sendable {
  /// What can stand in braces.
  package enum Placeholder: String, CaseIterable, Sendable {
    /// `sandbox`, or whose token it is if that is known.
    case account
    /// The title of the location that `cd` went to.
    case place
    /// The path of that location.
    case path
    /// The server's host.
    case host
    /// `read-only`, when nothing can be changed.
    case mode
    /// A mark when the last command failed.
    case mark

    /// What help says of it.
    package var summary: String {
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
  package enum Part: Hashable, Sendable {
    case text(String)
    case placeholder(Placeholder)
  }

  /// As it was typed.
  package let text: String
  package let parts: [Part]

  /// The format to begin with.
  package static let standard = PromptFormat(
    text: "{account} / {place} {mark}> ",
    parts: [
      .placeholder(.account), .text(" / "), .placeholder(.place), .text(" "), .placeholder(.mark), .text("> "),
    ])

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a format; `{{` and `}}` stand for the braces themselves.
  ///
  /// - Throws: what is wrong, and where in bytes of the text.
  package init(_ text: String) throws(SyntaxError) {
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
          throw SyntaxError(.unclosedPlaceholder, at: index..<index + 1)
        }
        let name = String(decoding: bytes[index + 1..<close], as: UTF8.self)
        guard let placeholder = Placeholder(rawValue: name) else {
          throw SyntaxError(
            .unknownPlaceholder(name, known: Placeholder.allCases.map(\.rawValue)), at: index..<close + 1)
        }
        flush()
        parts.append(.placeholder(placeholder))
        index = close
      case UInt8(ascii: "}") where !isDoubled:
        throw SyntaxError(.unopenedPlaceholder, at: index..<index + 1)
      case 0..<0x20, 0x7F:
        throw SyntaxError(.promptNotOneLine, at: index..<index + 1)
      default:
        plain.append(byte)
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { index += 1 }
      }
      index += 1
    }
    flush()
    self.init(text: text, parts: parts)
  }
}
