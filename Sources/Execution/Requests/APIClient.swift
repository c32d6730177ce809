internal import HTTPTypes
package import FeltAPI

/// Sends every request of the program, and is the one place that says what became of it.
package final class APIClient {
  package let transport: any Transport
  /// Is told what a person who waits wants to know.
  package var notify: (Notice) -> Void = { _ in }
  private let policy: RetryPolicy
  private let governor: Governor
  /// Told of each request.
  private let watch: RequestWatch

  /// How often a request is sent again.
  package var retryLimit: Int { policy.limit }

  /// - Parameters:
  ///   - transport: what carries each request.
  ///   - policy: which requests are sent again.
  ///   - governor: what all clients of a session share.
  ///   - watch: is told that a request is under way.
  package init(
    _ transport: any Transport, policy: RetryPolicy = .never, governor: Governor = Governor(),
    watch: RequestWatch = RequestWatch()
  ) {
    self.transport = transport
    self.policy = policy
    self.governor = governor
    self.watch = watch
  }

  /// Sends a request, and sends it again where the policy says so; the parts of the response that counts go to
  /// `receive` as they come.
  ///
  /// - Returns: head and timing, without the body.
  /// - Throws: a ``Failure`` when there is no complete response, or what `receive` threw.
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    let start = ContinuousClock.now
    watch.began(request.method.rawValue + " " + request.path)
    defer { watch.ended() }
    var retry = 0
    var isTold = false
    while true {
      try waitForGovernor(request, since: start, tells: !isTold)
      switch try attempt(request, since: start, retry: retry, receive) {
      case .response(let response): return response
      case .again(let cause, let delay):
        notify(.retrying(cause, seconds: delay, retry: retry + 1, limit: policy.limit))
        if case .status(429) = cause { isTold = true } else { try pause(delay, request, since: start, cause) }
        retry += 1
      }
    }
  }

  private enum Outcome {
    case response(Response)
    case again(RetryCause, delay: Double)
  }

  /// Sends a request once.
  private func attempt(
    _ request: Request, since start: ContinuousClock.Instant, retry: Int, _ receive: (ResponsePart) throws -> Void
  ) throws -> Outcome {
    var refusal: Outcome?
    var hasBegun = false
    do {
      let response = try transport.send(request) { part in
        switch part {
        case .sent, .waiting: return try receive(part)
        case .head(let head): refusal = self.refusal(head, request, retry: retry)
        case .body: break
        }
        guard refusal == nil else { return }
        hasBegun = true
        try receive(part)
      }
      return refusal ?? .response(response)
    } catch let error as TransportError {
      guard !hasBegun, retry < policy.limit, policy.repeats(request, after: error),
        let delay = policy.delay(retry: retry, asked: nil)
      else { throw Failure(.transport(error, RequestInFlight(request, since: start))) }
      return .again(.error(error), delay: delay)
    }
  }

  /// What is made of a response that may ask to come again; nil when it is the one that counts.
  private func refusal(_ head: Response.Head, _ request: Request, retry: Int) -> Outcome? {
    guard head.status == 429 || policy.repeats(request, after: head.status) else { return nil }
    let asked = RetryAfter.seconds(head.headers)
    let delay = policy.delay(retry: retry, asked: asked)
    if head.status == 429 { governor.hold(for: delay ?? RetryPolicy.longestWait) }
    guard retry < policy.limit, policy.repeats(request, after: head.status), let delay else { return nil }
    return .again(.status(head.status), delay: delay)
  }

  /// Waits until the server takes requests again.
  private func waitForGovernor(
    _ request: Request, since start: ContinuousClock.Instant, tells: Bool
  ) throws(Failure) {
    guard let seconds = governor.remaining else { return }
    if tells { notify(.held(seconds: seconds)) }
    try pause(seconds, request, since: start, .status(429))
    governor.release()
  }

  private func pause(
    _ seconds: Double, _ request: Request, since start: ContinuousClock.Instant, _ cause: RetryCause
  ) throws(Failure) {
    guard !policy.pause(seconds) else { return }
    var mayHaveHappened = false
    if case .error(let error) = cause { mayHaveHappened = error.mayHaveHappened }
    throw Failure(
      .transport(
        TransportError(.cancelled, mayHaveHappened: mayHaveHappened), RequestInFlight(request, since: start)))
  }

  /// Sends a request and keeps the response.
  ///
  /// - Throws: a ``Failure`` when there is no complete response.
  package func exchange(
    _ request: Request, step: Int = 0, limit: Int = Session.usualMaximumBody,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> Exchange {
    let response = try response(to: request, limit: limit)
    return Exchange(
      request: request, head: response.head, timing: response.timing, body: .retained(response.body), step: step,
      isCancelled: isCancelled)
  }

  /// Sends a request and keeps the whole response in memory.
  ///
  /// - Parameter limit: the longest body that is taken, in bytes.
  /// - Throws: a ``Failure`` when there is no complete response.
  package func response(to request: Request, limit: Int = Session.usualMaximumBody) throws -> Response {
    var body: [UInt8] = []
    var response = try send(request) { part in
      guard case .body(let bytes) = part else { return }
      body += bytes
      if body.count > limit { throw Failure(.bodyTooLong(limit: limit)) }
    }
    response.body = body
    return response
  }
}

/// Who is told that a request is under way.
package struct RequestWatch {
  /// Is given the method and the path.
  package var began: (String) -> Void
  package var ended: () -> Void

  package init(began: @escaping (String) -> Void = { _ in }, ended: @escaping () -> Void = {}) {
    self.began = began
    self.ended = ended
  }
}

extension Exchange {
  /// The failure that a response without success is; nil for a success.
  ///
  /// - Parameter path: what was read for the shell's own use.
  package func problem(path: String? = nil) -> ResponseProblem? {
    guard !isSuccess else { return nil }
    return ResponseProblem(
      status: head.status, errors: errors,
      redirect: (300..<400).contains(head.status) ? head.headers[.location] ?? "" : nil,
      retryAfter: head.headers[.retryAfter], path: path, likelyBase: likelyBase)
  }
}

extension Exchange {
  /// What is probably the API's base URL, where the one in use has no user and lacks the usual path.
  fileprivate var likelyBase: BaseURL? {
    let base = request.baseURL
    guard head.status == 404, request.operation?.name == "show_current_user",
      !base.path.hasSuffix(BaseURL.felt.path)
    else { return nil }
    return BaseURL(base.description + BaseURL.felt.path)
  }
}

extension APIError {
  /// The error in a line; nil when it says nothing.
  package var message: String? {
    let text = detail.isEmpty ? title : detail
    return text.isEmpty ? nil : text
  }
}
