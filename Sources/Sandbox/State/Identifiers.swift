/// Makes ids that look like Felt's: 22 characters of letters and digits.
struct Identifiers: Sendable {
  /// What the next ids follow from.
  private(set) var state: UInt64
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let length = 22

  /// - Parameter seed: the same one gives the same ids.
  init(seed: UInt64) {
    state = seed
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

  /// SplitMix64: small, and good enough for names.
  private mutating func random() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
