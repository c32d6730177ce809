internal import CommandLanguage
internal import Execution
internal import FeltAPI

/// Writes the script of a trace.
struct ScriptWriter {
  let trace: Trace
  /// Whether reads are written that nothing depends on.
  var keepsAll = false
  /// Whether what each request gave is written below it.
  var isTranscript = false
  /// The numbers of the history whose commands are written; nil for all.
  var range: ClosedRange<Int>?
  /// Whether what came before the recording began counts like the rest.
  var includesEarlier = false

  private static let header = "Recorded with feltsh; run it again with: feltsh run FILE"
  private static let testing = "Compare what it gives with: feltsh test FILE"
  private static let requirement = "It needs "

  /// Whether a comment is one that a recording begins with, and that a recording of its replay writes itself.
  static func isHeader(_ comment: String) -> Bool {
    let text = comment.trimmed
    return text == header || text == testing || text.hasPrefix(requirement)
  }

  // MARK: - The whole script

  /// The whole text: what nothing depends on is left out.
  var text: String {
    let written = writtenSteps
    let named = Set(written.flatMap { trace.steps[$0].dependencies })
    let used = Set(written.flatMap { trace.steps[$0].usedNames })
    var lines = head(written, used)
    for step in written where !isParameterStep(step) {
      lines += self.lines(step, isNamed: named.contains(step), keepsPart: used.contains)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many commands the script has.
  var commandCount: Int {
    writtenSteps.count { step in
      if case .comment = trace.steps[step].kind { false } else { true }
    }
  }

  private var writtenSteps: [Int] {
    var isWritten = [Bool](repeating: false, count: trace.steps.count)
    for index in trace.steps.indices.reversed() {
      let step = trace.steps[index]
      let isInRange = range.map { $0.contains(step.historyNumber) } ?? (includesEarlier || !step.isEarlier)
      var isKept = isInRange && step.isWanted
      if isInRange, keepsRead(step) { isKept = true }
      isWritten[index] = isWritten[index] || isKept
      if isWritten[index] { for dependency in step.dependencies { isWritten[dependency] = true } }
    }
    return isWritten.indices.filter { isWritten[$0] }
  }

  /// Whether a read, or a block that only reads, is written although nothing depends on it.
  func keepsRead(_ step: TraceStep) -> Bool {
    switch step.kind {
    case .read, .block: break
    case .write, .set, .command, .comment: return false
    }
    return switch step.origin {
    case .person: keepsAll || isTranscript
    case .shell: keepsAll
    case .completion: false
    }
  }

  private func isParameterStep(_ step: Int) -> Bool {
    if case .set = trace.steps[step].kind { trace.steps[step].isParameter } else { false }
  }

  /// The lines that the script begins with.
  private func head(_ written: [Int], _ used: Set<String>) -> [String] {
    var lines = ["# " + Self.header] + (isTranscript ? ["# " + Self.testing] : [])
    let parameters = trace.parameters.all.filter { used.contains($0.name) }
    for parameter in parameters where parameter.defaultText == nil {
      lines.append("# \(Self.requirement)a value that is not written here: --var \(parameter.name)=…")
    }
    for file in trace.files { lines.append("# \(Self.requirement)a file beside it: \(CommentText.oneLine(file))") }
    let commands = written.flatMap { command($0, isNamed: true).withInner }
    if !CreatedVariables.foreignDeletions(commands, { $0 }).isEmpty {
      lines.append("# \(Self.requirement)--yes: it deletes what it did not make")
    }
    for parameter in parameters { lines += Self.lines(parameter) }
    for step in written where isParameterStep(step) { lines += self.lines(step, isNamed: true) }
    return lines
  }

  // MARK: - Pieces

  static func lines(_ parameter: Trace.Parameter) -> [String] {
    guard let id = parameter.defaultText else { return [] }
    let remark = parameter.remark.map { "  # \(CommentText.oneLine($0))" } ?? ""
    return ["set \(parameter.name)=${\(parameter.name):-\(id)}\(remark)"]
  }

  /// The lines of a step.
  func lines(_ index: Int, isNamed: Bool, keepsPart: (String) -> Bool = { _ in true }) -> [String] {
    let step = trace.steps[index]
    var lines = step.notes.filter { note in !isNoted(note, before: index) }.map { "# " + $0 }
    if let line = plainRequest(step, isNamed: isNamed) {
      lines.append(line)
    } else if step.isParameter, case .set(let name) = step.kind, case .text(let text)? = trace.setValues[index] {
      lines.append("set \(name)=${\(name):-\(text)}")
    } else if case let command = command(index, isNamed: isNamed), command.action != .nothing || command.comment != nil
    {
      lines.append(CommandPrinter.print(command))
    }
    let isCompared = isTranscript && !step.transcript.isEmpty
    let start = lines.count
    lines += step.expectations.map { CommandPrinter.print(named($0)) }
    if case .write = step.kind, !step.expectsStatus, !isCompared, let status = step.status {
      lines.append("expect status \(status)")
    }
    for part in step.keptParts where keepsPart(part.name) {
      lines.append("set \(part.name)=$\(step.name ?? "")\(part.query)")
    }
    lines = lines.map(withoutSecret)
    if isCompared {
      let blocks = step.transcript.flatMap { TranscriptWriter.withoutSecrets($0, trace.secrets) }
      lines.insert(contentsOf: blocks, at: start)
    }
    return lines
  }

  /// A request that refers to no other step; nil for any other command.
  private func plainRequest(_ step: TraceStep, isNamed: Bool) -> String? {
    guard step.dependencies.isEmpty, case .request(_, nil) = step.command.action else { return nil }
    let text = step.printed ?? CommandPrinter.print(step.command)
    step.printed = text
    return isNamed ? (step.name.map { $0 + " = " } ?? "") + text : text
  }

  /// A line, or what stands for one with a secret.
  func withoutSecret(_ line: String) -> String {
    trace.secrets.isFound(in: line) ? "# A line with a secret is left out here." : line
  }

  /// A step's command as the script has it.
  private func command(_ index: Int, isNamed: Bool) -> Command {
    let step = trace.steps[index]
    var command = step.dependencies.isEmpty ? step.command : named(step.command)
    if case .request(let line, _) = command.action, isNamed, let name = step.name {
      command.action = .request(line, variable: Located(name, 0..<0))
    }
    if case .call(var call) = command.action, step.response != nil {
      call.variable = isNamed ? step.name.map { Located($0, 0..<0) } : nil
      command.action = .call(call)
    }
    if case .block(let block) = command.action {
      command.action = .block(
        block.withTranscripts { isTranscript ? TranscriptWriter.withoutSecrets($0, trace.secrets) : [] })
    }
    return command
  }

  /// Whether the person's own comment says the same already, of whatever has that place in another workspace.
  private func isNoted(_ note: String, before index: Int) -> Bool {
    guard index > 0, case .comment = trace.steps[index - 1].kind else { return false }
    guard let comment = trace.steps[index - 1].command.comment?.trimmed else { return false }
    return comment == note || (note.hasPrefix(Trace.deletionNote) && comment.hasPrefix(Trace.deletionNote))
  }

  /// The names that the steps' variables have in the end.
  func named(_ command: Command) -> Command {
    var command = command
    switch command.action {
    case .nothing: break
    case .block(let block): command.action = .block(block.mapped(named, word: named, reference: named))
    case .request(let line, let variable): command.action = .request(named(line), variable: variable)
    case .call(var call):
      for index in call.arguments.indices {
        switch call.arguments[index].value {
        case .word(let word): call.arguments[index].value = .word(named(word))
        case .assignment(let name, let value): call.arguments[index].value = .assignment(name: name, named(value))
        case .expectation(var expectation):
          expectation = expectation.mapped(word: named, reference: named)
          call.arguments[index].value = .expectation(expectation)
        case .item(let item): call.arguments[index].value = .item(named(item))
        case .request(let line): call.arguments[index].value = .request(named(line))
        case .aliasDefinition, .foreign: break
        }
      }
      for index in call.options.indices { call.options[index].value = call.options[index].value.map(named) }
      call.output = call.output.mapped(named)
      command.action = .call(call)
    }
    return command
  }

  private func named(_ line: RequestLine) -> RequestLine {
    var line = line
    line.arguments = line.arguments.map(named)
    line.items = line.items.map(named)
    line.output = line.output.mapped(named)
    return line
  }

  private func named(_ item: Item) -> Item {
    let kind: Item.Kind =
      switch item.kind {
      case .field(let path, let value): .field(path, named(value))
      case .query(let name, let word): .query(name: name, named(word))
      case .header(let name, let word): .header(name: name, named(word))
      case .body(.file(let word)): .body(.file(named(word)))
      case .body(.variable(let reference)): .body(.variable(named(reference)))
      case .body(.json), .body(.heredoc): item.kind
      }
    return Item(kind, range: item.range)
  }

  private func named(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let word): .text(named(word))
    case .json(let word): .json(named(word))
    case .textFile(let word): .textFile(named(word))
    case .jsonFile(let word): .jsonFile(named(word))
    }
  }

  private func named(_ word: Word) -> Word {
    Word(
      word.parts.map { part in
        guard case .variable(let reference) = part.kind else { return part }
        return .init(.variable(named(reference)), part.range)
      }, word.range)
  }

  private func named(_ reference: VariableReference) -> VariableReference {
    guard let index = StepReference.index(reference.name) else { return reference }
    let step = trace.steps[index]
    let setName: String? = if case .set(let name) = step.kind { name } else { nil }
    return VariableReference(
      name: setName ?? step.name ?? "response", query: reference.query, defaultText: reference.defaultText)
  }
}

extension Block {
  /// The same with other lines below the statements in its braces.
  fileprivate func withTranscripts(_ change: ([String]) -> [String]) -> Block {
    func changed(_ statement: Statement) -> Statement {
      var statement = statement
      statement.transcript = change(statement.transcript.map(\.text)).map {
        TranscriptLine(text: $0, line: statement.line, indentation: statement.indentation)
      }
      if case .block(let block) = statement.command.action {
        statement.command.action = .block(block.withTranscripts(change))
      }
      return statement
    }
    var block = self
    block.body = body.map(changed)
    block.alternative = alternative?.map(changed)
    return block
  }
}

extension TraceStep {
  /// Whether the person expects a status.
  fileprivate var expectsStatus: Bool {
    expectations.contains { $0.expectation?.subject == .status }
  }
}
