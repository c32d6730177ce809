/// Generates ids in Felt's format: 22 letters and digits.
struct Identifiers: Sendable {
  /// The generator's state; the same state gives the same ids.
  private(set) var state: UInt64
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let length = 22

  /// Continues from a saved state.
  init(state: UInt64) {
    self.state = state
  }

  /// What a sandbox needs ids for. Each purpose has a sequence of its own, so that none repeats another's ids.
  enum Purpose: UInt64 {
    /// What a new sandbox contains, the first workspace's and the second's.
    case firstContents, secondContents
    case tokens
    /// What clients create.
    case firstCreated, secondCreated
  }

  /// Starts the sequence of ids for one purpose in a sandbox.
  init(seed: UInt64, for purpose: Purpose) {
    let isStandard = seed == SandboxConfiguration.standardSeed
    // Neighbouring seeds must not share a sequence, so all but the standard seed are mixed first.
    state = (isStandard ? seed : Self.mix(seed)) &+ purpose.rawValue
  }

  mutating func next() -> String {
    let bytes = (0..<Self.length).map { _ in Self.alphabet[Int(random() % UInt64(Self.alphabet.count))] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text could be the id of something.
  static func isID(_ text: String) -> Bool {
    (length...length + 2).contains(text.utf8.count)
      && text.utf8.allSatisfy { alphabet.contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
  }

  /// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
  private mutating func random() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
