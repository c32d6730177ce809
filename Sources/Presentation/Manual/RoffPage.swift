/// A page for man, written with the macros of man(7).
struct RoffPage {
  private var lines: [String] = []

  /// - Parameter title: what stands at the top of the page, in capitals.
  init(title: String, section: Int, source: String, manual: String) {
    lines = [".TH \(title) \(section) \"\" \"\(Self.escaped(source))\" \"\(Self.escaped(manual))\""]
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func section(_ title: String) {
    lines.append(".SH \(Self.escaped(title).uppercased())")
  }

  /// The name of what the page is about, as programs that list manuals read it.
  mutating func name(_ name: String, _ summary: String) {
    section("Name")
    lines.append("\(Self.escaped(name)) \\- \(Self.escaped(summary))")
  }

  mutating func subsection(_ title: String) {
    lines.append(".SS \(Self.escaped(title))")
  }

  mutating func paragraph(_ text: String) {
    lines += [".PP", Self.line(text)]
  }

  /// Something to type, and below it what that does.
  mutating func item(_ tag: String, _ text: String) {
    lines += [".TP", Self.bold(tag), Self.line(text)]
  }

  /// Lines that stay as they are.
  mutating func verbatim(_ text: [String]) {
    lines += [".PP", ".nf"] + text.map(Self.bold) + [".fi"]
  }

  /// Moves what `content` adds to the right.
  mutating func indented(_ content: (inout RoffPage) -> Void) {
    lines.append(".RS")
    content(&self)
    lines.append(".RE")
  }

  private static func bold(_ text: String) -> String {
    // Without text there is nothing to be bold, and an empty line means something.
    text.isEmpty ? "\\&" : "\\fB\(escaped(text))\\fR"
  }

  /// A line of text, which is not a request even when it begins like one.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.isEmpty ? "\\&" + text : text
  }

  /// Each character as itself: a plain `-` or `'` becomes a typographic one, which can't be typed or pasted.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
    return result
  }
}
