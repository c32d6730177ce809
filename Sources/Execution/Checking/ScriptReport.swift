package import CommandLanguage
internal import Platform

/// What a script holds, and what is wrong with it, as far as can be told without sending anything.
package struct ScriptReport: Sendable {
  /// Something that is wrong.
  package struct Problem: Sendable {
    package let failure: Failure
    package let statement: Statement
    /// Whether the script can run in spite of it.
    package let isWarning: Bool
  }

  /// What could not be read, in the order of the text.
  package internal(set) var unreadable: [UnreadableStatement] = []
  package internal(set) var problems: [Problem] = []
  /// How many requests the script makes, those in loops over files as often as these have items.
  package internal(set) var requests = 0
  /// How many of them make or change something.
  package internal(set) var writes = 0
  package internal(set) var deletions = 0
  /// Whether there are more of them than can be known before it runs: in loops over responses, and where it tries
  /// again.
  package internal(set) var isOpenEnded = false
  /// How many files go to storage, and how many bytes they have as far as it is known.
  package internal(set) var uploads = 0
  package internal(set) var uploadedByteCount = 0
  /// Whether what is uploaded is in part known only when it runs.
  package internal(set) var hasUploadsOfUnknownSize = false
  /// What `--var` sets.
  package internal(set) var parameters: [ScriptParameter] = []

  package init() {}

  /// How many things keep it from running.
  package var errorCount: Int { unreadable.count + problems.count { !$0.isWarning } }
}

/// Checks files without sending anything, and tells every error.
package struct FileCheck {
  private let session: Session
  private let table: CommandTable
  private let environment: Environment
  private let sink: EventSink

  package init(session: Session, table: CommandTable, environment: Environment, sink: @escaping EventSink) {
    self.session = session
    self.table = table
    self.environment = environment
    self.sink = sink
  }

  package init(_ executor: Executor) {
    self.init(
      session: executor.session, table: executor.table, environment: executor.environment, sink: executor.sink)
  }

  /// Checks files as they would run: one after another in one session.
  ///
  /// - Returns: how many errors there are.
  package func run(files: [String]) throws -> Int {
    var checker = ScriptChecker(session: session, table: table, isCancelled: environment.takeInterruption)
    var count = 0
    var scripts: [Script] = []
    // Freeing a long script takes a tenth of the time of checking it, for which nobody has to wait.
    defer { _ = BackgroundThread.start { [scripts] in withExtendedLifetime(scripts) {} } }
    for file in files {
      let script: Script
      do throws(FileError) {
        script = try Script(file: file, table: table, isCancelled: environment.takeInterruption)
      } catch {
        try sink(.noScript(error))
        count += 1
        continue
      }
      scripts.append(script)
      if script.wasCancelled { throw Failure(.interrupted) }
      var report = checker.check(script)
      if checker.wasCancelled { throw Failure(.interrupted) }
      for (failure, statement) in environment.transcripts.problems(script) {
        report.problems.append(.init(failure: failure, statement: statement, isWarning: false))
      }
      count += report.errorCount
      try sink(.checked(file: file, report))
    }
    return count
  }
}
