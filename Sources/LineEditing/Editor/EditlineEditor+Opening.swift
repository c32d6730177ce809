import Terminal

extension EditlineEditor {
  /// Longer texts aren't read again after each key: what was open at the last Enter is shown.
  private static let openingLimit = 16_384

  /// What is shown of an unfinished command, at the right of the row with the cursor.
  struct OpeningMark {
    /// The text and what is open in it.
    var text = ""
    var opening: Opening?
    /// Where the mark begins on the screen; nil while it isn't there.
    var column: Int?
  }

  /// Shows what is open, if the command has more than one line and the row has room for it.
  ///
  /// libedit knows nothing of the mark, so the next key takes it away before libedit draws.
  func showOpening() {
    let content = handle.content
    guard openingMark.column == nil, content.text.utf8.contains(UInt8(ascii: "\n")) else { return }
    if content.text != openingMark.text {
      let text = placeholders.expand(content.text)
      if text.utf8.count <= Self.openingLimit { openingMark.opening = callbacks.continuation.opening(in: text) }
      openingMark.text = content.text
    }
    guard let opening = openingMark.opening else { return }
    let columns = output.size.columns
    let filled = RowLayout.filledColumns(
      before: handle.prompt.visible + content.beforeCursor, after: content.afterCursor, columns: columns)
    for label in opening.labels {
      // A column stays free at the edge, where terminals differ, and two after the text.
      let column = columns - 1 - DisplayWidth.of(label)
      guard filled + 2 <= column else { continue }
      output.write("\u{1B}7\u{1B}[\(column + 1)G\(callbacks.faint(label))\u{1B}8")
      openingMark.column = column
      return
    }
  }

  /// Takes the mark from the screen.
  func hideOpening() {
    guard let column = openingMark.column else { return }
    openingMark.column = nil
    output.write("\u{1B}7\u{1B}[\(column + 1)G\u{1B}[K\u{1B}8")
  }
}
