internal import CommandLanguage
internal import FeltAPI
internal import Terminal

extension Interpreter {
  func help(_ words: [Word]) throws {
    let topic = try words.map { word throws(Failure) in try expander.text(word) }.joined(separator: " ")
    if topic == "reference" { return try screen.write(Array(Reference.markdown().utf8)) }
    if let text = session.preferences.aliases.texts[topic] { return try print(Self.definition(topic, text)) }
    guard let lines = Help.text(topic) else {
      let near = Suggestion.nearest(to: topic, in: Help.topics)
      throw Failure(
        .unreadable, "there is no help on \(topic)", at: words.first?.range,
        advice: near.map { "did you mean help \($0)?" } ?? "help lists the commands, help operations the API's")
    }
    for line in lines { try print(line) }
  }

  /// A text without any token in it.
  func redact(_ text: StyledText) -> StyledText {
    let redactor = Redactor(tokens: session.builder.token.map { [$0] } ?? [])
    return text.mapped { redactor.redacting($0) }
  }
}
