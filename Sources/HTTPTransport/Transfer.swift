internal import CCurl
internal import FeltAPI
internal import HTTPTypes
internal import Platform

/// One request on its way: what libcurl's callbacks are given, and what they have taken.
final class Transfer {
  private let receive: (ResponsePart) throws -> Void
  private(set) var head: Response.Head?
  private(set) var receivedCount = 0
  /// What ended the transfer on our side.
  private(set) var problem: (any Error)?
  private var pendingHead: Response.Head?
  private var headSize = 0
  private var upload: FileReader?
  private var uploadPath = ""
  private var uploadRest: ArraySlice<UInt8> = []
  private var uploadCount = 0
  private var uploadRemaining = 0
  private let easy: CurlHandle
  private let isRepeatable: Bool
  private var attempts = 0

  /// More bytes of headers than any server means well with.
  private static let longestHead = 1 << 20

  init(_ request: Request, _ easy: CurlHandle, _ receive: @escaping (ResponsePart) throws -> Void) {
    self.easy = easy
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

  /// Opens the file to send, from its beginning.
  ///
  /// - Parameter byteCount: how long it was when the request was made, and has to be.
  func openUpload(_ path: String, byteCount: Int) throws(TransportError) {
    let reader: FileReader
    do { reader = try FileReader(path) } catch { throw TransportError(.other(error.description)) }
    guard reader.byteCount == byteCount else { throw Self.changed(path, byteCount) }
    upload = reader
    uploadPath = path
    uploadRest = []
    (uploadCount, uploadRemaining) = (byteCount, byteCount)
  }

  private static func changed(_ path: String, _ byteCount: Int, mayHaveHappened: Bool = false) -> TransportError {
    TransportError(
      .other("\(path): it has changed, it was \(byteCount) bytes long"), mayHaveHappened: mayHaveHappened)
  }

  // MARK: - What libcurl calls

  static let takeHeader: ccurl_bytes_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.take(headerLine: [UInt8](line)) ? size * count : 0
  }

  static let takeBody: ccurl_bytes_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.take(body: [UInt8](chunk)) ? size * count : 0
  }

  static let giveBody: ccurl_bytes_callback = { space, size, count, context in
    guard let space = unsafe space, let context = unsafe context else { return ccurl_read_abort() }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    guard let bytes = transfer.nextUpload(atMost: size * count) else { return ccurl_read_abort() }
    unsafe UnsafeMutableRawBufferPointer(start: space, count: size * count).copyBytes(from: bytes)
    return bytes.count
  }

  static let seekBody: ccurl_seek_callback = { context, offset, origin in
    guard let context = unsafe context, offset == 0, origin == 0 else { return CURL_SEEKFUNC_CANTSEEK }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.rewindUpload() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
  }

  static let beginAttempt: ccurl_attempt_callback = { context, _, _, _, _ in
    guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.beginAttempt() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }

  // MARK: - What they lead to

  /// libcurl sends a request again when a kept connection breaks before an answer. Where any of it had left, the server
  /// may have acted on it, so that only what means the same sent twice is repeated (RFC 9110, section 9.2.2).
  private func beginAttempt() -> Bool {
    attempts += 1
    if attempts == 1 || isRepeatable || easy.requestSize == 0 { return true }
    problem = TransportError(
      .connectionLost("it is not sent again, for it may have happened"), mayHaveHappened: true)
    return false
  }

  private func take(headerLine line: [UInt8]) -> Bool {
    headSize += line.count
    if headSize > Self.longestHead {
      problem = TransportError(.other("the answer's headers do not end"), mayHaveHappened: true)
      return false
    }
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

  private func take(body: [UInt8]) -> Bool {
    if body.isEmpty { return true }
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

  private func rewindUpload() -> Bool {
    do {
      try openUpload(uploadPath, byteCount: uploadCount)
      return true
    } catch {
      problem = error
      return false
    }
  }

  /// The next bytes of the file, never more than were announced; nil when there are fewer.
  private func nextUpload(atMost count: Int) -> ArraySlice<UInt8>? {
    if uploadRemaining == 0 { return [] }
    do {
      if uploadRest.isEmpty { uploadRest = try upload?.read()[...] ?? [] }
    } catch {
      problem = TransportError(.other(error.description), mayHaveHappened: true)
      return nil
    }
    let next = uploadRest.prefix(min(count, uploadRemaining))
    if next.isEmpty {
      problem = Self.changed(uploadPath, uploadCount, mayHaveHappened: true)
      return nil
    }
    uploadRest = uploadRest.dropFirst(next.count)
    uploadRemaining -= next.count
    return next
  }
}

extension String {
  fileprivate var trimmingLineBreak: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last == "\r" || last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
