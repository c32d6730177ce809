/// How the editor knows that a command continues in the next line.
package struct Continuation {
  /// Takes the lines of one command in order, and says after each what is still open; nil when the command is complete.
  /// After a line that isn't the last there is, that may come late.
  package typealias Scanner = (_ line: String, _ isLast: Bool) -> Opening?

  private let makeScanner: () -> Scanner

  /// With a scanner for each command; the cost of a command is that of its lines.
  package init(makeScanner: @escaping () -> Scanner) {
    self.makeScanner = makeScanner
  }

  /// Every line is a command.
  package static var never: Continuation { Continuation { { _, _ in nil } } }

  /// A scanner for the next command.
  package func scanner() -> Scanner {
    makeScanner()
  }

  /// What is open at the end of a text; nil when it ends with a complete command.
  package func opening(in text: String) -> Opening? {
    makeScanner()(text, true)
  }

  /// The commands of a text, in order, without blank ones.
  package func split(_ text: String) -> CommandSplit {
    var split = CommandSplit()
    var command = UnfinishedCommand()
    var scan = scanner()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      command.add(line, scan(String(line), index == lines.count - 1))
      if command.opening == nil {
        split.add(command.lines)
        command = UnfinishedCommand()
        scan = scanner()
      }
    }
    split.opening = command.opening
    split.isLeft = command.isLeft
    split.add(command.isLeft ? command.lines.dropLast() : command.lines)
    return split
  }
}

/// What is open at the end of an unfinished command.
package struct Opening: Equatable, Sendable {
  /// The sign that opened it, such as `{`, `'`, `<<END` or `\`.
  package var sign: String
  /// The line that ends a text, such as the `END` of `<<END`; an empty line is part of such a text. Nil for all else.
  package var endLine: String?

  package init(_ sign: String, endLine: String? = nil) {
    self.sign = sign
    self.endLine = endLine
  }

  /// Whether it is a bracket, and not a quote or a text, whose spaces count.
  var isBracket: Bool { endLine == nil && !"'\"".contains(sign) }

  /// What is open and how to leave it, longest first.
  var labels: [String] {
    let way = endLine.map { "\($0) ends it, Control-C leaves it" } ?? "an empty line leaves it"
    return ["\(sign) is open: \(way)", "\(sign) is open", sign]
  }
}

/// The commands of a text.
package struct CommandSplit {
  /// The commands in order. The last may be unfinished.
  package private(set) var commands: [String] = []
  /// What is open at the end of the last command; nil when it is complete.
  package fileprivate(set) var opening: Opening?
  /// Whether the last command is unfinished and an empty line ends it nevertheless.
  package fileprivate(set) var isLeft = false

  fileprivate mutating func add(_ lines: some Collection<Substring>) {
    guard lines.contains(where: { !$0.isBlank }) else { return }
    commands.append(lines.joined(separator: "\n"))
  }
}

/// The lines of a command so far.
private struct UnfinishedCommand {
  private(set) var lines: [Substring] = []
  private(set) var opening: Opening?
  private var isBlankData = false

  mutating func add(_ line: Substring, _ next: Opening?) {
    // The first line of a text between `<<END` and `END` can be empty by mistake, later ones are data.
    isBlankData = next?.endLine != nil && next == opening && lines.count > openedAt + 1
    if next != opening { openedAt = lines.count }
    lines.append(line)
    opening = next
  }

  private var openedAt = 0

  /// Whether the last line is an empty one that leaves the command.
  var isLeft: Bool {
    guard opening != nil, lines.count > 1, let last = lines.last else { return false }
    return last.isBlank && !isBlankData
  }
}

extension Substring {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
