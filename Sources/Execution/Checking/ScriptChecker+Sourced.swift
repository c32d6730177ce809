internal import CommandLanguage
internal import Platform

extension ScriptChecker {
  /// Reads a script that another one runs, for the variables that it sets and the errors that it has.
  mutating func sourced(_ path: String, _ range: SourceRange, _ statement: Statement) {
    guard depth < Self.maximumDepth else { return add(Failure(.sourcedTooDeep, at: range), statement) }
    do throws(Failure) {
      let file = try Trust(statement.source).files.readable(path, at: range)
      let text: String
      do throws(FileError) { text = try FileReader.text(of: file, limit: Script.longest) } catch {
        throw Failure(error, at: range)
      }
      let script = Script(parsing: text, source: .script(file), table: table)
      depth += 1
      report.unreadable += script.errors
      check(script.statements)
      depth -= 1
    } catch {
      add(error, statement)
    }
  }

  /// How many scripts may source one another.
  static let maximumDepth = 16
}
