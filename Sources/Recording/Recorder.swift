internal import CommandLanguage
package import Execution
internal import FeltAPI
internal import JSONText
internal import Platform

/// Listens to what happens, and writes it as a script.
///
/// Each step is in the file when it ends, at a cost that doesn't grow with the length of the recording: lines are added
/// at the end. When the recording ends, the file is written once more from the trace: names that nothing refers to and
/// reads that nothing depends on are gone then.
package final class Recorder {
  private var trace = Trace()
  private var file: LockedFile?
  private var path = ""
  private var options = RecordingControl.Options()
  /// What the file began with, when the recording adds to it.
  private var prefix: [UInt8] = []
  /// Whether steps are kept although nothing is being recorded, for `save`.
  package var keepsSteps = false
  /// Gives a variable of the live session the response that the script has under that name.
  package var bind: (_ name: String, _ exchange: Exchange) -> Void = { _, _ in }
  /// Tells how a line was recorded, where that differs from what was typed.
  package var notify: (String) -> Void = { _ in }
  /// The number in the history of the line that runs.
  package var historyNumber: () -> Int = { 0 }
  /// How many steps there were when the file was last written from the trace.
  private var rewrittenCount = 0
  /// Whether the file lacks something that could not be written.
  private var isBehind = false
  /// The blocks that run, the outermost first.
  private var blocks: [BlockTrace] = []
  /// A read that the file doesn't show yet: it is taken in while the next response is awaited.
  private var postponed: (read: StepResult, historyNumber: Int)?
  /// Why what was postponed could not be written.
  private var postponedFailure: (any Error)?
  private static let prefixLimit = 64 << 20

  package init() {}

  package var isRecording: Bool { file != nil }

  /// How a session starts and ends recordings.
  package var control: RecordingControl {
    var control = RecordingControl()
    control.start = { [unowned self] path, options in
      takePostponed()
      try start(path, options)
    }
    control.stop = { [unowned self] in
      takePostponed()
      return try stop()
    }
    control.summary = { [unowned self] in
      takePostponed()
      return isRecording ? summary(writer, path) : nil
    }
    control.save = { [unowned self] path, range, options in
      takePostponed()
      return try save(path, range, options)
    }
    return control
  }

  /// Takes an event.
  package func receive(_ event: Event) throws {
    switch event {
    case .statementBegan(let statement) where statement.block != nil:
      takePostponed()
      blocks.append(BlockTrace(trace.identifierNames, inside: blocks.last))
    case .responseAwaited(let result, let request) where blocks.isEmpty && (isRecording || keepsSteps):
      takePostponed()
      trace.prepare(result, request)
    case .stepEnded(let result):
      takePostponed()
      if canWait(result) { postponed = (result, historyNumber()) } else { try take(result) }
      if let failure = postponedFailure {
        postponedFailure = nil
        throw failure
      }
    case .observed(let exchange) where isRecording || keepsSteps:
      takePostponed()
      trace.observe(exchange)
    default: break
    }
  }

  private func start(_ path: String, _ options: RecordingControl.Options) throws {
    prefix = []
    if options.appends, FileReader.exists(path) {
      prefix = try FileReader.contents(of: path, limit: Self.prefixLimit)
      if let last = prefix.last, last != UInt8(ascii: "\n") { prefix.append(UInt8(ascii: "\n")) }
    }
    trace.begin()
    try FileWriter.write(prefix, to: path, permissions: 0o600)
    let file = try LockedFile(path: path, creates: true)
    try file.append(Array((ScriptWriter(trace: Trace(), isTranscript: options.isTranscript).text).utf8))
    (self.file, self.path, self.options) = (file, path, options)
    (rewrittenCount, isBehind, postponedFailure) = (0, false, nil)
  }

  private func stop() throws -> RecordingSummary? {
    guard file != nil else { return nil }
    try writeWhole()
    file = nil
    let summary = summary(writer, path)
    if !keepsSteps { trace = Trace() }
    return summary
  }

  private func save(
    _ path: String, _ range: ClosedRange<Int>?, _ options: RecordingControl.Options
  ) throws -> RecordingSummary {
    let writer = ScriptWriter(
      trace: trace, keepsAll: options.keepsAll, isTranscript: options.isTranscript, range: range,
      includesEarlier: true)
    try FileWriter.write(Array(writer.text.utf8), to: path, permissions: 0o600)
    return summary(writer, path)
  }

  private func summary(_ writer: ScriptWriter, _ path: String) -> RecordingSummary {
    RecordingSummary(
      file: path, steps: writer.commandCount,
      literals: trace.parameters.all.compactMap { parameter in parameter.defaultText.map { "\(parameter.name)=\($0)" } }
    )
  }

  // MARK: - Steps

  private func take(_ result: StepResult) throws {
    let isBlock = result.statement.block != nil
    let inner = isBlock ? blocks.popLast() : nil
    guard isRecording || keepsSteps else { return }
    trace.keepsTranscripts = keepsSteps || (isRecording && options.isTranscript)
    if let last = blocks.indices.last {
      // What runs in a block is recorded with the block.
      trace.learnSecrets(of: result)
      if let inner { blocks[last].add(inner) } else { blocks[last].add(result, trace.transcript(ofInner: result)) }
      return
    }
    try append(result, inner, historyNumber())
  }

  /// Whether a step is a read that adds nothing to the file, unless something that is still to come depends on it.
  private func canWait(_ result: StepResult) -> Bool {
    guard isRecording, !keepsSteps, !options.isTranscript, !options.keepsAll, blocks.isEmpty,
      case .request(let line, variable: nil) = result.statement.command.action, !line.output.isRedirected
    else { return false }
    return result.failure == nil && result.expectations.isEmpty && result.exchanges.count == 1
      && result.exchanges.allSatisfy { $0.isSuccess && $0.request.isRead }
  }

  /// Takes in what was postponed. If it can't be written, the step that comes next is recorded all the same, and ends
  /// with that failure.
  private func takePostponed() {
    guard let (read, historyNumber) = postponed else { return }
    postponed = nil
    trace.keepsTranscripts = false
    do { try append(read, nil, historyNumber) } catch { postponedFailure = error }
  }

  private func append(_ result: StepResult, _ block: BlockTrace?, _ historyNumber: Int) throws {
    let addition = trace.append(result, block, historyNumber: historyNumber)
    // What the shell read for itself is not the person's.
    for step in addition.steps where trace.steps[step].origin == .person {
      if let name = trace.steps[step].chosenName, let exchange = result.exchanges.last { bind(name, exchange) }
    }
    guard let file else { return }
    do {
      if isBehind || addition.hasRenamed || (!addition.lateParts.isEmpty && isRewriteCheap) {
        try rewrite()
      } else {
        let lines = addition.lateParts.map(literal) + newLines(addition)
        if !lines.isEmpty { try file.append(Array((lines.joined(separator: "\n") + "\n").utf8)) }
      }
    } catch {
      isBehind = true
      throw error
    }
    tell(result, addition)
  }

  /// Writes the file again, because a line in it changes.
  private func rewrite() throws {
    try writeWhole()
    file = try LockedFile(path: path, creates: true)
    isBehind = false
    rewrittenCount = trace.steps.count
    for index in trace.steps.indices { trace.markOnDisk(index) }
  }

  /// What the recording is written with.
  private var writer: ScriptWriter {
    ScriptWriter(trace: trace, keepsAll: options.keepsAll, isTranscript: options.isTranscript)
  }

  private func writeWhole() throws(FileError) {
    try FileWriter.write(prefix + Array(writer.text.utf8), to: path, permissions: 0o600)
  }

  /// Whether the steps since the last time are enough to pay for another one: all rewrites together then cost no more
  /// than a constant for each step.
  private var isRewriteCheap: Bool { trace.steps.count < 200 || trace.steps.count >= rewrittenCount / 4 * 5 }

  /// What stands for a part of an earlier response, whose variable means something else by now, until the file is
  /// written from the trace: the part's value.
  private func literal(_ late: (step: Int, part: (name: String, query: String))) -> String {
    let response = trace.steps[late.step].response
    let value = (try? JSONPath(parsing: "$" + late.part.query)).flatMap { query in
      response.flatMap { try? query.values(in: $0).first }
    }
    return writer.withoutSecret("set \(late.part.name)=\(Word.meaning(value?.plainText ?? "").printed)")
  }

  /// The lines that a step adds: new parameters, what it depends on and is not there yet, and the step itself.
  private func newLines(_ addition: Trace.Addition) -> [String] {
    var lines = addition.newParameters.flatMap { ScriptWriter.lines(trace.parameters.all[$0]) }
    let writer = writer
    for step in addition.steps where trace.steps[step].isWanted || writer.keepsRead(trace.steps[step]) {
      write(step, writer, &lines)
    }
    if let step = addition.expectationsOf, !addition.steps.contains(step) {
      if trace.steps[step].isOnDisk, let last = trace.steps[step].expectations.last {
        lines.append(CommandPrinter.print(writer.named(last)))
      } else if !trace.steps[step].isEarlier {
        write(step, writer, &lines)
      }
    }
    return lines
  }

  private func write(_ step: Int, _ writer: ScriptWriter, _ lines: inout [String]) {
    guard !trace.steps[step].isOnDisk else { return }
    trace.markOnDisk(step)
    for dependency in trace.steps[step].dependencies.sorted() { write(dependency, writer, &lines) }
    lines += writer.lines(step, isNamed: true)
  }

  /// Shows the line that was recorded where it is not what was typed.
  private func tell(_ result: StepResult, _ addition: Trace.Addition) {
    // Only somebody who types wants to see each line.
    guard keepsSteps, let step = addition.steps.last, trace.steps[step].isOnDisk else { return }
    if case .comment = trace.steps[step].kind { return }
    let lines = ScriptWriter(trace: trace).lines(step, isNamed: true)
    guard let line = lines.first(where: { !$0.begins(with: "#") }), line != result.statement.text else { return }
    if result.statement.block != nil, line == CommandPrinter.print(result.statement.command) { return }
    notify(line)
  }
}
