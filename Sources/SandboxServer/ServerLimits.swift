package import NIOCore

/// How much of a client the server takes, and how long it waits for it.
package struct ServerLimits: Sendable {
  /// From the first byte of a request to the end of its head.
  package var headTime = TimeAmount.seconds(20)
  /// From the end of the head to the end of the body.
  package var bodyTime = TimeAmount.seconds(600)
  /// Between two requests.
  package var idleTime = TimeAmount.seconds(75)
  /// From an answer that ends the connection to its end, for a client that goes on sending.
  package var lingerTime = TimeAmount.seconds(2)
  /// Bytes of one header.
  package var fieldSize = 1 << 14
  /// Bytes of all headers of a request, as HTTP/2 counts them. Source: RFC 9113, section 6.5.2.
  package var headSize = 1 << 16
  /// Headers of a request.
  package var fieldCount = 100
  /// Connections at a time; further ones are closed at once.
  package var connections = 512

  package init() {}
}
