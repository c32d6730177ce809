/// Text in comments.
enum CommentText {
  /// A text without line breaks and control characters, which could end a comment.
  static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
            ? " " : scalar
        }))
  }
}
