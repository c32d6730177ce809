import CSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The mode a terminal was found in, to be restored.
struct TerminalMode {
  private let descriptor: Int32
  private let mode: termios

  /// Nil when the descriptor is not a terminal.
  init?(of descriptor: Int32) {
    var mode = termios()
    guard unsafe tcgetattr(descriptor, &mode) == 0 else { return nil }
    self.descriptor = descriptor
    self.mode = mode
  }

  /// Sets the mode; input not yet read is dropped if asked for.
  func restore(droppingInput: Bool = false) {
    var mode = mode
    while unsafe tcsetattr(descriptor, droppingInput ? TCSAFLUSH : TCSADRAIN, &mode) != 0, errno == EINTR {}
  }

  /// Sets this mode with line editing by the terminal and without echo; input not yet read is dropped if asked for.
  func setWithoutEcho(droppingInput: Bool) {
    var silent = mode
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL)
    silent.c_lflag |= tcflag_t(ICANON | ISIG)
    while unsafe tcsetattr(descriptor, droppingInput ? TCSAFLUSH : TCSADRAIN, &silent) != 0, errno == EINTR {}
  }

  /// Until `release`, a crash restores this mode and writes the text.
  func guardAgainstCrash(farewell: String) {
    var mode = mode
    unsafe signals_guard_terminal(descriptor, &mode, farewell)
  }

  func release() {
    signals_release_terminal()
  }
}
