package import Execution
package import Presentation
package import Recording

/// Those who listen to what happens: what is shown is recorded too.
package enum Listeners {
  /// The sink that a shell's executor is given.
  ///
  /// - Parameter reports: written of what runs; nil for none.
  package static func sink(_ presenter: Presenter, _ recorder: Recorder, _ reports: Reports? = nil) -> EventSink {
    recorder.notify = { line in try? presenter.receive(.notice(.recorded(line))) }
    return { event in
      do { try presenter.receive(event) } catch {
        // A recording and reports are complete also when what happened can't be shown.
        try? recorder.receive(event)
        try? reports?.receive(event)
        throw error
      }
      do { try recorder.receive(event) } catch {
        try? presenter.receive(.notice(.notRecorded("\(error)")))
        throw error
      }
      try reports?.receive(event)
    }
  }
}
