internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

extension ShellCommand {
  static let header = ShellCommand(
    CommandSpec(
      "header", .session, "Send a header with every request",
      arguments: [
        ArgumentSpec("NAME", .header, isOptional: true), ArgumentSpec("VALUE", .text, isOptional: true),
      ], effect: .session, recording: .verbatim,
      details: [
        .init("header X-Team gis", "sets it"), .init("header X-Team", "takes it away"), .init("header", "lists them"),
      ]),
    run: { call, step in
      let session = step.session
      guard let word = call.word("NAME") else {
        return try step.show(.sessionHeaders(session.builder.sessionHeaders))
      }
      let name = word.text ?? ""
      let value = try call.word("VALUE").map { try step.text($0) }
      var headers = session.builder.sessionHeaders.filter { $0.name.lowercased() != name.lowercased() }
      if value == nil, headers.count == session.builder.sessionHeaders.count {
        throw Failure(.unknownName(kind: "header", name, suggestion: suggestion(for: name)), at: word.range)
      }
      if let value { headers.append(.init(name: name, value: value)) }
      if let value, session.leakDetector.findsToken(in: value) {
        throw Failure(.tokenInLine, at: call.word("VALUE")?.range)
      }
      var builder = session.builder
      builder.sessionHeaders = headers
      do throws(CallProblem) {
        _ = try builder.request(for: Call(.get, [.literal("/user")]))
      } catch {
        throw Failure(.call(error), at: word.range)
      }
      session.builder = builder
      step.result.changes.append(.header(name: name, value: value))
    })

  /// The command that somebody meant who wrote a header as in a request.
  private static func suggestion(for name: String) -> String? {
    let parts = name.split(separator: ":", maxSplits: 1)
    return parts.count == 2 ? "header \(parts[0]) \(Word.meaning(String(parts[1])).printed)" : nil
  }
}
