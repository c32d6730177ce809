/// A prompt as libedit takes it: escape sequences stand between marks, and behind each follows a character that is
/// seen.
package struct PromptText: Equatable {
  /// Goes before and after what takes no room on the screen.
  static let mark: Unicode.Scalar = "\u{1}"

  /// The text without escape sequences and control characters.
  package let visible: String
  /// The text with its colours.
  package var coloured: String { String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != Self.mark })) }
  /// The text with its colours between marks.
  package let marked: String

  static let empty = PromptText("")

  /// Takes the colours (`ESC [ … m`) of the text, and neither its other sequences nor its control characters.
  package init(_ text: String) {
    var visible = String.UnicodeScalarView()
    var marked = String.UnicodeScalarView()
    var pending = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        pending.append(contentsOf: Self.takeColour(from: &rest))
      } else if !scalar.properties.isControl {
        Self.flush(&pending, to: &marked)
        visible.append(scalar)
        marked.append(scalar)
      }
    }
    // libedit forgets a sequence that no character follows.
    if !pending.isEmpty {
      if marked.last == " ", marked.dropLast().last != Self.mark {
        marked.removeLast()
      } else {
        visible.append(" ")
      }
      Self.flush(&pending, to: &marked)
      marked.append(" ")
    }
    self.visible = String(visible)
    self.marked = String(marked)
  }

  private static func flush(_ pending: inout String.UnicodeScalarView, to marked: inout String.UnicodeScalarView) {
    guard !pending.isEmpty else { return }
    marked.append(mark)
    marked.append(contentsOf: pending)
    marked.append(mark)
    pending = String.UnicodeScalarView()
  }

  /// Removes what follows an escape character and belongs to it; gives the whole sequence if it sets a colour.
  private static func takeColour(from rest: inout Substring.UnicodeScalarView) -> String.UnicodeScalarView {
    var sequence = String.UnicodeScalarView("\u{1B}".unicodeScalars)
    guard rest.first == "[" else { return String.UnicodeScalarView() }
    while let scalar = rest.popFirst() {
      sequence.append(scalar)
      if scalar != "[", ("@"..."~").contains(scalar) {
        return scalar == "m" ? sequence : String.UnicodeScalarView()
      }
    }
    return String.UnicodeScalarView()
  }
}

extension Unicode.Scalar.Properties {
  /// C0, C1 and DEL.
  var isControl: Bool { generalCategory == .control }
}
