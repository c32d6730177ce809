internal import CommandLanguage

extension ShellCommand {
  static let history = ShellCommand(
    CommandSpec(
      "history", .session, "List what was typed", arguments: [ArgumentSpec("N|TEXT", .text, isOptional: true)],
      takesOutput: true,
      details: [
        .init("history", "all lines"), .init("history 20", "the last 20"),
        .init("history maps", "those with maps in them"),
        .init("", "each account has a file of its own, $XDG_STATE_HOME/feltsh/history-…, which only you can read"),
        .init("", "a line with a secret, or with a space in front, stays out of it"),
      ]),
    run: { call, step in
      var lines = step.session.history.enumerated().map { (number: $0.offset + 1, text: $0.element) }
      if let word = call.word("N|TEXT") {
        let text = try step.text(word)
        if let count = Int(text), count >= 0 {
          lines = Array(lines.suffix(count))
        } else {
          lines = lines.filter { $0.text.contains(text) }
        }
      }
      try step.show(.history(lines), call.output)
    })
}
