internal import FeltAPI
internal import HTTPTypes

/// One request on its way: what libcurl's callbacks are given, and what they have taken.
final class Transfer {
  private let receive: (ResponsePart) throws -> Void
  private(set) var head: Response.Head?
  private(set) var receivedCount = 0
  /// What ended the transfer on our side.
  private(set) var problem: (any Error)?
  private var pendingHead: Response.Head?
  private var upload: Upload?
  private let easy: CurlHandle
  private let cancellation: Cancellation
  private let isRepeatable: Bool
  private var attempts = 0

  init(
    _ request: Request, _ easy: CurlHandle, _ cancellation: Cancellation,
    _ receive: @escaping (ResponsePart) throws -> Void
  ) {
    self.easy = easy
    self.cancellation = cancellation
    self.receive = receive
    isRepeatable = Self.repeatableMethods.contains(request.method)
  }

  /// Methods that mean the same sent twice as sent once. Source: RFC 9110, section 9.2.2.
  private static let repeatableMethods: [HTTPRequest.Method] = [.get, .head, .put, .delete, .options, .trace]

  /// How long the body was to be; nil where that is unknown, or counts what is compressed.
  var expectedCount: Int? {
    guard let headers = head?.headers, headers[.contentEncoding] == nil else { return nil }
    return headers[.contentLength].flatMap { Int($0) }
  }

  /// Opens a file to send.
  ///
  /// - Parameter byteCount: how long it was when the request was made, and has to be.
  func openUpload(_ path: String, byteCount: Int) throws(TransportError) {
    upload = try Upload(path, byteCount: byteCount)
  }

  /// libcurl sends a request again when a kept connection breaks before a response. Where any of it had left, the server
  /// may have acted on it, so that only what means the same sent twice is repeated (RFC 9110, section 9.2.2).
  func beginAttempt() -> Bool {
    attempts += 1
    if attempts == 1 || isRepeatable || easy.requestSize == 0 { return true }
    problem = TransportError(
      .connectionLost("it is not sent again, for it may have happened"), mayHaveHappened: true)
    return false
  }

  /// Whether some of the request was sent to the server. What a proxy was sent before, to connect, is none of it.
  var mayHaveHappened: Bool {
    attempts > 0 && easy.requestSize > 0
  }

  func take(headerLine line: [UInt8]) -> Bool {
    // Trailers come after the head was given on.
    guard head == nil else { return true }
    let text = String(decoding: line, as: UTF8.self).trimmingLineBreak
    if text.hasPrefix("HTTP/") {
      let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      pendingHead = Response.Head(status: status)
      return true
    }
    if text.isEmpty { return endHead() }
    guard let colon = text.firstIndex(of: ":"), let name = HTTPField.Name(String(text[..<colon])) else { return true }
    let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    pendingHead?.headers.append(HTTPField(name: name, value: String(value)))
    return true
  }

  /// Gives the head on, unless it was an interim one (RFC 9110, section 15.2).
  private func endHead() -> Bool {
    guard let finished = pendingHead, finished.status >= 200 else { return true }
    head = finished
    return give(.head(finished))
  }

  func take(body: [UInt8]) -> Bool {
    if body.isEmpty { return true }
    // What little was sent may unpack to very much, all of it before libcurl looks at anything else.
    if cancellation.isRequested {
      problem = TransportError(.cancelled, mayHaveHappened: true)
      return false
    }
    receivedCount += body.count
    return give(.body(body))
  }

  private func give(_ part: ResponsePart) -> Bool {
    do {
      try receive(part)
      return true
    } catch {
      problem = error
      return false
    }
  }

  func rewindUpload() -> Bool {
    do {
      try upload?.rewind()
      return upload != nil
    } catch {
      problem = error
      return false
    }
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

extension String {
  fileprivate var trimmingLineBreak: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last == "\r" || last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
