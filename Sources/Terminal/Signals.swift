import CSignals

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The signals a shell lives with, turned from interruptions into something to poll and to ask.
///
/// Handlers belong to the process, so there is one set of them however many values of this type there are.
package struct Interrupts: Sendable {
  /// Signals that have arrived since they were last asked for.
  package struct Pending: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    private init(_ bit: signals_bit) {
      self.init(rawValue: UInt32(bit.rawValue))
    }

    /// SIGINT, Control-C: leave what is being done.
    package static let interrupt = Pending(signals_interrupt)
    /// SIGTERM: restore the terminal, save and leave. Stays set.
    package static let terminate = Pending(signals_terminate)
    /// SIGHUP: the terminal is gone, save and leave. Stays set.
    package static let hangup = Pending(signals_hangup)
    /// SIGWINCH: the terminal has another size.
    package static let resize = Pending(signals_resize)
    /// SIGCONT: the process was stopped, another program may have changed the terminal.
    package static let resume = Pending(signals_resume)
    /// SIGTSTP, Control-Z, while `deferStop(true)` holds.
    package static let stop = Pending(signals_stop)

    /// The number of the signal that asks the process to leave; its exit status is 128 more.
    package var terminationSignal: Int32? {
      contains(.hangup) ? 1 : contains(.terminate) ? 15 : nil
    }
  }

  /// Readable once a signal has arrived, for `poll`; doesn't block and isn't inherited by other programs.
  package var descriptor: Int32 { signals_descriptor() }

  /// The same for the signals that end what is being done: Control-C, and those that ask the process to leave. Another
  /// size of the terminal, or being continued after Control-Z, is not a reason to give up a request.
  package var stoppingDescriptor: Int32 { signals_stopping_descriptor() }

  /// Installs the handlers: SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT are noted, SIGPIPE is ignored, and the fatal
  /// signals take their default course, because Swift's own report of a crash prints registers.
  ///
  /// Programs that are started later inherit an ignored SIGPIPE unless they are spawned with its default action.
  package init() throws(InterruptsError) {
    let problem = signals_install()
    guard problem == 0 else { throw InterruptsError(code: problem) }
  }

  /// Whether `consume` would give something; costs next to nothing.
  package var hasPending: Bool { signals_pending() }

  /// Takes what has arrived, and empties the pipe.
  package func consume() -> Pending {
    Pending(rawValue: signals_take())
  }

  /// While true, Control-Z is reported as `.stop` instead of stopping the process.
  package func deferStop(_ defers: Bool) {
    signals_defer_stop(defers)
  }

  /// Stops the process as Control-Z would have done; returns when it is continued.
  package func stopNow() {
    signals_stop_now()
  }
}

/// The handlers could not be installed.
package struct InterruptsError: Error, CustomStringConvertible {
  /// The `errno` that says why.
  let code: Int32

  package var description: String { unsafe "signals can't be handled: \(String(cString: strerror(code)))" }
}
