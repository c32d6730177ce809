internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// What happened in a session, as far as a script can be made of it.
final class Trace {
  private(set) var steps: [TraceStep] = []
  /// The parameters that the script takes.
  private(set) var parameters = ParameterList()
  /// Files that the script reads, by the names it uses.
  private(set) var files: [String] = []
  private var knownFiles: Set<String> = []
  var secrets = Secrets()
  var index = ResourceIndex()
  /// The trace's step for a step of the session.
  var byNumber: [Int: Int] = [:]
  /// The step that last gave each variable its value.
  private(set) var definitions: [String: Int] = [:]
  /// Every name that the person or the recording used.
  private var usedNames = NameList()
  var lastRequest: Int?
  /// Whether what requests give is kept for a transcript.
  var keepsTranscripts = false
  var transcriptWriter = TranscriptWriter()
  /// The request whose response is awaited.
  var prepared: PreparedRequest?
  /// How long a response may be, in bytes, to be searched for ids.
  static let responseLimit = 8 << 20

  init() {}

  /// Takes a step of the session.
  ///
  /// - Parameter block: what ran in it, when it is a block.
  func append(_ result: StepResult, _ block: BlockTrace? = nil, historyNumber: Int) -> Addition {
    var addition = Addition()
    let parameterCount = parameters.count
    // What the shell read for itself, such as what `ls` lists.
    let own = result.call == nil && result.given == nil ? nil : result.exchanges.last
    for exchange in result.exchanges where exchange !== own {
      if let step = appendRead(exchange, historyNumber) { addition.steps.append(step) }
    }
    switch result.statement.command.action {
    case .nothing:
      guard let comment = result.statement.command.comment, !ScriptWriter.isHeader(comment),
        !TranscriptLine.isMarked(comment)
      else { break }
      addition.steps.append(add(TraceStep(.comment, Command(.nothing, comment: comment)), historyNumber))
    case .block(let typed):
      if let block { append(typed, result, block, historyNumber, &addition) }
    case .request, .call:
      if result.call != nil {
        appendRequest(result, own, historyNumber, &addition)
      } else {
        appendCommand(result, historyNumber, &addition)
      }
    }
    addition.newParameters = Array(parameterCount..<parameters.count)
    prepared = nil
    return addition
  }

  /// Takes a response that was asked for while a line was completed.
  func observe(_ exchange: Exchange) {
    if let step = appendRead(exchange, 0) { steps[step].origin = .completion }
  }

  /// From here on the person records: what came before is written only where something depends on it.
  func begin() {
    for index in steps.indices { steps[index].isEarlier = true }
    lastRequest = nil
  }

  func markOnDisk(_ step: Int) { steps[step].isOnDisk = true }

  // MARK: - Requests

  private func appendRequest(
    _ result: StepResult, _ exchange: Exchange?, _ historyNumber: Int, _ addition: inout Addition
  ) {
    guard let resolved = result.call else { return }
    guard let exchange else {
      // Nothing was sent, or no response came.
      guard case .transport? = result.failure?.reason else { return }
      return addition.steps.append(comment(on: resolved, "no response", result, historyNumber))
    }
    let leaves = secrets.learn(exchange, upTo: Self.responseLimit)
    if !exchange.isSuccess, !result.isExpected {
      let message = exchange.errors.first.flatMap(\.message).map { ": \($0)" } ?? ""
      let step = comment(on: resolved, "\(exchange.head.status)\(message)", result, historyNumber)
      byNumber[result.number] = nil
      lastRequest = step
      failed[step] = (resolved, result)
      return addition.steps.append(step)
    }
    addition.steps.append(
      appendExchange(resolved, exchange, leaves, result, historyNumber, &addition))
  }

  /// Requests that are comments until a status is expected of them.
  private var failed: [Int: (ResolvedCall, StepResult)] = [:]

  private func appendExchange(
    _ resolved: ResolvedCall, _ exchange: Exchange, _ leaves: [SchemaLeaf], _ result: StepResult,
    _ historyNumber: Int, _ addition: inout Addition
  ) -> Int {
    let (rewriter, line) = rewritten(resolved, exchange.request, result)
    take(rewriter, &addition)
    let step = TraceStep(
      exchange.request.isRead ? .read : .write,
      Command(.request(line, variable: nil), comment: rewriter.remark ?? result.statement.command.comment))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    step.hasEffect = line.output.isRedirected
    step.operation = exchange.request.operation
    step.status = exchange.head.status
    if case .request(_, let variable?) = result.statement.command.action { step.givenName = variable.text }
    if exchange.request.method == .delete, let title = title(ofDeleted: exchange) {
      step.notes = [Self.deletionNote + title]
    }
    if exchange.isSuccess { step.response = exchange.json(upTo: Self.responseLimit) }
    let place = add(step, historyNumber)
    byNumber[result.number] = place
    lastRequest = place
    if let name = step.givenName { define(name, place, &addition) }
    for expectation in result.expectations where expectation.failure == nil {
      addExpectation(expectation.statement, expectation.resolutions, to: place, &addition)
    }
    if exchange.isSuccess { learn(exchange, leaves, place) }
    keepTranscript(exchange, leaves, place)
    return place
  }

  private func appendRead(_ exchange: Exchange, _ historyNumber: Int) -> Int? {
    guard exchange.isSuccess, exchange.request.isRead, let response = exchange.json(upTo: Self.responseLimit),
      exchange.request.operation != nil
    else { return nil }
    let leaves = secrets.learn(exchange, upTo: Self.responseLimit)
    var rewriter = StepRewriter(self, [])
    let line = rewriter.line(reading: exchange.request)
    var addition = Addition()
    take(rewriter, &addition)
    let step = TraceStep(.read, Command(.request(line, variable: nil), comment: rewriter.remark))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    step.operation = exchange.request.operation
    step.response = response
    step.origin = .shell
    let place = add(step, historyNumber)
    learn(exchange, leaves, place)
    keepTranscript(exchange, leaves, place)
    return place
  }

  // MARK: - Other commands

  private func appendCommand(_ result: StepResult, _ historyNumber: Int, _ addition: inout Addition) {
    guard result.failure == nil, case .call(let call) = result.statement.command.action else { return }
    if call.expectation != nil {
      guard let last = lastRequest else { return }
      return addExpectation(result.statement, result.resolutions, to: last, &addition)
    }
    guard result.recording == .verbatim else { return }
    var rewriter = StepRewriter(self, result.resolutions)
    let command = rewriter.rewrite(call, result)
    take(rewriter, &addition)
    guard let command else { return }
    if let given = result.given { return appendGiving(command, given, result, rewriter, historyNumber, &addition) }
    var kind = TraceStep.Kind.command
    if case .assignment(let name, _)? = call.arguments.first?.value { kind = .set(name: name.text) }
    let step = TraceStep(kind, Command(.call(command), comment: result.statement.command.comment))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    let place = add(step, historyNumber)
    if case .set(let name) = kind {
      byNumber[result.number] = place
      define(name, place, &addition)
      for change in result.changes { if case .variable(_, let variable) = change { setValues[place] = variable.value } }
    }
    if !result.exchanges.isEmpty { keepTranscript(ofCommand: result, place) }
    addition.steps.append(place)
  }

  /// What each `set` set, to know whether it is a parameter in disguise.
  private(set) var setValues: [Int: Variable.Value] = [:]

  private func addExpectation(
    _ statement: Statement, _ resolutions: [Resolution], to place: Int, _ addition: inout Addition
  ) {
    var target = place
    if let (resolved, failedResult) = failed[place], let exchange = failedResult.exchanges.last,
      statement.command.expectation?.subject == .status
    {
      // The failure was expected after all: the comment becomes the request.
      failed[place] = nil
      steps[place].command = Command(.nothing)
      target = appendExchange(resolved, exchange, [], failedResult, steps[place].historyNumber, &addition)
      addition.steps.append(target)
    }
    var rewriter = StepRewriter(self, resolutions)
    guard case .call(let call) = statement.command.action, let command = rewriter.rewrite(call) else { return }
    take(rewriter, &addition)
    steps[target].expectations.append(Command(.call(command), comment: statement.command.comment))
    steps[target].dependencies.formUnion(rewriter.dependencies.subtracting([target]))
    steps[target].usedNames.formUnion(rewriter.usedNames)
    addition.expectationsOf = target
  }

  // MARK: - Bookkeeping

  func add(_ step: TraceStep, _ historyNumber: Int) -> Int {
    step.historyNumber = historyNumber
    steps.append(step)
    return steps.count - 1
  }

  /// Takes over what a rewriter had to add to the script.
  func take(_ rewriter: StepRewriter, _ addition: inout Addition) {
    for parameter in rewriter.newParameters where parameters.add(parameter) { usedNames.insert(parameter.name) }
    for secret in rewriter.newSecrets { secrets.add(secret) }
    for address in rewriter.newAddresses { index.noteTypedAddress(address) }
    for file in rewriter.files where knownFiles.insert(file).inserted { files.append(file) }
    for step in rewriter.parameterSteps { steps[step].isParameter = true }
    for (step, part) in rewriter.keptParts {
      steps[step].keptParts.append(part)
      usedNames.insert(part.name)
      if steps[step].isOnDisk { addition.lateParts.append((step, part)) }
    }
    for step in rewriter.dependencies where steps[step].name == nil { choose(nameFor: step) }
  }

  /// The person gives a variable a value. If the recorder chose the same name, it takes another.
  func define(_ name: String, _ step: Int, _ addition: inout Addition) {
    defer { definitions[name] = step }
    reserve(name, besides: step, &addition)
  }

  /// A step of the session is a part of a step that is here.
  func note(step number: Int, defining name: String, in place: Int) {
    byNumber[number] = place
    definitions[name] = place
  }

  /// The person uses a name.
  func reserve(_ name: String, besides step: Int? = nil, _ addition: inout Addition) {
    // A name that was not used before is nobody's.
    guard !usedNames.insert(name), definitions[name] == nil else { return }
    for index in steps.indices.reversed() where steps[index].chosenName == name && index != step {
      choose(nameFor: index)
      addition.hasRenamed = addition.hasRenamed || steps[index].isOnDisk
      break
    }
  }

  private func learn(_ exchange: Exchange, _ leaves: [SchemaLeaf], _ step: Int) {
    guard exchange.request.operation != nil, let response = steps[step].response else { return }
    learn(response, leaves, step, creates: !exchange.request.isRead)
  }

  func learn(_ value: JSONValue, _ leaves: [SchemaLeaf], _ step: Int, creates: Bool) {
    index.learn(value, leaves, step: step, creates: creates)
    // What a request made is what the next lines are about: it has a name at once.
    if index.hasCreations(in: step), steps[step].name == nil { choose(nameFor: step) }
  }

  /// Takes in the secrets of what is not written itself.
  func learnSecrets(of result: StepResult) {
    for exchange in result.exchanges { _ = secrets.learn(exchange, upTo: Self.responseLimit) }
  }

  func choose(nameFor step: Int) {
    let name = unusedName(VariableNames.base(steps[step].operation, steps[step].response))
    steps[step].chosenName = name
    usedNames.insert(name)
  }

  /// The first of `map`, `map2`, `map3` that is free.
  func unusedName(_ base: String, _ isTaken: (String) -> Bool = { _ in false }) -> String {
    usedNames.unused(base, isTaken)
  }

  /// The trace's step for a step of the session; nil when that is not in the script.
  func index(ofStep number: Int) -> Int? { byNumber[number] }

  /// The block in whose braces a step of the session ran; nil when there is none in the script.
  func index(ofBlockAround number: Int) -> Int? {
    guard byNumber[number] == nil, let (_, place) = byNumber.filter({ $0.key < number }).max(by: { $0.key < $1.key }),
      case .block = steps[place].kind
    else { return nil }
    return place
  }
}
