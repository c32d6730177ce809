package import FeltAPI
internal import HTTPTypes
internal import Platform

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The sandbox as a transport, without a socket.
package final class SandboxTransport: Transport {
  private let service: SandboxService
  private let cancellation: Int32?
  /// As many bytes as a network would bring at a time.
  private static let pieceSize = 1 << 16

  /// - Parameter cancellation: a descriptor that becomes readable when a request is to be abandoned.
  package init(_ service: SandboxService, cancellation: Int32? = nil) {
    self.service = service
    self.cancellation = cancellation
  }

  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    let start = SystemClock.now()
    let reply = try answer(request)
    for job in service.takeImports() {
      service.finish(job, ImportFetcher(cancellation: cancellation).contents(of: job.url))
    }
    try wait(reply.fault?.delay ?? 0)
    if reply.fault?.isReset ?? false {
      throw TransportError(.connectionLost("reset by the sandbox"), mayHaveHappened: true)
    }
    var timing = Response.Timing()
    timing.firstByte = SystemClock.now() - start
    let head = Response.Head(status: reply.status, headers: reply.headers)
    try receive(.head(head))
    if request.method != .head { try give(reply, to: receive) }
    timing.total = SystemClock.now() - start
    return Response(head: head, timing: timing)
  }

  private func give(_ reply: SandboxReply, to receive: (ResponsePart) throws -> Void) throws {
    let limit = min(reply.fault?.truncation ?? reply.body.count, reply.body.count)
    let pace = reply.fault?.pace
    var rest = reply.body.prefix(limit)
    while !rest.isEmpty {
      let piece = rest.prefix(pace?.byteCount ?? Self.pieceSize)
      try receive(.body(Array(piece)))
      rest = rest.dropFirst(piece.count)
      if let pace, !rest.isEmpty { try wait(pace.pause) }
    }
    if limit < reply.body.count {
      throw TransportError(.truncated(received: limit, expected: reply.body.count), mayHaveHappened: true)
    }
  }

  private func answer(_ request: Request) throws -> SandboxReply {
    var headers = request.headers
    if let token = request.authorization { headers[.authorization] = token.authorizationHeaderValue() }
    // Wherever the API is said to be, it is here; storage is what its addresses say.
    let isStorage = request.baseURL.origin == SandboxRequest.defaultStorageOrigin
    let path = (isStorage ? request.baseURL.path : BaseURL.felt.path) + request.path
    let limit = service.bodyLimit(path)
    var body: [UInt8] = []
    switch request.body {
    case .none: break
    case .bytes(let bytes): body = bytes
    case .file(_, let byteCount) where byteCount > limit: return service.tooLarge(path)
    case .file(let path, _):
      do { body = try FileReader.contents(of: path, limit: limit) } catch {
        throw TransportError(.other(error.description))
      }
    }
    if body.count > limit { return service.tooLarge(path) }
    return service.answer(
      SandboxRequest(
        method: request.method, target: request.query.isEmpty ? path : path + "?" + request.query, headers: headers,
        body: body, origin: isStorage ? SandboxRequest.defaultOrigin : request.baseURL.origin))
  }

  /// Lets time pass, unless the request is abandoned.
  private func wait(_ seconds: Double) throws(TransportError) {
    guard seconds > 0 else { return }
    let end = SystemClock.now() + seconds
    while case let left = end - SystemClock.now(), left > 0 {
      var waiting = pollfd(fd: cancellation ?? -1, events: Int16(POLLIN), revents: 0)
      let count = unsafe poll(&waiting, 1, Int32(min(left * 1000 + 1, 60_000)))
      if count > 0 { throw TransportError(.cancelled, mayHaveHappened: true) }
    }
  }
}
