/// A line being edited.
package struct LineContent: Equatable {
  package var text: String
  /// How many Unicode scalars are before the cursor, as libedit counts.
  package var cursor: Int

  package init(text: String, cursor: Int) {
    self.text = text
    self.cursor = cursor
  }

  /// The line with the cursor at its end.
  package init(_ text: String) {
    self.init(text: text, cursor: text.unicodeScalars.count)
  }

  /// The cursor's position in the text.
  var cursorIndex: String.Index {
    text.unicodeScalars.index(text.startIndex, offsetBy: cursor, limitedBy: text.endIndex) ?? text.endIndex
  }

  /// The text before the cursor.
  var beforeCursor: Substring { text[..<cursorIndex] }
  /// The text after the cursor.
  var afterCursor: Substring { text[cursorIndex...] }
  /// The cursor as an offset in UTF-8.
  package var cursorInUTF8: Int { beforeCursor.utf8.count }
}

extension LineContent {
  /// The cursor a line up, in the same column or at the end of a shorter line; nil in the first line.
  package var cursorLineUp: Int? {
    let scalars = Array(text.unicodeScalars)
    guard let end = scalars[..<cursor].lastIndex(of: "\n") else { return nil }
    let start = scalars[..<end].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return min(start + cursor - end - 1, end)
  }

  /// The cursor a line down, in the same column or at the end of a shorter line; nil in the last line.
  package var cursorLineDown: Int? {
    let scalars = Array(text.unicodeScalars)
    guard let start = scalars[cursor...].firstIndex(of: "\n") else { return nil }
    let column = cursor - (scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0)
    let end = scalars[(start + 1)...].firstIndex(of: "\n") ?? scalars.count
    return min(start + 1 + column, end)
  }
}
