package import CommandLanguage
internal import FeltAPI
package import JSONText

/// A command that a recorder was shown.
package struct RecordedStep: Sendable {
  package enum Kind: Sendable, Hashable {
    /// A request that only read.
    case read
    /// A request that made or changed something.
    case write
    /// `expect`.
    case expectation
    /// `set`, and comments.
    case other
  }

  package var command: Command
  package var kind: Kind
  /// The answer's status; nil for what is no request.
  package var status: Int?
  /// The answer's body.
  package var response: JSONValue?

  package init(_ command: Command, kind: Kind, status: Int? = nil, response: JSONValue? = nil) {
    self.command = command
    self.kind = kind
    self.status = status
    self.response = response
  }

  /// Whether it was a request that Felt refused.
  var isRefused: Bool { status.map { $0 >= 400 } ?? false }
}
