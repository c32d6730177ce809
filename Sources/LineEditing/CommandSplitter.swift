/// Takes text apart into commands.
enum CommandSplitter {
  /// The commands of a text of several lines, in order; blank lines between them are none.
  static func split(_ text: String, isUnfinished: (String) -> Bool) -> [String] {
    guard text.contains("\n") else { return [text] }
    var commands: [String] = []
    var command: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let grown = command.map { $0 + "\n" + line } ?? String(line)
      if isUnfinished(grown) {
        command = grown
      } else {
        command = nil
        if grown.contains(where: { !$0.isWhitespace }) {
          commands.append(grown)
        }
      }
    }
    // Unfinished at the end: whoever reads it says what is missing.
    if let command {
      commands.append(command)
    }
    return commands
  }
}
