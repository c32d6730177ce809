import Platform
import Terminal

extension EditlineEditor {
  /// Control-X Control-E: the line in the user's editor, and back for review.
  func editElsewhere() {
    let content = handle.content
    let text = fullContent.text
    leaveLine()
    output.write(Self.pasteOff)
    handle.prepareTerminal(forEditing: false)
    interrupts.deferStop(false)
    let result = Result { () throws(ExternalEditorError) in
      try settings.externalEditor.edit(text)
    }
    interrupts.deferStop(true)
    takeBack()
    hintedText = ""
    switch result {
    case .success(let text):
      replaceLine(with: LineContent(text), .edited)
    case .failure(let error):
      output.write(
        "The editor \(settings.externalEditor.command.debugDescription) \(error.description); "
          + "the line is as it was.\n")
      handle.moveCursor(to: content.cursor)
    }
    handle.redraw()
  }
}
