extension EditlineEditor {
  /// Does what a key asked for; a result ends the line.
  func perform(_ request: EditorRequest) -> LineInput? {
    if request.action != .complete {
      completion.forget()
    }
    switch request.action {
    case .submit: return submit()
    case .newline: insertNewline()
    case .endOrDelete: return endOrDelete()
    case .complete: complete()
    case .paste: insertPaste()
    case .editElsewhere: editElsewhere()
    case .search: search()
    case .up: recall(before: true)
    case .down: recall(before: false)
    case .lineEnd: moveToEnd()
    case .closeBracket: closeBracket(request.character)
    }
    return nil
  }

  private func submit() -> LineInput? {
    let text = fullContent.text
    let split = callbacks.continuation.split(text)
    if split.opening != nil, !split.isLeft {
      openingMark.opening = split.opening
      insertNewline(indents: split.opening?.isBracket ?? true)
      return nil
    }
    return accept(split.commands.isEmpty ? [text] : split.commands)
  }

  /// - Parameter indents: whether the new line begins as the one before does; in a text that would change the text.
  private func insertNewline(indents: Bool = true) {
    leavePlaceholder()
    handle.insert("\n" + (indents ? Indentation.forLine(after: handle.content.beforeCursor) : ""))
    handle.refresh()
  }

  private func endOrDelete() -> LineInput? {
    if handle.count == 0 {
      leaveLine()
      return .endOfInput
    }
    let content = handle.content
    if content.cursor < handle.count {
      handle.moveCursor(to: content.cursor + 1)
      handle.deleteBackward(1)
      handle.refresh()
      protectPlaceholders(content)
    } else {
      handle.beep()
    }
    return nil
  }

  private func moveToEnd() {
    handle.moveCursor(to: handle.count)
    handle.refresh()
  }

  private func insertPaste() {
    guard let text = keys.paste() else { return }
    insertText(text, .pasted)
    handle.refresh()
  }

  private func closeBracket(_ character: Unicode.Scalar?) {
    guard let character else { return }
    leavePlaceholder()
    let before = handle.content.beforeCursor
    let surplus = Indentation.surplus(before: before)
    // In a quote or a text the spaces are part of it.
    if surplus > 0, callbacks.continuation.opening(in: String(before))?.isBracket ?? true {
      handle.deleteBackward(surplus)
    }
    handle.insert(String(character))
    handle.refresh()
  }

  /// Up and Down: a line up or down within the text, beyond that through the history.
  private func recall(before: Bool) {
    let content = handle.content
    if let moved = before ? content.cursorLineUp : content.cursorLineDown {
      handle.moveCursor(to: moved)
    } else if let found = before ? history.older(than: fullContent) : history.newer(than: fullContent) {
      replaceLine(with: found, .recalled)
    } else {
      return handle.beep()
    }
    handle.refresh()
  }
}
