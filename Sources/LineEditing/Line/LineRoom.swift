/// How much of a line may be shown: no more than the screen holds, and no more than libedit is prepared for.
package struct LineRoom {
  /// The most characters and line breaks of a line that is shown.
  private static let characters = 4_000
  private static let lineBreaks = 200
  /// A pasted text with more characters or line breaks gets a placeholder even if there is room for it.
  private static let pastedCharacters = 1_000
  private static let pastedLineBreaks = 10
  /// On the smallest screen there is room for the prompt and this many characters, which is what placeholders need.
  private static let least = 80

  private let prompt: String
  private let columns: Int
  /// The most rows that prompt and line take.
  private let rows: Int

  /// - Parameter prompt: the text before the line, without escape sequences.
  package init(prompt: String, columns: Int, rows: Int) {
    self.prompt = prompt
    self.columns = columns
    let least = RowLayout.lastRow(of: prompt + String(repeating: "x", count: Self.least), columns: columns) + 1
    // libedit is told of more rows than there are, but beyond the last row of the screen it draws nonsense.
    self.rows = max(rows - 1, least)
  }

  /// How many characters may be added to the line before it has to be looked at again; nil when it doesn't fit.
  package func slack(for line: String) -> Int? {
    let count = line.unicodeScalars.count
    let breaks = line.utf8.count { $0 == UInt8(ascii: "\n") }
    guard count <= Self.characters, breaks <= Self.lineBreaks else { return nil }
    let used = RowLayout.lastRow(of: prompt + line, columns: columns) + 1
    guard used <= rows else { return nil }
    // Each character may be a line break.
    return min(rows - used, Self.lineBreaks - breaks, Self.characters - count)
  }

  /// Whether the line may be shown.
  package func fits(_ line: String) -> Bool {
    slack(for: line) != nil
  }

  /// Whether a pasted text is shown as it is, if it fits.
  package static func isShort(_ pasted: String) -> Bool {
    pasted.utf8.count { $0 == UInt8(ascii: "\n") } <= pastedLineBreaks
      && pasted.utf8.count <= 4 * pastedCharacters && pasted.unicodeScalars.count <= pastedCharacters
  }

  /// How many rows libedit has to have for whatever one key can make of a line that fits.
  ///
  /// Beyond its last row libedit writes outside of its memory. A key can at most put a deleted line into the line
  /// again, and libedit shows a character in at most 8 columns.
  static func rowsForLibedit(prompt: String, columns: Int) -> Int {
    let characters = 2 * (Self.characters + least) + prompt.unicodeScalars.count
    return 2 * (lineBreaks + 1) + 8 * characters / max(1, columns) + 16
  }
}
