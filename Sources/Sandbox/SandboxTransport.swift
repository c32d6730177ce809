package import FeltAPI
internal import HTTPTypes
internal import Platform

/// A transport that sends requests to a sandbox in the same process, without a socket.
package final class SandboxTransport: Transport {
  /// The maximum duration of a request, in seconds. It applies from the next request on.
  package var timeout: Double
  private let service: SandboxService
  private let imports: ImportFetcher?
  private let cancellation: Int32?
  /// The size of the pieces in which a body arrives, in bytes.
  private static let pieceSize = 1 << 16
  /// From so many bytes on, what is sent can keep the sandbox busy longer than somebody wants to wait.
  private static let longBody = 1 << 15

  /// - Parameters:
  ///   - imports: carries the requests for files on this machine that layers are imported from; nil leaves such layers
  ///     waiting for another transport of the same sandbox.
  ///   - timeout: the maximum duration of a request, in seconds.
  ///   - cancellation: a descriptor that becomes readable when the request is to be abandoned; it isn't read here.
  package init(
    _ service: SandboxService, imports: (any Transport)? = nil, timeout: Double = .infinity, cancellation: Int32? = nil
  ) {
    self.service = service
    self.imports = imports.map { ImportFetcher($0) }
    self.timeout = timeout
    self.cancellation = cancellation
  }

  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    let start = ContinuousClock.now
    if isCancelled(within: 0) { throw TransportError(.cancelled) }
    try receive(.waiting)
    let response = try response(to: request) { count in try receive(.sent(count)) }
    try runImports()
    try wait(response.fault?.delay ?? 0, since: start, for: .firstByte)
    if response.fault?.isReset ?? false {
      throw TransportError(.connectionLost("reset by the sandbox"), mayHaveHappened: true)
    }
    var timing = Response.Timing()
    timing.firstByte = (.now - start) / .seconds(1)
    let head = Response.Head(status: response.status, headers: response.headers)
    try receive(.head(head))
    if request.method != .head { try deliver(response, since: start, to: receive) }
    timing.total = (.now - start) / .seconds(1)
    return Response(head: head, timing: timing)
  }

  private func deliver(
    _ response: SandboxResponse, since start: ContinuousClock.Instant, to receive: (ResponsePart) throws -> Void
  ) throws {
    let byteCount = response.body.count
    let limit = min(response.fault?.truncation ?? byteCount, byteCount)
    let pace = response.fault?.pace
    var rest = response.body.prefix(limit)
    while !rest.isEmpty {
      if isCancelled(within: 0) { throw TransportError(.cancelled, mayHaveHappened: true) }
      let piece = rest.prefix(pace?.byteCount ?? Self.pieceSize)
      try receive(.body(Array(piece)))
      rest = rest.dropFirst(piece.count)
      if let pace, !rest.isEmpty { try wait(pace.pause, since: start, for: .total) }
    }
    if limit < byteCount {
      throw TransportError(.truncated(received: limit, expected: byteCount), mayHaveHappened: true)
    }
  }

  private func response(to request: Request, sent: (Int) throws -> Void) throws -> SandboxResponse {
    var headers = request.headers
    if let token = request.authorization { headers[.authorization] = token.authorizationHeaderValue() }
    // The sandbox stands in for the API at any base URL, and for storage at its own origin.
    let isStorage = request.baseURL.origin == SandboxRequest.defaultStorageOrigin
    let path = (isStorage ? request.baseURL.path : BaseURL.felt.path) + request.path
    let limit = service.bodyLimit(path)
    var body: [UInt8] = []
    switch request.body {
    case .none: break
    case .bytes(let bytes): body = bytes
    case .file(_, let byteCount) where byteCount > limit: return service.tooLargeResponse(path)
    case .file(let path, _):
      do { body = try FileReader.contents(of: path, limit: limit) } catch {
        throw TransportError(.other(error.description))
      }
    case .streamed(let streamed) where streamed.byteCount > limit: return service.tooLargeResponse(path)
    case .streamed(let streamed):
      let reader = try streamed.open()
      while case let bytes = try reader.next(), !bytes.isEmpty {
        if isCancelled(within: 0) { throw TransportError(.cancelled) }
        body += bytes
        try sent(body.count)
      }
    }
    if body.count > limit { return service.tooLargeResponse(path) }
    let request = SandboxRequest(
      method: request.method, target: request.query.isEmpty ? path : path + "?" + request.query, headers: headers,
      body: body, origin: isStorage ? SandboxRequest.defaultOrigin : request.baseURL.origin)
    guard body.count >= Self.longBody, let cancellation,
      let pending = PendingResponse(to: request, from: service)
    else { return service.response(to: request) }
    guard let response = pending.wait(unless: cancellation) else {
      throw TransportError(.cancelled, mayHaveHappened: true)
    }
    return response
  }

  /// Fetches what layers are waiting for. When that is abandoned, the layers go on waiting.
  private func runImports() throws(TransportError) {
    guard let imports else { return }
    var jobs = service.takeImports()[...]
    while let job = jobs.first {
      do throws(TransportError) { service.finish(job, try imports.contents(of: job.url)) } catch {
        service.putBack(Array(jobs))
        throw TransportError(.cancelled, mayHaveHappened: true)
      }
      jobs = jobs.dropFirst()
    }
  }

  // MARK: - Time

  /// Lets time pass, unless the request is abandoned or its time is up.
  private func wait(
    _ seconds: Double, since start: ContinuousClock.Instant, for phase: TimeoutPhase
  ) throws(TransportError) {
    let remaining = timeout - (.now - start) / .seconds(1)
    guard seconds > 0 || remaining <= 0 else { return }
    if isCancelled(within: min(seconds, remaining)) { throw TransportError(.cancelled, mayHaveHappened: true) }
    if remaining < seconds || remaining <= 0 {
      throw TransportError(.timedOut(phase, seconds: timeout), mayHaveHappened: true)
    }
  }

  /// Waits for the request to be abandoned.
  ///
  /// - Returns: false once the time has passed.
  private func isCancelled(within seconds: Double) -> Bool {
    let milliseconds = (max(0, seconds) * 1000).rounded(.up)
    let descriptors = cancellation.map { [$0] } ?? []
    return EventPipe.wait(for: descriptors, milliseconds: Int(exactly: milliseconds) ?? .max / 2_000).contains(true)
  }
}
