internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

extension Trace {
  /// A command that gives something, as a request gives its response.
  func appendGiving(
    _ command: CommandCall, _ given: GivenValue, _ result: StepResult, _ rewriter: StepRewriter, _ historyNumber: Int,
    _ addition: inout Addition
  ) {
    let leaves = given.schema?.markedLeaves(of: given.value) ?? []
    secrets.learn(leaves)
    // What may have made something is always written, and a find when something depends on it.
    let isRead = command.request == nil && (given.operation?.method ?? .get) == .get
    let step = TraceStep(
      isRead ? .read : .write,
      Command(.call(command), comment: rewriter.remark ?? result.statement.command.comment))
    step.dependencies = rewriter.dependencies
    step.usedNames = rewriter.usedNames
    step.hasEffect = command.output.isRedirected
    step.operation = given.operation
    step.response = given.value
    step.givenName = command.variable?.text
    let place = add(step, historyNumber)
    byNumber[result.number] = place
    lastRequest = place
    if let name = step.givenName { define(name, place, &addition) }
    learn(given.value, leaves, place, creates: given.isCreation)
    keepTranscript(ofCommand: result, place)
    addition.steps.append(place)
  }
}
