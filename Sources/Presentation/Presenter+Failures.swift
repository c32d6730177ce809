internal import CommandLanguage
internal import Execution
internal import Terminal

/// What goes wrong, and what running scripts came to.
extension Presenter {
  func show(_ failure: Failure, _ statement: Statement, isWarning: Bool = false) {
    show(
      failure, text: statement.text, file: statement.source.file, line: statement.line,
      indentation: statement.indentation, isWarning: isWarning)
  }

  func show(_ error: UnreadableStatement) {
    show(
      Failure(error.error), text: error.text, file: error.source.file, line: error.line,
      indentation: error.indentation)
  }

  private func show(
    _ failure: Failure, text: String, file: String?, line: Int, indentation: Int, isWarning: Bool = false
  ) {
    switch failure.reason {
    // What is inside of a block was told there.
    case .brokenPipe, .inside: return
    // Each of them has been told.
    case .transcript(.differences) where file != nil: return
    default: break
    }
    // The terminal has shown ^C where it stood.
    if failure.status == .interrupted, failure.range == nil, file == nil {
      let advice = failure.advice.map { StyledText("\n  " + SafeText.of($0), .advice) } ?? ""
      return message(StyledText("\n" + SafeText.of(failure.message), .faint) + advice)
    }
    var failure = failure
    if failure.range == nil, file != nil {
      failure.range = 0..<text.utf8.prefix { $0 != UInt8(ascii: "\n") }.count
    }
    var renderer = FailureRenderer(text: text, place: file.map { ($0, line) }, width: screen.messages.width)
    renderer.indentation = indentation
    renderer.isWarning = isWarning
    message(renderer.render(failure))
  }
}
