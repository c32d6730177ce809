internal import CommandLanguage
internal import Platform

extension ScriptChecker {
  /// Reads a script that another one runs, for the variables that it sets and the errors that it has.
  mutating func sourced(_ path: String, _ range: SourceRange, _ statement: Statement) {
    guard depth < Script.maximumDepth else { return add(Failure(.sourcedTooDeep, at: range), statement) }
    do throws(Failure) {
      let file = try Trust(statement.source).files.readable(path, at: range)
      let script: Script
      do throws(FileError) { script = try Script(file: file, table: table) } catch {
        throw Failure(error, at: range)
      }
      depth += 1
      report.unreadable += script.errors
      check(script.statements)
      depth -= 1
    } catch {
      add(error, statement)
    }
  }
}
