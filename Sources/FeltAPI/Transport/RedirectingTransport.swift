/// Follows the redirects that keep to the same server, and gives all others as they are.
public final class RedirectingTransport: Transport {
  private let transport: any Transport
  /// As many as curl's own default for careful clients; more are a loop.
  private static let limit = 10

  /// Makes a transport that sends each request through another one.
  ///
  /// - Parameter transport: what carries each request.
  public init(_ transport: any Transport) {
    self.transport = transport
  }

  /// Sends a request, and the ones that its redirects ask for.
  ///
  /// - Throws: ``TransportError``, also after ten redirects in a row; or what `receive` threw.
  public func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    var current = request
    for _ in 0..<Self.limit {
      var next: Request?
      let response = try transport.send(current) { part in
        if case .head(let head) = part { next = current.redirected(by: head) }
        if next == nil { try receive(part) }
      }
      guard let following = next else { return response }
      current = following
    }
    throw TransportError(.other("the server redirects again and again"))
  }
}
