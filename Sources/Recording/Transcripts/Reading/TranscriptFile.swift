internal import CommandLanguage
internal import Execution
internal import Platform

/// A script with what its transcript's lines say, read whole.
struct TranscriptFile {
  let path: String
  /// All of it.
  let text: String
  let script: Script
  /// What is said of the response of each statement, by the line that the statement begins on.
  private(set) var responses: [Int: ExpectedResponse] = [:]
  /// The lines that can't be read.
  private(set) var problems: [ExpectedResponse.Problem] = []

  init(_ path: String, _ table: CommandTable) throws(FileError) {
    self.path = path
    text = try FileReader.text(of: path, limit: Script.longest)
    script = Script(parsing: text, source: .script(path), table: table)
    for statement in script.statements where !statement.transcript.isEmpty {
      do throws(ExpectedResponse.Problem) {
        responses[statement.line] = try ExpectedResponse(statement.transcript, source: statement.source)
      } catch {
        problems.append(error)
      }
    }
  }

  /// The names of all its placeholders.
  var names: Set<String> {
    Set(responses.values.flatMap { $0.placeholders.compactMap(\.name) })
  }
}
