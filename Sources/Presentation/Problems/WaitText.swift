internal import Execution

/// The sentences of waits that did not end well.
extension WaitProblem {
  var message: String {
    switch self {
    case .failed(let state, let kind):
      "Felt could not process \(state.name ?? kind.name)\(state.reason.map { ": \($0)" } ?? "")"
    case .timedOut(let state, let kind, let seconds): "\(Self.state(state, kind)) after \(Quantity.duration(seconds))"
    case .interrupted(let state, let kind): "interrupted: \(Self.state(state, kind))"
    case .nothingToWaitFor: "there is nothing to wait for in this"
    case .unknownMap: "the map that this belongs to is not known"
    case .noState(let path): "the response to \(path) does not say how far it is"
    }
  }

  var advice: String? {
    switch self {
    case .failed(let state, _):
      state.reason == nil ? "its status is \(state.status), and the response gives no reason" : nil
    case .timedOut: "it may still be completed: wait again, or give it longer with --timeout"
    case .interrupted: "Felt continues: wait again"
    case .nothingToWaitFor(let members):
      "a layer, a layer group, a map, a source, a custom export and an upload can be waited for"
        + (members.map { "; it has \($0)" } ?? "")
    case .unknownMap: "go there with cd, or give the path, as in wait /maps/$map/layers/$layer"
    case .noState: nil
    }
  }

  private static func state(_ state: WorkState, _ kind: AwaitedWork.Kind) -> String {
    let percent = state.progress.map { ", \(Int(min(max($0, 0), 100))) %" } ?? ""
    return "\(state.name ?? kind.name) is still \(state.status)\(percent)"
  }
}
