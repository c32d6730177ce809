package import CommandLanguage
internal import FeltAPI
internal import JSONText

extension StepContext {
  /// Asks again and again until work is done.
  ///
  /// - Parameters:
  ///   - timeout: in seconds.
  ///   - range: what a failure points at.
  /// - Returns: the response that says that it is done.
  /// - Throws: a failure for work that failed, for the end of the time, and for Control-C.
  @discardableResult
  package func waitUntilReady(
    _ work: AwaitedWork, timeout: Double = AwaitedWork.usualTimeout, at range: SourceRange? = nil
  ) throws -> Exchange {
    let start = environment.now()
    var pauses = PollPauses()
    defer { try? emit(.progress(nil)) }
    while true {
      let exchange = try readExchange(work.path, at: range)
      guard let state = WorkState(try exchange.json(), of: work.kind) else {
        throw Failure(.waiting(.noState(path: work.path)), at: range)
      }
      let elapsed = environment.now() - start
      switch state.phase {
      case .completed:
        learn(from: exchange.noted(in: self))
        try notice(.ready(state, kind: work.kind, seconds: elapsed))
        return exchange
      case .failed:
        _ = exchange.noted(in: self)
        throw Failure(.waiting(.failed(withReason(state, work), work.kind)), at: range)
      case .pending:
        let amount = Progress.Amount.work(status: state.status, percent: state.progress)
        try emit(.progress(Progress(state.name ?? work.kind.name, amount, elapsed: elapsed)))
      }
      guard elapsed < timeout else {
        throw Failure(.waiting(.timedOut(state, work.kind, seconds: elapsed)), at: range)
      }
      guard environment.pause(min(pauses.next(), timeout - elapsed)) else {
        throw Failure(.waiting(.interrupted(state, work.kind)))
      }
    }
  }

  /// A failure with its reason. A layer has no field for it: the refusal to export the layer says it.
  private func withReason(_ state: WorkState, _ work: AwaitedWork) -> WorkState {
    var state = state
    guard state.reason == nil, let layer = state.failedLayer,
      let map = ResourcePath.identifiers(in: work.path)["map_id"],
      let path = try? AwaitedWork.layer(layer, map: map).path,
      let request = try? readRequest(path + "/get_export_link", at: nil),
      let exchange = try? environment.client.exchange(request, step: result.number, limit: session.maximumBody),
      !exchange.isSuccess
    else { return state }
    state.reason = exchange.errors.first?.message
    return state
  }
}

/// How long is waited between two requests that ask how far work is: longer each time.
struct PollPauses {
  private var pause = 0.125
  /// In seconds.
  private static let longest = 10.0

  /// The next pause, in seconds.
  mutating func next() -> Double {
    defer { pause = min(pause * 2, Self.longest) }
    return pause
  }
}

extension AwaitedWork.Kind {
  /// What it is, in a message.
  package var name: String {
    switch self {
    case .layer: "the layer"
    case .layerGroup: "the layer group"
    case .map: "the map"
    case .export: "the export"
    case .source: "the source"
    }
  }
}

extension WaitProblem {
  /// The exit status that it leads to: what was expected of the work did not come true, or there was nothing to expect.
  var status: ExitStatus {
    switch self {
    case .failed, .timedOut: .expectationFailed
    case .interrupted: .interrupted
    case .noState: .expectationFailed
    case .nothingToWaitFor, .unknownMap: .refused
    }
  }
}
