internal import Platform
internal import Synchronization
package import Terminal

/// Shows that a request is under way and for how long, once it takes more than a second: a line that is erased when
/// anything else is shown.
package final class RequestProgress {
  private let write: @Sendable (String) -> Void
  private let width: () -> Int
  private var round: Round?
  /// The line that a command shows of its own; its width while it is on the screen.
  private var line: (isWanted: Bool, width: Int) = (false, 0)

  /// - Parameters:
  ///   - width: the terminal's, in columns.
  ///   - write: writes to the terminal; called from another thread too.
  package init(width: @escaping () -> Int, write: @escaping @Sendable (String) -> Void) {
    self.width = width
    self.write = write
  }

  /// A request that is under way.
  private final class Round: Sendable {
    private struct State {
      /// How many columns are written; 0 while nothing is shown.
      var shown = 0
      var isOver = false
    }

    private let state = Mutex(State())
    let done: EventPipe
    let write: @Sendable (String) -> Void

    init?(_ write: @escaping @Sendable (String) -> Void) {
      guard let done = EventPipe() else { return nil }
      self.done = done
      self.write = write
    }

    func show(_ text: String) {
      state.withLock { state in
        guard !state.isOver else { return }
        write("\r" + text)
        state.shown = DisplayWidth.of(text)
      }
    }

    /// Erases the line.
    ///
    /// - Parameter isOver: whether it stays away.
    func hide(isOver: Bool) {
      state.withLock { state in
        // Spaces do it on any terminal.
        if state.shown > 0 { write("\r" + String(repeating: " ", count: state.shown) + "\r") }
        state.shown = 0
        state.isOver = state.isOver || isOver
      }
    }
  }

  /// A request begins.
  package func begin(_ text: String) {
    end()
    guard !line.isWanted, let round = Round(write) else { return }
    let label = DisplayWidth.truncate(SafeText.of(text), to: max(8, width() - 12))
    let start = ContinuousClock.now
    let isStarted = BackgroundThread.start {
      var seconds = 1
      while true {
        let left = (start + .seconds(seconds) - .now) / .milliseconds(1)
        if EventPipe.wait(for: [round.done.descriptor], milliseconds: Int(max(0, left.rounded(.up))))[0] { return }
        round.show("\(label)  \(seconds) s ")
        seconds += 1
      }
    }
    if isStarted { self.round = round }
  }

  /// It has ended.
  package func end() {
    round?.hide(isOver: true)
    round?.done.signal()
    round = nil
  }

  /// Shows a line of a command's own in place of the requests that it sends; nil ends that.
  func show(line text: String?) {
    hide()
    guard let text else { return line.isWanted = false }
    end()
    let shown = DisplayWidth.truncate(text, to: max(8, width() - 1))
    write("\r" + shown)
    line = (true, DisplayWidth.of(shown))
  }

  /// Makes room for a line; the next second shows the progress again.
  func hide() {
    hideLine()
    round?.hide(isOver: false)
  }

  /// Makes room for what leaves a line open, so that nothing more is shown of this request.
  func stop() {
    hideLine()
    round?.hide(isOver: true)
  }

  private func hideLine() {
    if line.width > 0 { write("\r" + String(repeating: " ", count: line.width) + "\r") }
    line.width = 0
  }
}

/// A screen on which the progress of a request makes room for everything else.
package final class ProgressScreen: Screen {
  private let screen: any Screen
  private let progress: RequestProgress

  package init(_ screen: any Screen, _ progress: RequestProgress) {
    self.screen = screen
    self.progress = progress
  }

  package var output: ScreenTraits { screen.output }
  package var messages: ScreenTraits { screen.messages }

  package func write(_ bytes: [UInt8]) throws(ScreenError) {
    progress.stop()
    try screen.write(bytes)
  }

  package func message(_ text: StyledText) {
    progress.hide()
    screen.message(text)
  }

  package func progress(_ text: String?) {
    progress.show(line: text)
  }

  package func prepareForProgram() {
    progress.stop()
  }
}
