package import FeltAPI
package import HTTPTypes

/// Gives the responses of a list, and keeps the requests it was sent.
package final class ScriptedTransport: Transport {
  package struct Reply {
    package var status = 200
    package var body = "{}"
    package var headers: HTTPFields = [.contentType: "application/json"]
    package var error: TransportError?
    /// How often the transport says that it sent the request.
    package var attemptCount = 1

    package init(
      status: Int = 200, body: String = "{}", headers: HTTPFields = [.contentType: "application/json"],
      error: TransportError? = nil, attemptCount: Int = 1
    ) {
      (self.status, self.body, self.headers, self.error) = (status, body, headers, error)
      self.attemptCount = attemptCount
    }
  }

  package var replies: [Reply] { didSet { sentCount = 0 } }
  /// How many of the replies were given.
  private var sentCount = 0
  package private(set) var requests: [Request] = []

  package init(_ replies: [Reply]) {
    self.replies = replies
  }

  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    requests.append(request)
    let reply = sentCount < replies.count ? replies[sentCount] : Reply()
    sentCount += 1
    if let error = reply.error { throw error }
    let head = Response.Head(status: reply.status, headers: reply.headers)
    try receive(.head(head))
    if !reply.body.isEmpty { try receive(.body(Array(reply.body.utf8))) }
    return Response(head: head, attemptCount: reply.attemptCount)
  }

  /// The body of the last request as text.
  package var lastBody: String? {
    guard case .bytes(let bytes)? = requests.last?.body else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Keeps the responses that another transport gives, as replies that can be given again.
package final class CapturingTransport: Transport {
  private let transport: any Transport
  package private(set) var replies: [ScriptedTransport.Reply] = []

  package init(_ transport: any Transport) {
    self.transport = transport
  }

  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    var body: [UInt8] = []
    let response = try transport.send(request) { part in
      if case .body(let bytes) = part { body += bytes }
      try receive(part)
    }
    replies.append(
      .init(status: response.status, body: String(decoding: body, as: UTF8.self), headers: response.head.headers))
    return response
  }
}
