/// What a request was waiting for when its time ran out.
public enum TimeoutPhase: Sendable, Hashable {
  /// A connection: name lookup, TCP, proxy, TLS.
  case connect
  /// The server to take more of the body.
  case sending
  /// The first byte of the response.
  case firstByte
  /// The next bytes of a response that had stopped coming.
  case stall
  /// The end of a response that was still coming.
  case total

  /// Tells what a request was waiting for from how far it had come.
  ///
  /// - Parameters:
  ///   - isConnected: whether the request could be sent.
  ///   - hasHead: whether the head of the response has come.
  ///   - silence: how long nothing has come, in seconds.
  ///   - timeout: how long the request was allowed to take, in seconds.
  public init(isConnected: Bool, hasHead: Bool, silence: Double, timeout: Double) {
    self =
      if !isConnected {
        .connect
      } else if !hasHead {
        .firstByte
      } else {
        silence >= min(timeout / 2, Self.longestPause) ? .stall : .total
      }
  }

  /// A response that pauses for longer than this has stalled, in seconds.
  private static let longestPause = 10.0
}
