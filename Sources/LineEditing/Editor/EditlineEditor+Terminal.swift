import Terminal

extension EditlineEditor {
  /// A hint is looked up for lines up to this many characters.
  private static let hintLimit = 2_000

  /// Moves the cursor past the line to the next row, so that other output can follow.
  func leaveLine(mark: String = "") {
    handle.hint = .empty
    handle.moveCursor(to: handle.count)
    handle.refresh()
    output.write(mark + "\n")
  }

  /// Shows the hint for the line and what is open in it; not while more is typed, which that would slow down.
  func updateHint() {
    guard !keys.hasPendingInput else { return }
    defer { showOpening() }
    guard handle.count <= Self.hintLimit else { return }
    let text = handle.content.text
    guard text != hintedText else { return }
    hintedText = text
    let word = placeholders.areIn(text) ? Self.placeholderHint : callbacks.hint(text)
    let hint = word.map(PromptText.init) ?? .empty
    if hint != handle.hint {
      handle.hint = hint
      handle.refresh()
    }
  }

  /// Acts on a signal that came while a key was awaited.
  func terminalChanged(_ pending: Interrupts.Pending) {
    if pending.contains(.stop) {
      hideOpening()
      stop()
    } else if pending.contains(.resume) {
      takeBack()
      openingMark.column = nil
      output.write("\r\u{1B}[J")
    } else if pending.contains(.resize) {
      if drawsOnChange { goToStart() }
    } else {
      return
    }
    guard drawsOnChange else { return }
    handle.redraw()
    showOpening()
  }

  /// Control-Z: the terminal goes back to the shell that started this one, until it gives it back.
  private func stop() {
    output.write(Self.pasteOff)
    handle.prepareTerminal(forEditing: false)
    output.write("\n")
    interrupts.stopNow()
    takeBack()
  }

  /// After other programs had the terminal: its mode is not what libedit thinks it is.
  func takeBack() {
    _ = interrupts.consume()
    handle.prepareTerminal(forEditing: false)
    handle.prepareTerminal(forEditing: true)
    output.write(Self.pasteOn)
  }

  /// Clears prompt and line, which the terminal has wrapped again at its new width.
  private func goToStart() {
    let content = handle.content
    let columns = output.size.columns
    let prompt = handle.prompt.visible
    let above = RowLayout.lastRow(of: prompt + content.beforeCursor, columns: columns)
    // A hint and a mark reach to what was the edge, and may have been wrapped since.
    let overhang = (drawnColumns - 1) / columns
    let below = max(
      RowLayout.lastRow(of: prompt + content.text, columns: columns) + (openingMark.column == nil ? 0 : overhang),
      handle.hint == .empty ? 0 : overhang)
    openingMark.column = nil
    drawnColumns = columns
    // Row by row: some terminals keep what is cleared from the top of the screen on, and bring it back.
    output.write(
      "\r" + Self.up(above) + String(repeating: "\u{1B}[K\u{1B}[B", count: below) + "\u{1B}[K" + Self.up(below))
  }

  private static func up(_ rows: Int) -> String {
    rows > 0 ? "\u{1B}[\(rows)A" : ""
  }
}
