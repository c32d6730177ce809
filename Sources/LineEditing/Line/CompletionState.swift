/// What a TAB has to know of the one before.
struct CompletionState {
  private var last: LineContent?

  /// Whether the line is as the TAB before left it.
  func isRepeated(at content: LineContent) -> Bool {
    last == content
  }

  mutating func note(_ content: LineContent) {
    last = content
  }

  mutating func forget() {
    last = nil
  }
}

extension CompletionList {
  /// The line with what all candidates have in common, or with the only candidate; nil when that changes nothing.
  package func advance(_ content: LineContent) -> LineContent? {
    guard let first = candidates.first else { return nil }
    let bytes = Array(content.text.utf8)
    guard range.lowerBound >= 0, range.upperBound <= bytes.count,
      let head = String(validating: bytes[..<range.lowerBound], as: UTF8.self),
      let typed = String(validating: bytes[range], as: UTF8.self),
      let tail = String(validating: bytes[range.upperBound...], as: UTF8.self)
    else { return nil }
    let inserted: String
    if candidates.count == 1 {
      inserted = first.isFinal ? Self.finished(first.replacement, before: tail) : first.replacement
    } else {
      let common = Self.commonPrefix(candidates.map(\.replacement))
      // A candidate need not begin with what was typed; then there is nothing to add to it.
      guard common.utf8.count > typed.utf8.count, common.hasPrefix(typed) else { return nil }
      inserted = common
    }
    let grown = LineContent(
      text: head + inserted + tail, cursor: head.unicodeScalars.count + inserted.unicodeScalars.count)
    return grown == content ? nil : grown
  }

  /// The word with its quote closed and a space after it.
  private static func finished(_ word: String, before tail: String) -> String {
    var word = word
    if let quote = word.first, quote == "'" || quote == "\"", word.count == 1 || word.last != quote {
      word.append(quote)
    }
    return tail.first == " " ? word : word + " "
  }

  /// What all texts begin with. Bytes are compared, because there may be thousands of texts, and characters stay whole.
  private static func commonPrefix(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    let bytes = Array(first.utf8)
    var length = bytes.count
    for text in texts where length > 0 {
      var same = 0
      for byte in text.utf8 {
        guard same < length, bytes[same] == byte else { break }
        same += 1
      }
      length = same
    }
    var end = first.startIndex
    for index in first.indices where first.utf8.distance(from: first.startIndex, to: index) <= length { end = index }
    return length == bytes.count ? first : String(first[..<end])
  }
}
