#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// When colour is used.
package enum ColorChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// The process's own standard output and standard error.
package final class StandardScreen: Screen {
  private let environment: [String: String]
  package var color: ColorChoice
  private let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  private let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// - Parameter environment: `NO_COLOR` and `TERM` are read. Source: no-color.org.
  package init(color: ColorChoice = .auto, environment: [String: String]) {
    self.color = color
    self.environment = environment
  }

  package var output: ScreenTraits { traits(STDOUT_FILENO, isTerminal: outputIsTerminal) }
  package var messages: ScreenTraits { traits(STDERR_FILENO, isTerminal: errorIsTerminal) }

  private func traits(_ descriptor: Int32, isTerminal: Bool) -> ScreenTraits {
    let hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && environment["NO_COLOR"]?.isEmpty ?? true && environment["TERM"] != "dumb"
      }
    var size = winsize()
    let isKnown = unsafe isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    return ScreenTraits(
      isTerminal: isTerminal, palette: hasColor ? .colored : .plain,
      width: isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80,
      height: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  package func write(_ bytes: [UInt8]) throws(ScreenError) {
    try Self.write(bytes, to: STDOUT_FILENO)
  }

  package func message(_ text: StyledText) {
    let line = messages.palette.paint(text) + "\n"
    // There is nowhere left to say that standard error is gone.
    try? Self.write(Array(line.utf8), to: STDERR_FILENO)
  }

  /// Writes text that is soon replaced to standard error, without a line break; from any thread.
  package static func writeTransient(_ text: String) {
    try? write(Array(text.utf8), to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(ScreenError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        if code == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&waiting, 1, -1)
          continue
        }
        throw ScreenError(code: code, description: unsafe String(cString: strerror(code)))
      }
      written += count
    }
  }
}

/// `write(2)`, whose name the method above hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

extension StandardScreen {
  /// Standard input's descriptor.
  package static var inputDescriptor: Int32 { STDIN_FILENO }
  /// Standard error's descriptor, where prompts go.
  package static var errorDescriptor: Int32 { STDERR_FILENO }

  /// Whether a person types on standard input and sees standard error.
  package var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 && errorIsTerminal }
}
