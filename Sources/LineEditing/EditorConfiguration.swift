#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The user's own keys, a file in the form of editrc(5).
struct EditorConfiguration {
  private static let limit = 1 << 20

  let path: String
  /// Whether keys are bound that terminals send as a sequence.
  let bindsSequences: Bool

  /// Nil when there is no such file that can be read; a pipe or a device is none.
  init?(path: String) {
    let file = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let bytes = FileBytes.read(file, limit: Self.limit)
    else { return nil }
    self.path = path
    let text = String(decoding: bytes, as: UTF8.self)
    bindsSequences = ["^[", "\\e", "\\E", "\\033", "\u{1B}"].contains { text.contains($0) }
  }
}
