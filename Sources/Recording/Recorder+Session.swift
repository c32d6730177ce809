package import Execution

extension Recorder {
  /// Takes part in a session: names that the recording gives exist in it too.
  ///
  /// - Parameter keepsSteps: whether steps are kept although nothing is being recorded, for `save`.
  package func join(_ session: Session, keepsSteps: Bool) {
    self.keepsSteps = keepsSteps
    bind = { name, exchange in
      guard session.variables[name] == nil else { return }
      session.variables[name] = Variable(.response(exchange), definedBy: exchange.step)
    }
    historyNumber = { session.history.count }
  }
}
