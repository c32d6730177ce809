/// How it is known that a command goes on in the next line.
package struct Continuation {
  /// Takes the lines of one command in order, and says after each whether the command goes on.
  package typealias Scanner = (_ line: String) -> Bool

  private let makeScanner: () -> Scanner

  /// With a scanner for each command; the cost of a command is that of its lines.
  package init(makeScanner: @escaping () -> Scanner) {
    self.makeScanner = makeScanner
  }

  /// With a question about the whole text after each line; for a command of many lines that costs the square of it.
  package init(isUnfinished: @escaping (String) -> Bool) {
    makeScanner = {
      var text: String?
      return { line in
        let grown = text.map { $0 + "\n" + line } ?? line
        text = grown
        return isUnfinished(grown)
      }
    }
  }

  /// Every line is a command.
  package static var never: Continuation { Continuation { { _ in false } } }

  /// A scanner for the next command.
  package func scanner() -> Scanner {
    makeScanner()
  }

  /// The commands of a text, in order, blank ones left out; and whether the last of them goes on.
  package func split(_ text: String) -> (commands: [String], isUnfinished: Bool) {
    var commands: [String] = []
    var lines: [Substring] = []
    var scan = scanner()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(line)
      if !scan(String(line)) {
        commands.append(lines.joined(separator: "\n"))
        lines = []
        scan = scanner()
      }
    }
    let isUnfinished = !lines.isEmpty
    if isUnfinished {
      commands.append(lines.joined(separator: "\n"))
    }
    return (commands.filter { $0.contains { !$0.isWhitespace } }, isUnfinished)
  }
}
