package import FeltAPI

/// Looks for a token in bytes that come in pieces and stay as they are.
package struct TokenWatch {
  private let detector: TokenLeakDetector
  /// The end of the piece before, in which a token may have begun.
  private var tail: [UInt8] = []
  package private(set) var hasFound = false
  /// A token is not longer than this, in bytes, whatever encoding it is in.
  private static let longestToken = 512

  package init(_ detector: TokenLeakDetector) {
    self.detector = detector
  }

  package mutating func look(at bytes: [UInt8]) {
    guard !hasFound else { return }
    if detector.firstToken(in: bytes) != nil {
      hasFound = true
    } else if !tail.isEmpty, detector.firstToken(in: tail + bytes.prefix(Self.longestToken)) != nil {
      hasFound = true
    }
    let all = bytes.count >= Self.longestToken ? bytes[...] : (tail + bytes)[...]
    tail = Array(all.suffix(Self.longestToken))
  }
}
