internal import Execution
internal import FeltAPI
internal import Terminal

/// Writes the prompt: who and where you are, and how the last command went.
struct PromptMaker {
  let session: Session
  let hasFailed: Bool
  /// How wide the terminal is, in columns.
  let width: Int

  /// Names longer than a third of the terminal, or this, are cut.
  private static let longestName = 24
  private static let shortestName = 6

  /// What stands before a line that continues a command.
  static let continuation = "… "

  /// The prompt; an empty placeholder takes the space in front of it along, with a sign that stands in that.
  func prompt(_ format: PromptFormat) -> StyledText {
    var text = StyledText()
    var space: Substring = ""
    for part in format.parts {
      switch part {
      case .text(let words):
        let separator = words.separator
        text += StyledText(String(space + words.dropLast(separator.count)))
        space = separator
      case .placeholder(let placeholder):
        let value = value(of: placeholder)
        if !value.isEmpty { text += StyledText(String(space)) + value }
        space = ""
      }
    }
    return text + StyledText(String(space))
  }

  private func value(of placeholder: PromptFormat.Placeholder) -> StyledText {
    switch placeholder {
    case .account: account
    case .place: session.locations.last.map { StyledText(shortened($0.title), .strong) } ?? ""
    case .path: StyledText(SafeText.of(session.path), .faint)
    case .host: StyledText(session.options.isSandbox ? "sandbox" : session.builder.baseURL.host, .location)
    case .mode: StyledText(session.options.isReadOnly ? "read-only" : "", .readOnly)
    case .mark: StyledText(hasFailed ? "✗" : "", .failure)
    }
  }

  private var account: StyledText {
    let role: StyledText.Role = session.options.isReadOnly ? .readOnly : .location
    if session.options.isSandbox { return StyledText("sandbox", role) }
    guard session.builder.token != nil else { return StyledText("felt", role) + StyledText(" (no token)", .faint) }
    return StyledText(session.owner.map { shortened($0.name) } ?? "felt", role)
  }

  /// A name that leaves room for the line.
  private func shortened(_ name: String) -> String {
    DisplayWidth.truncate(SafeText.of(name), to: max(Self.shortestName, min(Self.longestName, width / 3)))
  }
}

extension String {
  /// The space at its end: one, or two with signs between them, such as ` / `.
  fileprivate var separator: Substring {
    guard hasSuffix(" ") else { return "" }
    let signs = dropLast().reversed().prefix { !$0.isLetter && !$0.isNumber && $0 != " " }.count
    let isApart = signs > 0 && dropLast(signs + 1).hasSuffix(" ")
    return suffix(isApart ? signs + 2 : 1)
  }
}
