internal import CommandLanguage
package import Execution
internal import Platform

/// Writes reports of what runs: a ledger as it happens, JUnit and a summary for GitHub at the end.
package final class Reports {
  /// A report that somebody wants.
  package enum Kind: Sendable, Hashable {
    case json(String)
    case junit(String)
    /// The file that takes the summary; nil for none.
    case github(summary: String?)
  }

  private var entries: ReportEntries
  private var ledgers: [Ledger] = []
  private var junit = JUnitReport()
  private var github: GitHubReport?
  private var junitFiles: [String] = []
  private var summaryFile: String?
  /// The items of the loops that run, the outermost first.
  private var items: [LoopItem] = []
  private var hasEnded = false
  /// How the responses to the step that runs differ from a transcript.
  private var differences: [(failure: Failure, statement: Statement)] = []
  /// The transcripts that were tested.
  private var tested: [String] = []
  private let tell: (String) -> Void

  /// - Parameters:
  ///   - earlier: the ledger of the run before, which is added to when it is a report as well.
  ///   - variables: those that are set from outside.
  ///   - describe: the sentence of a failure.
  ///   - tell: writes a line for GitHub.
  package init(
    _ kinds: [Kind], earlier: String? = nil, variables: [String: String] = [:],
    describe: @escaping (Failure) -> String, tell: @escaping (String) -> Void
  ) throws {
    entries = ReportEntries(variables: variables, describe: describe)
    self.tell = tell
    for kind in kinds {
      switch kind {
      case .json(let path): ledgers.append(try Ledger(path, appends: path == earlier))
      case .junit(let path):
        try FileWriter.write(Array(junit.text.utf8), to: path, permissions: 0o600)
        junitFiles.append(path)
      case .github(let summary): (github, summaryFile) = (GitHubReport(), summary)
      }
    }
  }

  private var isWanted: Bool { !ledgers.isEmpty || !junitFiles.isEmpty || github != nil }

  /// Takes an event.
  package func receive(_ event: Event) throws {
    guard isWanted else { return }
    switch event {
    case .itemBegan(let item): items.append(item)
    case .itemEnded(let item, let failure, _):
      _ = items.popLast()
      try add(entries.entry(item, inside: items, failure))
    case .stepEnded(let result):
      try entries.entries(result, differences).forEach(add)
      differences = []
    case .found(let failure, let statement, isWarning: false): differences.append((failure, statement))
    case .noUpdate(let problem): try add(refused(Failure(.transcript(problem)), nil, 1, "test"))
    case .tested(let summary):
      tested.append(summary.file)
      // What no step ends with is why the transcript can't be read.
      for (failure, statement) in differences {
        try add(refused(failure, statement.source.file, statement.line, statement.text))
      }
      differences = []
    case .unreadable(let error): try add(refused(Failure(error.error), error.source.file, error.line, error.text))
    case .refused(let failure, let statement):
      try add(refused(failure, statement.source.file, statement.line, statement.text))
    case .runEnded(let files, _): try end(files)
    default: break
    }
  }

  /// Writes what is written at the end, unless the end of a run did, and lets go of the ledger.
  package func finish() throws {
    ledgers = []
    if !hasEnded { try end(tested) }
  }

  private func refused(_ failure: Failure, _ file: String?, _ line: Int, _ text: String) -> ReportEntry {
    entries.refused(failure, file, line, text, items)
  }

  private func add(_ entry: ReportEntry) throws {
    for ledger in ledgers { try ledger.add(entry) }
    if !junitFiles.isEmpty { junit.add(entry) }
    if let line = github?.add(entry) { tell(line) }
  }

  private func end(_ files: [String]) throws {
    hasEnded = true
    for file in junitFiles { try FileWriter.write(Array(junit.text.utf8), to: file, permissions: 0o600) }
    guard let summaryFile, let github else { return }
    try LockedFile(path: summaryFile, creates: true).append(
      Array(github.summary(tested.isEmpty ? "run" : "test", files).utf8))
  }
}
