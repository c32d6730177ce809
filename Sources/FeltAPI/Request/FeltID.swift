/// The form of the ids that Felt gives: a UUID in an alphabet of letters and digits.
package enum FeltID {
  /// How long an id is, in bytes; a few are longer.
  package static let usualLength = 22

  /// Whether a text looks like one.
  package static func isLikely(_ text: some StringProtocol) -> Bool {
    text.utf8.count == usualLength
      && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
  }
}
