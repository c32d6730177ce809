/// Where a text stops being JSON.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  package let message: String
  /// Counted from 1.
  package let line: Int
  /// In characters, counted from 1.
  package let column: Int
  /// In bytes, counted from 0.
  package let offset: Int

  /// Reading was given up because nobody waits for the value any longer.
  package static let cancelled = JSONError(message: "interrupted", line: 0, column: 0, offset: 0)

  static let noText = JSONError(message: "there is no text", line: 1, column: 1, offset: 0)

  package var description: String { "\(message) at line \(line), column \(column) (byte \(offset))" }
}
