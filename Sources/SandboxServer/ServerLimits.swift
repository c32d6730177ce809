package import NIOCore

/// The limits on clients of the server.
package struct ServerLimits: Sendable {
  /// From the first byte of a request to the end of its head.
  package var headTime = TimeAmount.seconds(20)
  /// From the end of the head to the end of the body.
  package var bodyTime = TimeAmount.seconds(600)
  /// Between two requests.
  package var idleTime = TimeAmount.seconds(75)
  /// Until the client takes the next piece of a response.
  package var sendTime = TimeAmount.seconds(75)
  /// From the last response of a connection to its end, for a client that goes on sending.
  package var lingerTime = TimeAmount.seconds(2)
  /// The size of a header field, in bytes.
  package var fieldSize = 1 << 14
  /// The size of all header fields of a request, in bytes, as HTTP/2 counts them. Source: RFC 9113, section 6.5.2.
  package var headSize = 1 << 16
  /// The number of header fields of a request.
  package var fieldCount = 100
  /// The number of connections.
  package var connections = 512

  package init() {}
}
