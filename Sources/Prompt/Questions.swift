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
      return question.accepted.contains(reply.lowercased().filter { !$0.isWhitespace })
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
      "Delete \(title.map { "\"\(SafeText.of($0))\" (\(path))" } ?? path)? Type yes: "
    case .sendEdit(let operation): "Send this to \(operation)? [y/N] "
    case .replace(let path): "\(SafeText.of(path)) exists. Replace it? [y/N] "
    }
  }

  /// The replies that agree.
  fileprivate var accepted: [String] {
    switch self {
    case .delete: ["yes"]
    case .sendEdit, .replace: ["y", "yes"]
    }
  }
}
