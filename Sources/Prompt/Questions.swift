package import Execution
package import LineEditing
internal import Terminal

extension Dialog {
  /// Asks through a line editor.
  package init(_ editor: any LineEditor) {
    self.init()
    isPresent = editor.isInteractive
    remember = { [unowned editor] in editor.remember($0) }
    confirm = { [unowned editor] question in
      guard case .line(let reply)? = try? editor.readReply(Prompt(text: question.text, continuation: "")) else {
        return false
      }
      return question.accepted.contains(Question.plain(reply))
    }
    readSecret = { [unowned editor] in
      switch try editor.readSecret("Token (not shown): ") {
      case .line(let text): .text(text)
      case .interrupted, .terminated: .interrupted
      case .endOfInput: .none
      }
    }
  }
}

extension Dialog.Question {
  fileprivate var text: String {
    switch self {
    case .delete(let path, let title):
      "Delete \(title.map { "\"\(SafeText.of($0))\" (\(path))" } ?? path)? [y/N] "
    case .sendEdit(let operation): "Send this to \(operation)? [y/N] "
    case .replace(let path): "\(SafeText.of(path)) exists. Replace it? [y/N] "
    }
  }

  /// A reply without what does not matter: its case and its spaces.
  fileprivate static func plain(_ reply: String) -> String { reply.lowercased().filter { !$0.isWhitespace } }

  /// The replies that agree; to a deletion, the title of what goes as well.
  fileprivate var accepted: [String] {
    switch self {
    // A thing that is called "no" is not deleted by that word.
    case .delete(_, let title): ["y", "yes"] + [title.map(Self.plain) ?? ""].filter { !["", "n", "no"].contains($0) }
    case .sendEdit, .replace: ["y", "yes"]
    }
  }
}
