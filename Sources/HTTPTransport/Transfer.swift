internal import FeltAPI
internal import HTTPTypes

/// One request on its way: what libcurl's callbacks are given, and what they have taken.
final class Transfer {
  private let receive: (ResponsePart) throws -> Void
  private(set) var head: Response.Head?
  /// How many bytes of the body came, as they were sent.
  private(set) var receivedCount = 0
  /// What ended the transfer on our side.
  private(set) var problem: (any Error)?
  /// How often the request was begun.
  private(set) var attemptCount = 0
  private var headReader = HeadReader()
  private var decoder: BodyDecoder?
  private var upload: Upload?
  private let request: Request
  private let easy: CurlHandle
  private let cancellation: Cancellation
  private let options: CurlTransport.Options
  private let start = ContinuousClock.now
  private var lastArrival = ContinuousClock.now

  init(
    _ request: Request, _ easy: CurlHandle, _ options: CurlTransport.Options,
    _ receive: @escaping (ResponsePart) throws -> Void
  ) {
    self.request = request
    self.easy = easy
    self.options = options
    self.receive = receive
    cancellation = Cancellation(descriptor: options.cancellation)
  }

  /// Methods that mean the same sent twice as sent once. Source: RFC 9110, section 9.2.2.
  private static let repeatableMethods: [HTTPRequest.Method] = [.get, .head, .put, .delete, .options, .trace]

  /// How long the body was to be, as it is sent; nil where that is unknown.
  var expectedCount: Int? {
    head?.headers[.contentLength].flatMap { Int($0) }
  }

  /// How long nothing has come, in seconds.
  var silence: Double { (.now - lastArrival) / .seconds(1) }

  /// Opens a file to send.
  ///
  /// - Parameter byteCount: how long it was when the request was made, and has to be.
  func openUpload(_ path: String, byteCount: Int) throws(TransportError) {
    upload = try Upload(path, byteCount: byteCount)
  }

  /// libcurl sends a request again when a kept connection breaks before a response. Where any of it had left, the server
  /// may have acted on it, so that only what means the same sent twice is repeated (RFC 9110, section 9.2.2).
  func beginAttempt() -> Bool {
    attemptCount += 1
    let isRepeatable = Self.repeatableMethods.contains(request.method)
    if attemptCount == 1 || isRepeatable || easy.requestSize == 0 { return true }
    problem = TransportError(
      .connectionLost("it is not sent again, for it may have happened"), mayHaveHappened: true)
    return false
  }

  /// Whether some of the request was sent to the server. What a proxy was sent before, to connect, is none of it.
  var mayHaveHappened: Bool {
    attemptCount > 0 && easy.requestSize > 0
  }

  func take(headerLine line: [UInt8]) -> Bool {
    // Trailers come after the head was given on.
    guard head == nil else { return true }
    lastArrival = .now
    return noting {
      guard let finished = try headReader.take(line) else { return }
      head = finished
      decoder = try BodyDecoder(
        finished, to: request, endsWithConnection: headReader.endsWithConnection, limit: options.maximumUnpackedBody)
      try receive(.head(finished))
    }
  }

  func take(body: [UInt8]) -> Bool {
    if body.isEmpty { return true }
    receivedCount += body.count
    lastArrival = .now
    return noting {
      // What little was sent may unpack to very much, all of it before libcurl looks at anything else.
      try decoder?.take(body) { bytes in
        if cancellation.isRequested { throw TransportError(.cancelled, mayHaveHappened: true) }
        if .now - start > .milliseconds(options.timeout.asMilliseconds) {
          throw TransportError(.timedOut(.total, seconds: options.timeout), mayHaveHappened: true)
        }
        try receive(.body(bytes))
      }
    }
  }

  /// Throws when the response that came is not complete.
  func finish() throws(TransportError) {
    try decoder?.finish()
  }

  private func noting(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      problem = error
      return false
    }
  }

  func rewindUpload() -> Bool {
    noting { try upload?.rewind() } && upload != nil
  }

  /// The next bytes to send; nil ends the transfer.
  func nextUpload(atMost count: Int) -> ArraySlice<UInt8>? {
    do {
      return try upload?.next(atMost: count)
    } catch {
      problem = error
      return nil
    }
  }
}
