internal import CommandLanguage
package import Execution
package import Terminal

/// Lays a failure out: the message, and the line with a caret under what is wrong.
package struct FailureRenderer {
  /// The command's text.
  package var text: String
  /// The file and the line on which the command begins; nil for one that was typed.
  package var place: (file: String, line: Int)?
  /// How many characters stand in front of the command on that line.
  package var indentation = 0
  /// Whether it keeps nothing from running.
  package var isWarning = false
  /// How many columns there are.
  package var width: Int

  package init(text: String, place: (file: String, line: Int)? = nil, width: Int = 80) {
    self.text = text
    self.place = place
    self.width = width
  }

  /// The failure in at most three lines.
  package func render(_ failure: Failure) -> StyledText {
    let message = SafeText.of(failure.message)
    guard let range = failure.range else {
      let prefix = place.map { StyledText("\(SafeText.of($0.file)):\($0.line): ", .strong) } ?? ""
      return prefix + label + StyledText(message) + advice(failure, indent: "  ")
    }
    let source = SourceLine(text, around: range)
    let prefix =
      place.map { StyledText("\(SafeText.of($0.file)):\($0.line + source.number):\(column(of: source)): ", .strong) }
      ?? ""
    let (line, caretStart, caretWidth) = source.window(width: max(20, width - 2))
    let indent = String(repeating: " ", count: 2 + caretStart)
    let caret = "^" + String(repeating: "~", count: max(0, caretWidth - 1))
    var result = prefix + label + StyledText(message)
    result += StyledText("\n  " + line + "\n" + indent) + StyledText(caret, .caret)
    if let advice = failure.advice { result += StyledText(" " + SafeText.of(advice), .advice) }
    return result
  }

  private var label: StyledText { isWarning ? StyledText("warning: ", .warning) : StyledText("error: ", .failure) }

  private func column(of source: SourceLine) -> Int {
    source.column + (source.number == 0 ? indentation : 0)
  }

  private func advice(_ failure: Failure, indent: String) -> StyledText {
    guard let advice = failure.advice else { return "" }
    return StyledText("\n" + indent) + StyledText(SafeText.of(advice), .advice)
  }
}

/// The line of a text that a range begins on.
struct SourceLine {
  /// Counted from 0.
  let number: Int
  /// In characters, counted from 1.
  let column: Int
  private let before: String
  private let marked: String
  private let after: String

  init(_ text: String, around range: SourceRange) {
    let bytes = Array(text.utf8)
    let start = min(max(range.lowerBound, 0), bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    let isBreak: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") }
    let lineStart = bytes[..<start].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(where: isBreak) ?? bytes.count
    number = bytes[..<lineStart].count(where: isBreak)
    before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
    marked = String(decoding: bytes[start..<min(end, lineEnd)], as: UTF8.self)
    after = String(decoding: bytes[min(end, lineEnd)..<lineEnd], as: UTF8.self)
    column = before.count + 1
  }

  /// As much of the line as fits, the marked part in it, made safe for a terminal.
  ///
  /// - Returns: the text, and the first column and the width of the mark in it.
  func window(width: Int) -> (line: String, start: Int, width: Int) {
    let safe: (Substring) -> String = { SafeText.of(String($0)).replacingTabs }
    let marked = safe(self.marked.prefix(width / 2))
    let room = max(0, width - DisplayWidth.of(marked) - 2)
    var before = safe(self.before.suffix(width))
    var after = safe(self.after.prefix(width))
    while DisplayWidth.of(before) > room * 2 / 3 + max(0, room / 3 - DisplayWidth.of(after)) { before.removeFirst() }
    if before.count < safe(self.before.suffix(width + 1)).count { before = "…" + before }
    while DisplayWidth.of(before) + DisplayWidth.of(after) > room + 1 { after.removeLast() }
    if after.count < safe(self.after.prefix(width + 1)).count { after += "…" }
    return (before + marked + after, DisplayWidth.of(before), max(1, DisplayWidth.of(marked)))
  }
}

extension String {
  fileprivate var replacingTabs: String {
    String(map { $0 == "\t" ? " " : $0 })
  }
}
