internal import CommandLanguage
package import Execution
internal import Platform

/// Runs transcripts, and compares each response with what is written there.
package final class TranscriptTest {
  private let executor: Executor

  package init(_ executor: Executor) {
    self.executor = executor
  }

  /// How a session tests transcripts.
  package static func control(_ executor: Executor) -> TranscriptControl {
    var control = TranscriptControl()
    control.test = { [unowned executor] files, options in TranscriptTest(executor).run(files: files, options) }
    control.problems = { script in TranscriptFile("", "", script).problems.map { ($0.failure, $0.statement) } }
    return control
  }

  /// Runs files one after another in one session. All of them are read first.
  package func run(files: [String], _ options: TranscriptControl.Options) -> [TranscriptSummary] {
    var transcripts: [TranscriptFile] = []
    var refused: [TranscriptSummary] = []
    for path in files {
      var summary = TranscriptSummary(file: path)
      do throws(FileError) {
        let file = try TranscriptFile(path, executor.table)
        for error in file.script.errors { try? executor.sink(.unreadable(error)) }
        for problem in file.problems {
          try? executor.sink(.found(problem.failure, problem.statement, isWarning: false))
        }
        summary.failures = file.script.errors.count + file.problems.count
        transcripts.append(file)
      } catch {
        try? executor.sink(.noScript(error))
        summary.failures = 1
      }
      if summary.failures > 0 {
        summary.status = .refused
        refused.append(summary)
      }
    }
    guard refused.isEmpty else { return refused.map(told) }
    if options.updates, executor.session.options.environment["CI"].map({ !["", "0", "false"].contains($0) }) ?? false {
      return files.map { file in
        var summary = TranscriptSummary(file: file)
        try? executor.sink(.noUpdate(.updateInCI))
        (summary.failures, summary.status) = (1, .refused)
        return summary
      }
    }
    var summaries: [TranscriptSummary] = []
    for file in transcripts {
      summaries.append(told(run(file, options)))
      if let status = summaries.last?.status, [.interrupted, .noResponse, .unauthorized].contains(status) { break }
    }
    return summaries
  }

  private func told(_ summary: TranscriptSummary) -> TranscriptSummary {
    try? executor.sink(.tested(summary))
    return summary
  }

  // MARK: - One file

  private func run(_ file: TranscriptFile, _ options: TranscriptControl.Options) -> TranscriptSummary {
    let judge = TranscriptJudge(file, options, executor.sink)
    let (sink, judgement) = (executor.sink, executor.judge)
    executor.sink = { event in if judge.shows(event) { try sink(event) } }
    executor.judge = { result in judge.judge(&result) }
    let tellsDrift = executor.session.tellsDrift
    executor.session.tellsDrift = true
    defer {
      (executor.sink, executor.judge) = (sink, judgement)
      executor.session.tellsDrift = tellsDrift
    }
    let run = ScriptRun(executor) { failure in failure.status == .expectationFailed }
    let outcome = run.run(file.script)
    judge.summary.status = outcome.status
    judge.summary.failures = outcome.failures - judge.differingSteps
    judge.summary.unreached = outcome.unreached
    if options.updates { update(file, judge) }
    return judge.summary
  }

  private func update(_ file: TranscriptFile, _ judge: TranscriptJudge) {
    // What came before a request failed for good may have come by accident.
    guard judge.summary.failures == 0, judge.edits.count > 0 else { return }
    do {
      guard try FileReader.text(of: file.path, limit: Script.longest) == file.text else {
        try? executor.sink(.noUpdate(.fileChanged(file.path)))
        return judge.summary.status = .refused
      }
      try FileWriter.write(Array(judge.edits.updatedText.utf8), to: file.path)
      judge.summary.rewritten = judge.edits.count
      judge.summary.status = .success
    } catch {
      try? executor.sink(.noScript(error))
      judge.summary.status = .refused
    }
  }
}
