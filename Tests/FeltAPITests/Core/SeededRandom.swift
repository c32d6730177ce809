import TestSupport

extension SeededRandom {
  /// A text of up to `longest` characters, among them all that could leave a path, a quote or a line.
  mutating func text(upTo longest: Int) -> String {
    let traps = Array("/.?#%&=+ \"'\\$`\n\r\t\0{}[]<>@:;,!~^|*()-_aZ09äß漢🗺\u{301}\u{200E}\u{202E}")
    return String((0..<Int.random(in: 0...longest, using: &self)).map { _ in traps.randomElement(using: &self) ?? "a" })
  }
}
