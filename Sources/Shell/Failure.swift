package import CommandLanguage
internal import FeltAPI
internal import Platform

/// What went wrong with a command: what, where, and what to do next.
package struct Failure: Error, Sendable, Hashable {
  package var status: ExitStatus
  /// What happened, in one line.
  package var message: String
  /// The part of the command that it speaks of.
  package var range: SourceRange?
  /// What to do next, in one line.
  package var advice: String?
  /// Whether an answer came, which an expectation may have been waiting for.
  package var isAnswer = false

  package init(_ status: ExitStatus, _ message: String, at range: SourceRange? = nil, advice: String? = nil) {
    self.status = status
    self.message = message
    self.range = range
    self.advice = advice
  }

  init(_ error: SyntaxError) {
    self.init(.unreadable, error.message, at: error.range, advice: error.advice)
  }

  init(_ error: FileError, at range: SourceRange? = nil) {
    self.init(.unreadable, error.description, at: range)
  }

  init(_ error: TransportError, method: String) {
    let isWrite = method != "GET" && method != "HEAD"
    let mayHaveHappened = error.mayHaveHappened && isWrite
    self.init(
      error.reason == .cancelled ? .interrupted : .noResponse, error.description,
      advice: mayHaveHappened ? "the \(method) may have happened: look before you send it again" : nil)
  }
}
