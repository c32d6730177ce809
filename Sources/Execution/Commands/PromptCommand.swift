internal import CommandLanguage

extension ShellCommand {
  static let prompt = ShellCommand(
    CommandSpec(
      "prompt", .session, "Show or set what stands before the line",
      arguments: [ArgumentSpec("FORMAT", .promptFormat, isOptional: true, keywords: ["default"])], effect: .session,
      details: [
        .init("prompt", "shows the format"), .init("prompt default", "brings back the first one"),
        .init("prompt '{place}> '", "sets it"),
      ]
        + PromptFormat.Placeholder.allCases.map { .init("{\($0.rawValue)}", $0.summary) }
        + [
          .init("{{ }}", "the braces themselves"),
          .init(
            "", "an empty placeholder also removes the space before it, or a separator as in {account} / {place}"),
        ]),
    run: { call, step in
      guard let word = call.word("FORMAT") else {
        return try step.show(.promptFormat(step.session.preferences.prompt.text))
      }
      if word.bareText == "default" { return step.session.preferences.prompt = .standard }
      let text = try step.text(word)
      do throws(SyntaxError) {
        step.session.preferences.prompt = try PromptFormat(text)
      } catch {
        throw Failure(.syntax(error), at: word.range(of: error.range, in: text))
      }
    })
}

extension Word {
  /// Where a part of its text stands in the statement; the whole word when that can't be told.
  fileprivate func range(of part: SourceRange, in text: String) -> SourceRange {
    let quotes = range.count - text.utf8.count
    guard parts.count == 1, quotes == 0 || quotes == 2 else { return range }
    let start = range.lowerBound + quotes / 2
    return start + part.lowerBound..<start + part.upperBound
  }
}
