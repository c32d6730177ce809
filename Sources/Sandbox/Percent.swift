internal import FeltAPI

/// Percent-encoding in queries, where a plus is a space.
enum Percent {
  static func decode(_ text: Substring) -> String {
    PathSegment.decode(text.replacing("+", with: " ")) ?? String(text)
  }
}
