/// What carries a request to a server and the response back: libcurl, or the sandbox in memory.
public protocol Transport: AnyObject {
  /// Sends a request and blocks until the response has come in full.
  ///
  /// No redirect is followed: its response is given as it is.
  ///
  /// - Parameters:
  ///   - request: what to send.
  ///   - receive: called while a streamed body is sent, then with the head, then with each piece of the response's body
  ///     as it comes. What it throws ends the request and is thrown on.
  /// - Returns: head and timing, with an empty body.
  /// - Throws: ``TransportError``, or what `receive` threw.
  func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response
}

/// A piece of a response, or how far its request is.
public enum ResponsePart: Sendable {
  /// How many bytes of a streamed body have gone so far.
  case sent(Int)
  /// Nothing has come back yet: there is time for other work. It is told once, and not where a response comes at once.
  case waiting
  /// Status and headers.
  case head(Response.Head)
  /// The next bytes of the body.
  case body([UInt8])
}

extension Transport {
  /// Sends a request and keeps the whole response in memory.
  ///
  /// - Throws: ``TransportError``, when there is no complete response.
  public func send(_ request: Request) throws -> Response {
    var body: [UInt8] = []
    var response = try send(request) { part in
      if case .body(let bytes) = part { body += bytes }
    }
    response.body = body
    return response
  }
}
