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
      let code = Self.code(part.role)
      return code.isEmpty ? part.text : "\u{1B}[\(code)m\(part.text)\u{1B}[0m"
    }.joined()
  }

  private static func code(_ role: StyledText.Role) -> String {
    switch role {
    case .plain: ""
    case .strong, .heading: "1"
    case .faint: "2"
    case .success, .added: "32"
    case .warning, .readOnly: "33"
    case .failure: "1;31"
    case .removed: "31"
    case .advice, .place: "36"
    case .caret: "1;35"
    case .point: "1;33"
    case .line: "36"
    case .area: "32"
    case .color(let color): "38;2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
