internal import HTTPTypes
package import FeltAPI
internal import JSONText

/// Sends every request of the program, and is the one place that says what became of it.
package final class APIClient {
  package let transport: any Transport

  package init(_ transport: any Transport) {
    self.transport = transport
  }

  /// Sends a request; the parts of the response go to `receive` as they come.
  ///
  /// - Returns: head and timing, without the body.
  /// - Throws: a ``Failure`` when there is no complete response, or what `receive` threw.
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    do {
      return try transport.send(request, receive: receive)
    } catch let error as TransportError {
      throw Failure(.transport(error, method: request.method.rawValue))
    }
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

extension Exchange {
  /// The failure that a response without success is; nil for a success.
  ///
  /// - Parameter path: what was read for the shell's own use.
  package func problem(path: String? = nil) -> ResponseProblem? {
    guard !isSuccess else { return nil }
    return ResponseProblem(
      status: head.status, errors: errors,
      redirect: (300..<400).contains(head.status) ? head.headers[.location] ?? "" : nil,
      retryAfter: head.headers[.retryAfter], path: path)
  }
}

extension APIError {
  /// The error in a line; nil when it says nothing.
  package var message: String? {
    let text = detail.isEmpty ? title : detail
    return text.isEmpty ? nil : text
  }
}
