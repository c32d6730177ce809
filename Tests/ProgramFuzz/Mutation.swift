import TestSupport

extension SeededRandom {
  /// The text with some of its bytes changed, left out, repeated or put elsewhere.
  mutating func mutated(_ text: [UInt8], with pieces: [[UInt8]]) -> [UInt8] {
    var bytes = text
    for _ in 0..<1 + below(8) {
      let place = below(bytes.count + 1)
      switch below(6) {
      case 0 where place < bytes.count: bytes.remove(at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: next())
      case 2 where chance(20): bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[place...].prefix(below(60)), at: below(place + 1))
      case 4:
        let piece = one(of: pieces)
        bytes.insert(
          contentsOf: chance(5) ? Array([[UInt8]](repeating: piece, count: 2000).joined()) : piece, at: place)
      default: bytes.insert(contentsOf: one(of: pieces), at: place)
      }
    }
    return bytes
  }
}
