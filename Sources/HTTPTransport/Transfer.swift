internal import FeltAPI
internal import HTTPTypes

/// A request in progress: the state of libcurl's callbacks.
final class Transfer {
  private let receive: (ResponsePart) throws -> Void
  private(set) var head: Response.Head?
  /// The number of bytes of the body received, before unpacking.
  private(set) var receivedCount = 0
  /// The error that ended the transfer, unless libcurl reported it.
  private(set) var problem: (any Error)?
  /// How often the request was sent, or begun to be.
  private(set) var attemptCount = 0
  private var hasToldOfWaiting = false
  private var headReader = HeadReader()
  /// The header line that is read, in memory that is used again for the next.
  private var line: [UInt8] = []
  private var decoder: BodyDecoder?
  private var upload: Upload?
  private let request: Request
  private let easy: CurlHandle
  private let cancellation: Cancellation
  private let options: CurlTransport.Options
  /// When the request began; when it last took a part of a streamed body, whose length says how long it may take.
  private var start = ContinuousClock.now
  private var lastProgress = ContinuousClock.now

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

  /// Idempotent methods. Source: RFC 9110, section 9.2.2.
  private static let repeatableMethods: [HTTPRequest.Method] = [.get, .head, .put, .delete, .options, .trace]

  /// The announced length of the body, before unpacking; nil when it is unknown.
  var expectedCount: Int? {
    head?.headers.value(of: .contentLength).flatMap { Int($0) }
  }

  /// Whether the time for the request is over.
  var isOverdue: Bool { .now - start > .milliseconds(options.timeout.asMilliseconds) }

  /// The time since anything was received, or taken of a body that is sent, in seconds.
  var silence: Double { (.now - lastProgress) / .seconds(1) }

  /// What the request is waiting for.
  func phase(isConnected: Bool) -> TimeoutPhase {
    isConnected && isSending
      ? .sending
      : TimeoutPhase(isConnected: isConnected, hasHead: head != nil, silence: silence, timeout: options.timeout)
  }

  /// Opens a body to send.
  func openUpload(_ body: StreamedBody) throws(TransportError) {
    upload = try Upload(body)
  }

  /// Whether some of the body is still to be sent.
  private var isSending: Bool { upload.map { $0.remaining > 0 } ?? false && head == nil }

  /// Decides whether libcurl may send the request (again). libcurl repeats a request when a kept connection breaks
  /// before a response. The server may have acted on what was sent, so only idempotent methods are repeated. Source:
  /// RFC 9110, section 9.2.2.
  func beginAttempt() -> Bool {
    attemptCount += 1
    let isRepeatable = Self.repeatableMethods.contains(request.method)
    if attemptCount == 1 || isRepeatable || easy.requestSize == 0 { return true }
    problem = TransportError(
      .connectionLost("it is not sent again, because it may have happened"), mayHaveHappened: true)
    return false
  }

  /// Whether any of the request was sent to the server. A CONNECT request to a proxy doesn't count.
  var mayHaveHappened: Bool {
    attemptCount > 0 && easy.requestSize > 0
  }

  func take(headerLine bytes: UnsafeRawBufferPointer) -> Bool {
    // Trailers follow the head, and are ignored.
    guard head == nil else { return true }
    lastProgress = .now
    line.removeAll(keepingCapacity: true)
    unsafe line.append(contentsOf: bytes)
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
    if request.isDownload { start = .now }
    lastProgress = .now
    return noting {
      // A few bytes may unpack to very many, and nothing is checked meanwhile but here.
      var isFirst = true
      try decoder?.take(body) { bytes in
        if !isFirst, cancellation.isRequested { throw TransportError(.cancelled, mayHaveHappened: true) }
        isFirst = false
        if isOverdue {
          throw TransportError(.timedOut(.total, seconds: options.timeout), mayHaveHappened: true)
        }
        try receive(.body(bytes))
      }
    }
  }

  /// Says once that there is time until the response comes.
  ///
  /// - Returns: false when the receiver wants the request to end.
  func tellsOfWaiting() -> Bool {
    guard attemptCount > 0, head == nil, !hasToldOfWaiting else { return true }
    hasToldOfWaiting = true
    return noting { try receive(.waiting) }
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
      lastProgress = .now
      guard let upload else { return nil }
      let bytes = try upload.next(atMost: count)
      if request.isStreamed {
        start = .now
        try receive(.sent(upload.givenCount))
      }
      return bytes
    } catch {
      problem = error
      return nil
    }
  }
}
