internal import CommandLanguage
internal import Platform

/// A script with what its transcript's lines say, read whole.
struct TranscriptFile {
  let path: String
  /// All of it.
  let text: String
  let script: Script
  /// What is said of the responses to each statement, by the line that the statement begins on.
  private(set) var responses: [Int: [ExpectedResponse]] = [:]
  /// The lines that can't be read.
  private(set) var problems: [ExpectedResponse.Problem] = []

  init(_ path: String, _ table: CommandTable) throws(FileError) {
    let text = try FileReader.text(of: path, limit: Script.longest)
    self.init(path, text, Script(parsing: text, source: .script(path), table: table))
  }

  init(_ path: String, _ text: String, _ script: Script) {
    (self.path, self.text, self.script) = (path, text, script)
    var statements: [Statement] = []
    script.statements.visit { statement in
      let isMarked = statement.isComment && statement.text.begins(with: TranscriptLine.mark)
      if isMarked || !statement.transcript.isEmpty { statements.append(statement) }
    }
    for statement in statements where statement.transcript.isEmpty {
      problems.append(
        .init(message: "these lines belong below a request", statement: statement, range: 0..<statement.text.utf8.count)
      )
    }
    for statement in statements where !statement.transcript.isEmpty {
      do throws(ExpectedResponse.Problem) {
        let parts = statement.request == nil ? ExpectedResponse.parts(statement.transcript) : [statement.transcript]
        responses[statement.line] = try parts.map { part throws(ExpectedResponse.Problem) in
          try ExpectedResponse(part, source: statement.source)
        }
      } catch {
        problems.append(error)
      }
    }
  }

  /// The names of all its placeholders.
  var names: Set<String> {
    Set(responses.values.joined().flatMap { $0.placeholders.compactMap(\.name) })
  }
}
