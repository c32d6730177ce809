internal import CommandLanguage
internal import Platform

/// Tells what scripts are for and what they take, without running them.
package struct FileHelp {
  private let executor: Executor

  package init(_ executor: Executor) {
    self.executor = executor
  }

  /// - Returns: whether all of the files could be read.
  package func run(files: [String]) throws -> Bool {
    var isReadable = true
    for file in files {
      let script: Script
      do throws(FileError) { script = try Script(file: file, table: executor.table) } catch {
        try executor.sink(.noScript(error))
        isReadable = false
        continue
      }
      let help = HelpSubject.script(file: file, about: script.about, script.parameters(executor.table))
      try executor.sink(.output(.help(help), ResolvedOutput()))
      for error in script.errors { try executor.sink(.unreadable(error)) }
      isReadable = isReadable && script.errors.isEmpty
    }
    return isReadable
  }
}
