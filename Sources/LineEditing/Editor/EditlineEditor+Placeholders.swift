extension EditlineEditor {
  /// Shown at the right of a line that holds a placeholder.
  static let placeholderHint = "Control-X Control-E opens it"

  private var room: LineRoom {
    let size = output.size
    return LineRoom(prompt: handle.prompt.visible, columns: size.columns, rows: size.rows)
  }

  /// The line as it is sent, with the cursor where it stands.
  var fullContent: LineContent { placeholders.expand(handle.content) }

  /// Puts another line in place of this one, without drawing it; one that doesn't fit on the screen is shortened.
  func replaceLine(with content: LineContent, _ origin: Placeholders.Origin) {
    handle.replace(with: room.fits(content.text) ? content : shortened(content, origin))
    nextFitCheck = 0
  }

  /// Inserts text before the cursor, without drawing it; as a placeholder if it is long.
  func insertText(_ text: String, _ origin: Placeholders.Origin) {
    leavePlaceholder()
    let content = handle.content
    let isShown = LineRoom.isShort(text) && room.fits(content.beforeCursor + text + content.afterCursor)
    handle.insert(isShown ? text : placeholders.add(placeholders.expand(text), origin))
    nextFitCheck = 0
  }

  /// Shortens the line when it has grown taller than the screen.
  func fitLine() {
    guard handle.count >= nextFitCheck else { return }
    let content = handle.content
    if let slack = room.slack(for: content.text) {
      nextFitCheck = handle.count + slack + 1
      return
    }
    let size = output.size
    let isOffScreen = RowLayout.lastRow(of: handle.prompt.visible + content.text, columns: size.columns) >= size.rows
    handle.replace(with: shortened(content, .typed))
    nextFitCheck = 0
    guard isOffScreen else { return handle.refresh() }
    // The beginning of the line has left the screen, and libedit doesn't know where its rows are.
    output.write("\u{1B}[H\u{1B}[2J")
    handle.redraw()
  }

  /// Undoes what the last key did to a part of a placeholder.
  func protectPlaceholders(_ before: LineContent?) {
    guard let before, let repaired = placeholders.repaired(handle.content, from: before) else { return }
    if repaired == before { handle.beep() }
    handle.replace(with: repaired)
    handle.refresh()
  }

  /// Moves the cursor past the placeholder that it is in.
  func leavePlaceholder() {
    if let end = placeholders.end(around: handle.content) { handle.moveCursor(to: end) }
  }

  /// The line with a placeholder for the text before the cursor and one for the text after it.
  private func shortened(_ content: LineContent, _ origin: Placeholders.Origin) -> LineContent {
    let full = placeholders.expand(content)
    let before = shortened(full.beforeCursor, origin)
    return LineContent(text: before + shortened(full.afterCursor, origin), cursor: before.unicodeScalars.count)
  }

  private func shortened(_ part: Substring, _ origin: Placeholders.Origin) -> String {
    part.utf8.count <= 20 && !part.utf8.contains(UInt8(ascii: "\n"))
      ? String(part) : placeholders.add(String(part), origin)
  }
}
