import Terminal

extension EditlineEditor {
  /// A hint is looked up for lines up to this many characters.
  private static let hintLimit = 2_000

  /// Puts the cursor behind the line and on the next row, so that other output can follow.
  func leaveLine(mark: String = "") {
    handle.hint = .empty
    handle.moveCursor(to: handle.count)
    handle.refresh()
    output.write(mark + "\n")
  }

  /// Shows the hint for what the line holds now; not while more is coming, so that a paste is not slowed.
  func updateHint() {
    guard handle.count <= Self.hintLimit, !keys.hasPendingInput else { return }
    let text = handle.content.text
    guard text != hintedText else { return }
    hintedText = text
    let hint = callbacks.hint(text).map(PromptText.init) ?? .empty
    if hint != handle.hint {
      handle.hint = hint
      handle.refresh()
    }
  }

  /// Acts on a signal that came while a key was awaited.
  func terminalChanged(_ pending: Interrupts.Pending) {
    if pending.contains(.stop) {
      stop()
    } else if pending.contains(.resume) {
      takeBack()
      output.write("\r\u{1B}[J")
    } else if pending.contains(.resize) {
      if drawsOnChange { goToStart() }
    } else {
      return
    }
    if drawsOnChange { handle.redraw() }
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

  /// Clears prompt and line, which the terminal has wrapped anew at its new width.
  private func goToStart() {
    let before = handle.prompt.visible + handle.content.beforeCursor
    let row = RowLayout.lastRow(of: before, columns: output.size.columns)
    output.write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J")
  }
}
