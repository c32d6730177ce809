/// How roles look: as ANSI escape sequences, or as nothing. Source: ECMA-48, SGR.
package struct Palette: Sendable, Hashable {
  /// Whether anything is coloured at all.
  package let isColored: Bool

  package static let plain = Palette(isColored: false)
  package static let colored = Palette(isColored: true)

  /// The text with its roles painted.
  package func paint(_ text: StyledText) -> String {
    guard isColored else { return text.text }
    return text.parts.map { part in
      let start = start(of: part.role)
      return start.isEmpty ? part.text : start + part.text + Self.end
    }.joined()
  }

  /// The sequence before text of a role; empty for text that looks like all other.
  package func start(of role: StyledText.Role) -> String {
    let code = isColored ? Self.code(role) : ""
    return code.isEmpty ? "" : "\u{1B}[\(code)m"
  }

  /// The sequence that ends each role.
  package static let end = "\u{1B}[0m"

  private static func code(_ role: StyledText.Role) -> String {
    switch role {
    case .plain: ""
    case .strong, .heading: "1"
    case .faint, .jsonPunctuation: "2"
    case .success, .added, .jsonString: "32"
    case .warning, .readOnly: "33"
    case .failure: "1;31"
    case .removed: "31"
    case .advice, .location, .jsonNumber: "36"
    case .caret: "1;35"
    case .point: "1;33"
    case .line: "36"
    case .area: "32"
    case .jsonKey: "34"
    case .jsonLiteral: "35"
    case .color(let color): "38;2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
