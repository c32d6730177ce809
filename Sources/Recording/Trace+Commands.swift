internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

// Commands that are not requests.
extension Trace {
  func appendCommand(_ result: StepResult, _ historyNumber: Int, _ addition: inout Addition) {
    guard result.failure == nil, case .call(let call) = result.statement.command.action else { return }
    if call.expectation != nil {
      guard let last = lastRequest else { return }
      return addExpectation(result.statement, result.resolutions, to: last, &addition)
    }
    guard result.recording == .verbatim else { return }
    if let exchange = result.response { return appendCommand(call, giving: exchange, result, historyNumber, &addition) }
    var rewriter = StepRewriter(self, result.resolutions)
    let command = rewriter.rewrite(call, places: result.places)
    take(rewriter, &addition)
    guard let command else { return }
    var kind = TraceStep.Kind.command
    if case .assignment(let name, _)? = call.arguments.first?.value { kind = .set(name: name.text) }
    var step = TraceStep(kind, Command(.call(command), comment: result.statement.command.comment))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    let place = add(step, historyNumber)
    if case .set(let name) = kind {
      byNumber[result.number] = place
      define(name, place, &addition)
      for change in result.changes { if case .variable(_, let variable) = change { setValues[place] = variable.value } }
    }
    addition.steps.append(place)
  }

  /// Takes a command with a response that later steps can refer to, such as an upload.
  private func appendCommand(
    _ call: CommandCall, giving exchange: Exchange, _ result: StepResult, _ historyNumber: Int,
    _ addition: inout Addition
  ) {
    let leaves = learnSecrets(exchange)
    var rewriter = StepRewriter(self, result.resolutions)
    var call = call
    call.arguments += result.impliedArguments
    call.variable = nil
    for file in result.files { rewriter.note(file: file) }
    let command = rewriter.rewrite(call, places: result.places)
    take(rewriter, &addition)
    guard let command else { return }
    var step = TraceStep(.write, Command(.call(command), comment: result.statement.command.comment))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    step.operation = exchange.request.operation
    step.response = exchange.json(upTo: Self.responseLimit)
    if case .call(let typed) = result.statement.command.action { step.givenName = typed.variable?.text }
    let place = add(step, historyNumber)
    byNumber[result.number] = place
    lastRequest = place
    if let name = step.givenName { define(name, place, &addition) }
    for expectation in result.expectations where expectation.failure == nil {
      addExpectation(expectation.statement, expectation.resolutions, to: place, &addition)
    }
    learn(exchange, leaves, place)
    addition.steps.append(place)
  }
}
