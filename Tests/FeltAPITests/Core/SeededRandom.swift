/// Random numbers that are the same in each run. Source: Steele, Lea, Flood, "SplitMix" (2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A text of up to `longest` characters, among them all that could leave a path, a quote or a line.
  mutating func text(upTo longest: Int) -> String {
    let traps = Array("/.?#%&=+ \"'\\$`\n\r\t\0{}[]<>@:;,!~^|*()-_aZ09äß漢🗺\u{301}\u{200E}\u{202E}")
    return String((0..<Int.random(in: 0...longest, using: &self)).map { _ in traps.randomElement(using: &self) ?? "a" })
  }
}
