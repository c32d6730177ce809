internal import Execution
internal import FeltAPI
internal import Terminal

extension Presenter {
  /// Shows how far something is: on a terminal at once, elsewhere a line every ten seconds.
  func show(_ progress: Progress?) {
    guard let progress else {
      loggedProgress = 0
      return screen.progress(nil)
    }
    let text = ProgressText(progress: progress)
    if screen.messages.isTerminal { return screen.progress(session.redactor.redacting(text.line)) }
    guard progress.elapsed >= loggedProgress + Self.secondsBetweenLines else { return }
    loggedProgress = progress.elapsed
    message(StyledText(text.plainLine))
  }

  private static let secondsBetweenLines = 10.0
}
