import Platform

/// The user's own keys, a file in the form of editrc(5).
struct EditorConfiguration {
  private static let limit = 1 << 20

  let path: String
  /// Whether it binds keys that terminals send as a sequence.
  let bindsSequences: Bool

  /// Nil when there is no such file or it can't be read.
  init?(path: String) {
    guard let bytes = try? FileReader.contents(of: path, limit: Self.limit) else { return nil }
    self.path = path
    let text = String(decoding: bytes, as: UTF8.self)
    bindsSequences = ["^[", "\\e", "\\E", "\\033", "\u{1B}"].contains { text.contains($0) }
  }
}
