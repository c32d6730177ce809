internal import CommandLanguage
internal import Execution
internal import FeltAPI

/// What requests gave, for a transcript.
extension Trace {
  func keepTranscript(_ exchange: Exchange, _ leaves: [SchemaLeaf], _ step: Int) {
    guard keepsTranscripts else { return }
    steps[step].transcript = [transcriptWriter.block(exchange, leaves, variable: steps[step].name, secrets).lines]
  }

  func keepTranscript(ofCommand result: StepResult, _ step: Int) {
    guard keepsTranscripts else { return }
    steps[step].transcript = transcriptWriter.blocks(result, variable: steps[step].name, &secrets).map(\.lines)
  }

  /// What is written below a statement that ran in a block; nil for what is not compared.
  func transcript(ofInner result: StepResult) -> [TranscriptBlock]? {
    guard keepsTranscripts, result.failure == nil || result.isExpected, !result.exchanges.isEmpty else { return nil }
    guard let request = result.statement.request else {
      guard result.recording == .verbatim, case .call(let call) = result.statement.command.action else { return nil }
      return transcriptWriter.blocks(result, variable: call.variable?.text, &secrets)
    }
    guard let exchange = result.exchanges.last else { return nil }
    let leaves = secrets.learn(exchange, upTo: Self.responseLimit)
    return [transcriptWriter.block(exchange, leaves, variable: request.variable?.text, secrets)]
  }

  /// The names that ids have now.
  var identifierNames: IdentifierNames {
    get { transcriptWriter.names }
    set { transcriptWriter.names = newValue }
  }
}
