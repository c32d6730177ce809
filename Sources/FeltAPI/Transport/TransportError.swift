/// Why there is no response, or only a part of one.
public struct TransportError: Error, Sendable, Hashable {
  /// What happened.
  public enum Reason: Sendable, Hashable {
    /// No address is known for the host.
    case unknownHost(String)
    /// Nothing listens there, as `host:port`.
    case connectionRefused(String)
    /// The server's certificate was not accepted; the second value says why.
    case badCertificate(String, String)
    /// TLS failed in another way.
    case tlsFailure(String, String)
    /// The time ran out: how long was waited, in seconds, and for what.
    case timedOut(TimeoutPhase, seconds: Double)
    /// The connection ended before the body did; how many bytes came, and of how many where that is known.
    case truncated(received: Int, expected: Int?)
    /// A response came that is incomplete or malformed.
    case defectiveResponse(ResponseDefect)
    /// The compressed body unpacks to more than `limit` bytes.
    case bodyTooLarge(limit: Int)
    /// The connection broke before a response came.
    case connectionLost(String)
    /// The person interrupted it.
    case cancelled
    /// Anything else, in the library's words.
    case other(String)
  }

  /// What happened.
  public let reason: Reason
  /// Whether the request had been sent, so that the server may have acted on it.
  public let mayHaveHappened: Bool

  /// Makes an error.
  public init(_ reason: Reason, mayHaveHappened: Bool = false) {
    self.reason = reason
    self.mayHaveHappened = mayHaveHappened
  }
}

extension TransportError: CustomStringConvertible {
  /// What happened and what to do next, in one line.
  public var description: String {
    switch reason {
    case .unknownHost(let host): "the host \(host) is not known: check the base URL and the network"
    case .connectionRefused(let address): "nothing listens at \(address): the connection was refused"
    case .badCertificate(let host, let detail):
      "the certificate of \(host) is not trusted (\(detail)): nothing was sent"
    case .tlsFailure(let host, let detail): "no secure connection to \(host): \(detail)"
    case .timedOut(let phase, let seconds): Self.description(of: phase, seconds.formatted)
    case .truncated(let received, let expected):
      "the response broke off after \(received)\(expected.map { " of \($0)" } ?? "") bytes"
    case .defectiveResponse(let defect): defect.description
    case .bodyTooLarge(let limit):
      "the compressed response unpacks to more than \(limit >> 20) MB: raise --max-body if it may"
    case .connectionLost(let detail): "the connection broke before a response came (\(detail))"
    case .cancelled: "interrupted"
    case .other(let detail): detail
    }
  }

  private static func description(of phase: TimeoutPhase, _ seconds: String) -> String {
    switch phase {
    case .connect: "no connection within \(seconds) s: check the network and the base URL"
    case .sending: "the upload stalled: the server took nothing for \(seconds) s: see --timeout"
    case .firstByte: "the server was reached but sent no response within \(seconds) s: see --timeout"
    case .stall: "the response stalled: nothing came for \(seconds) s"
    case .total: "the response was still coming after \(seconds) s: raise --timeout"
    }
  }
}

extension Double {
  /// The number without a fraction of zero.
  fileprivate var formatted: String {
    self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self)
  }
}
