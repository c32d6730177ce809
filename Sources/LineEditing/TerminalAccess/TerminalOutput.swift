import Platform

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writes to a terminal at once.
struct TerminalOutput {
  let descriptor: Int32

  /// Whether the descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// Writes it all; a terminal that is gone is found out by the next read.
  func write(_ text: String) {
    try? DescriptorIO.write(Array(text.utf8), to: descriptor, path: "terminal")
  }

  /// The columns and rows of the terminal, 80 by 24 if it doesn't say.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
