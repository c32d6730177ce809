extension EditlineEditor {
  /// More candidates than this are listed only when asked for.
  private static let listLimit = 100

  /// TAB: completes as far as is certain; a second TAB lists what there is.
  func complete() {
    let content = handle.content
    let list = callbacks.complete(content.text, content.cursorInUTF8)
    if let grown = list.advance(content) {
      replaceLine(with: grown, .typed)
      handle.refresh()
      completion.note(handle.content)
    } else if list.candidates.count > 1, completion.isRepeated(at: content) {
      show(list.candidates, below: content)
    } else {
      handle.beep()
      completion.note(content)
    }
  }

  private func show(_ candidates: [Completion], below content: LineContent) {
    leaveLine()
    drawsOnChange = false
    let lines = CompletionListing.lines(candidates, columns: output.size.columns)
    let isLong = candidates.count > Self.listLimit || lines.count > output.size.rows - 2
    if !isLong || agrees("Display all \(candidates.count) possibilities? (y or n)") {
      page(lines)
    }
    drawsOnChange = true
    hintedText = ""
    handle.moveCursor(to: content.cursor)
    handle.redraw()
  }

  /// Asks, and waits for a key that says yes or no.
  private func agrees(_ question: String) -> Bool {
    output.write(question)
    defer { output.write("\n") }
    while let key = keys.next() {
      switch key {
      case .character("y"), .character("Y"), .character(" "), .character("\t"): return true
      case .character("n"), .character("N"), .character("q"), .character("\u{7F}"), .character("\u{1B}"): return false
      default: handle.beep()
      }
    }
    return false
  }

  /// Writes lines, a screen at a time.
  private func page(_ lines: [String]) {
    var room = output.size.rows - 1
    for (index, line) in lines.enumerated() {
      if room == 0 {
        output.write("--More--")
        let key = keys.next()
        output.write("\r\u{1B}[K")
        switch key {
        case .character("\r"), .character("\n"), .special(.down): room = 1
        case .character(" "), .character("y"), .character("\t"): room = min(output.size.rows - 1, lines.count - index)
        default: return
        }
      }
      output.write(line + "\n")
      room -= 1
    }
  }
}
