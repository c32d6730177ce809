package import CommandLanguage
package import FeltAPI
package import JSONText
package import Platform

/// What went wrong with a step, as data; the sentences are the presenter's.
package struct Failure: Error, Sendable {
  package let reason: Reason
  /// The part of the statement that is wrong; nil when it is the whole.
  package var range: SourceRange?

  package init(_ reason: Reason, at range: SourceRange? = nil) {
    self.reason = reason
    self.range = range
  }

  /// Why it failed. Held by reference, because results are passed around that mostly have none.
  package indirect enum Reason: Sendable {
    // The text.
    case syntax(SyntaxError)
    case tokenInLine
    case untrusted(Capability)
    // Variables and values.
    case undefinedVariable(String, suggestion: String?)
    case nothingAt(variable: String, query: String, members: String?)
    /// The query leads to a text, in which the rest finds nothing.
    case insideText(variable: String, query: String, rest: String)
    case noResponseYet
    case unknownColumn(String, file: String, suggestion: String?)
    case nothingInResponse(path: String, members: [String])
    case variableAsPath
    case noIdentifier(members: String?)
    case unusableInPath(isNull: Bool)
    case missingParameter(String, operation: FeltAPI.Operation)
    case missingJSON
    case malformedJSON(String)
    case jsonPath(JSONPathError)
    // Files.
    case file(FileError)
    case malformedFile(path: String, String)
    case sourcedTooDeep
    case unusedVariable(String)
    case checkFailed(errors: Int)
    case scriptFailed(path: String, ExitStatus)
    /// A statement in a block failed, which has been told.
    case inside(ExitStatus)
    case loop(LoopProblem)
    case notALedger(path: String, line: Int)
    case startUp(String, advice: String?)
    // Requests that are not sent.
    case call(CallProblem)
    case validation([RequestProblem], operation: FeltAPI.Operation?)
    case dryRun
    case readOnly(method: String)
    case notLoggedIn
    case unconfirmed(path: String)
    case loginAbandoned
    case declined
    case unreadableBody
    // Responses.
    case transport(TransportError, RequestInFlight)
    case response(ResponseProblem)
    case responseNotJSON(String)
    case responseNotRetained(byteCount: Int)
    case bodyTooLong(limit: Int)
    case noBody(status: Int)
    // Expectations.
    case expectation(ExpectationProblem)
    // The session.
    case setting(SettingProblem)
    case token(TokenSourceProblem)
    case unknownName(kind: String, String, suggestion: String?)
    case location(LocationProblem)
    case unknownTopic(String, suggestion: String?)
    case edit(EditProblem)
    case recording(RecordingProblem)
    case transcript(TranscriptProblem)
    case export(ExportProblem)
    case drift(SchemaDrift)
    case curlImport(CurlImportProblem)
    case diffOperand
    case waiting(WaitProblem)
    case upload(UploadProblem)
    case find(FindProblem)
    case download(DownloadProblem)
    // Output.
    case output(OutputProblem)
    case interrupted
    case brokenPipe
    case other(String)
  }

  /// The exit status that it leads to.
  package var status: ExitStatus {
    switch reason {
    case .notLoggedIn, .token: .unauthorized
    case .bodyTooLong: .noResponse
    case .transport(let error, _): error.reason == .cancelled ? .interrupted : .noResponse
    case .response(let problem): ExitStatus(httpStatus: problem.status)
    case .expectation, .transcript(.difference), .transcript(.differences), .transcript(.unknownKeys):
      .expectationFailed
    case .waiting(let problem): problem.status
    case .upload(let problem): problem.status
    case .find(.none), .find(.several): .expectationFailed
    case .download(let problem): problem.status
    case .scriptFailed(_, let status), .inside(let status): status
    case .interrupted, .declined, .loginAbandoned: .interrupted
    case .brokenPipe: .refused
    default: .refused
    }
  }

  /// Whether a response came that an expectation may have been waiting for.
  package var isResponse: Bool {
    if case .response = reason { true } else { false }
  }

  /// The same, pointing at a range if it didn't point at any.
  package func pointing(at range: SourceRange?) -> Failure {
    var copy = self
    copy.range = self.range ?? range
    return copy
  }

  package init(_ error: SyntaxError) {
    self.init(.syntax(error), at: error.range)
  }

  package init(_ error: FileError, at range: SourceRange? = nil) {
    self.init(.file(error), at: range)
  }
}
