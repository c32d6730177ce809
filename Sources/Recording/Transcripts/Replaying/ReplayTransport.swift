package import CommandLanguage
internal import Execution
package import FeltAPI
internal import HTTPTypes
package import Platform

/// Gives the responses of a transcript, without a network: in its order for each method and path.
package final class ReplayTransport: Transport {
  /// A response of the transcript.
  struct Reply {
    let method: HTTPRequest.Method
    let path: String
    let head: Response.Head
    let body: [UInt8]
    /// The line of its request.
    let line: Int

    func send(_ receive: (ResponsePart) throws -> Void) throws -> Response {
      try receive(.head(head))
      if !body.isEmpty, method != .head { try receive(.body(body)) }
      return Response(head: head)
    }
  }

  /// Why a file can't be replayed.
  package enum Problem: Error {
    case file(FileError)
    /// It has so many mistakes, of which this is the first.
    case malformed(line: Int, String)
    case empty
  }

  private let file: String
  private let baseURL: BaseURL
  private var replies: [Reply] = []
  /// The same by method and path.
  private var repliesByRequest: [String: [Reply]] = [:]
  /// How many responses were given for each method and path.
  private var given: [String: Int] = [:]

  /// A transport that has no responses.
  package init() {
    file = "nothing"
    baseURL = .felt
  }

  /// - Parameters:
  ///   - builder: what builds the requests that the transcript's lines are.
  ///   - variables: those that the transcript is given.
  package init(
    _ file: String, formats: [OutputFormat], _ builder: RequestBuilder, variables: [String: String] = [:]
  ) throws(Problem) {
    (self.file, baseURL) = (file, builder.baseURL)
    let table = CommandTable(commands: ShellCommand.all.map(\.spec), formats: formats)
    let transcript: TranscriptFile
    do throws(FileError) { transcript = try TranscriptFile(file, table) } catch { throw .file(error) }
    if let error = transcript.script.errors.first { throw .malformed(line: error.line, "it is not a script") }
    if let problem = transcript.problems.first { throw .malformed(line: problem.statement.line, problem.message) }
    replies = ReplayRehearsal(transcript, formats, builder, variables).run()
    if replies.isEmpty { throw .empty }
    repliesByRequest = Dictionary(grouping: replies) { Self.key($0.method, $0.path) }
  }

  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    // Storage takes every file, and has none.
    guard request.baseURL == baseURL else {
      let head = Response.Head(status: request.isRead ? 200 : 204)
      try receive(.head(head))
      return Response(head: head)
    }
    let key = Self.key(request.method, request.path)
    let mine = repliesByRequest[key] ?? []
    let count = given[key, default: 0]
    // What only reads can be asked for again.
    guard let reply = count < mine.count ? mine[count] : request.isRead ? mine.last : nil else {
      throw TransportError(.other(refusal(request, wasGiven: !mine.isEmpty)))
    }
    given[key] = count + 1
    return try reply.send(receive)
  }

  private static func key(_ method: HTTPRequest.Method, _ path: String) -> String { method.rawValue + " " + path }

  private func refusal(_ request: Request, wasGiven: Bool) -> String {
    let asked = Self.key(request.method, request.path)
    if wasGiven { return "\(file) has no further response for \(asked)" }
    let alike =
      replies.contains { $0.method == request.method } ? replies.filter { $0.method == request.method } : replies
    let nearest = alike.min {
      Suggestion.distance(request.path, $0.path, limit: 64) < Suggestion.distance(request.path, $1.path, limit: 64)
    }
    let hint = nearest.map { "; the nearest is \($0.method.rawValue) \($0.path), line \($0.line)" } ?? ""
    return "\(file) has no response for \(asked)" + hint
  }
}

/// Runs a transcript with its own responses, to know which request each of them belongs to.
private final class ReplayRehearsal: Transport {
  private let transcript: TranscriptFile
  private let formats: [OutputFormat]
  private let builder: RequestBuilder
  private let variables: [String: String]
  private var values = ReplayValues()
  private var statement: Statement?
  private var replies: [ReplayTransport.Reply] = []

  init(
    _ transcript: TranscriptFile, _ formats: [OutputFormat], _ builder: RequestBuilder, _ variables: [String: String]
  ) {
    self.transcript = transcript
    self.variables = variables
    self.formats = formats
    self.builder = builder
  }

  func run() -> [ReplayTransport.Reply] {
    var options = SessionOptions()
    (options.assumesYes, options.isSandbox) = (true, true)
    let session = Session(builder: builder, options: options, variables: variables)
    var clock = 0.0
    let environment = Environment(
      client: APIClient(self),
      pause: { seconds in
        clock += seconds
        return true
      }, now: { clock })
    let executor = Executor(
      session: session, environment: environment, formats: formats,
      sink: { [unowned self] event in if case .statementBegan(let statement) = event { self.statement = statement } })
    _ = ScriptRun(executor) { _ in true }.run(transcript.script)
    return replies
  }

  func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    guard request.baseURL == builder.baseURL else { return try storage(request, receive) }
    guard let line = statement?.line, let expected = expected(request, transcript.responses[line] ?? []) else {
      // A command may read what a line before it has read.
      let known = replies.last { $0.method == request.method && $0.path == request.path }
      if let known, request.isRead { return try known.send(receive) }
      // Nothing is said of it, and nothing can be learned from it.
      throw TransportError(.other("no response"))
    }
    var head = Response.Head(status: expected.status)
    if case .lines(_, let type) = expected.body {
      head.headers[.contentType] = type
    } else if case .json = expected.body {
      head.headers[.contentType] = "application/json"
    }
    let body = values.body(expected.body)
    let reply = ReplayTransport.Reply(method: request.method, path: request.path, head: head, body: body, line: line)
    replies.append(reply)
    return try reply.send(receive)
  }

  /// What is said of the response to a request.
  private func expected(_ request: Request, _ parts: [ExpectedResponse]) -> ExpectedResponse? {
    for part in parts {
      guard let named = part.request else { return part }
      if named.method == request.method.rawValue, values.take(named.path, request.path) { return part }
    }
    return nil
  }

  /// Storage takes files; what it would give is not there, and nothing is written of it.
  private func storage(_ request: Request, _ receive: (ResponsePart) throws -> Void) throws -> Response {
    if request.isRead { throw TransportError(.other("no file")) }
    let head = Response.Head(status: 204)
    try receive(.head(head))
    return Response(head: head)
  }
}
