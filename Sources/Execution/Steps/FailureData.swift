package import CommandLanguage
package import FeltAPI
internal import HTTPTypes
package import JSONText

/// A response that is not a success.
package struct ResponseProblem: Sendable {
  package let status: Int
  /// What the body says went wrong.
  package let errors: [APIError]
  /// Where a redirect wanted to go; nil for any other response.
  package let redirect: String?
  /// How long to wait before another try, as the server says it.
  package let retryAfter: String?
  /// The path that was read for the shell's own use; nil for a request that was typed.
  package let path: String?
  /// A base URL that is more likely to be the API's; nil where the one in use looks right.
  package let likelyBase: BaseURL?
}

/// A request without a complete response.
package struct RequestInFlight: Sendable {
  package let method: String
  /// Relative to the base URL.
  package let path: String
  /// How long it was under way, in seconds.
  package let duration: Double

  init(_ request: Request, since start: ContinuousClock.Instant) {
    method = request.method.rawValue
    path = request.path
    duration = (.now - start) / .seconds(1)
  }

  /// Whether it may have changed something.
  package var writes: Bool { method != "GET" && method != "HEAD" }

  /// The command that shows what became of it: one that reads the resource itself, or the nearest thing around it.
  package var look: String {
    var segments = path.split(separator: "/")
    while !segments.isEmpty {
      let path = "/" + segments.joined(separator: "/")
      if Catalogue.match(.get, path) != nil { return "get \(path)" }
      segments.removeLast()
    }
    return "ls"
  }
}

/// An expectation that does not hold.
package enum ExpectationProblem: Sendable {
  /// There is nothing yet to expect anything of.
  case noResponse
  /// Something is there, or not, against the expectation.
  case existence(subject: Expectation.Subject, isThere: Bool)
  /// Values that are not as expected; `all` when each of them was compared.
  case values([JSONValue], Expectation, expected: JSONValue, detail: String?)
  /// How long the request took, in seconds.
  case time(Double)
}

/// A setting that can't be made.
package enum SettingProblem: Sendable {
  case baseURL(String)
  case sandboxHasNoOther
  case timeout
  /// A status that is not a number.
  case status
  case timeFormat
  case timeComparison
  case pattern
}

/// Why no token could be taken.
package enum TokenSourceProblem: Sendable {
  case notSet
  case noTerminal
  case malformed(TokenProblem, source: String?)
  case notGiven
  case notPrivate(path: String)
  case notOwn(path: String)
  case unreadable(String)
  case refused
  /// The last is a base URL that is more likely to be the API's.
  case notChecked(status: Int, redirect: String?, base: BaseURL?)
}

/// Why a place can't be gone to.
package enum LocationProblem: Sendable {
  case ambiguous(String, [ListEntry])
  case nothingInside(kind: String, title: String)
  case nothing(String, suggestion: String?)
}

/// Why something can't be edited.
package enum EditProblem: Sendable {
  case noTerminal
  case noOperation(path: String)
  case nothingToChange(operation: String)
  case editorFailed(String, String)
  case notAnObject
  case notJSON(String)
}

/// Why a recording can't be made.
package enum RecordingProblem: Sendable {
  case alreadyRecording(String)
  case notRecording
  case exists(String)
  case noSuchCommands(String)
}

/// Why output can't be made.
package enum OutputProblem: Sendable {
  case unwritable(String)
  case nothingToDraw
  case nothingToTabulate
  case unknownColumns([String], known: [String])
  case program(String, status: Int32)
}
