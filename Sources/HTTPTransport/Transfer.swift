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

  /// More bytes of headers than any server means well with.
  private static let longestHead = 1 << 20

  init(_ receive: @escaping (ResponsePart) throws -> Void) {
    self.receive = receive
  }

  func openUpload(_ path: String) throws(TransportError) {
    do { upload = try FileReader(path) } catch { throw TransportError(.other(error.description)) }
    uploadPath = path
    uploadRest = []
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
    return (try? transfer.openUpload(transfer.uploadPath)) == nil ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK
  }

  // MARK: - What they lead to

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

  private func nextUpload(atMost count: Int) -> ArraySlice<UInt8>? {
    do {
      if uploadRest.isEmpty { uploadRest = try upload?.read()[...] ?? [] }
    } catch {
      problem = TransportError(.other(error.description), mayHaveHappened: true)
      return nil
    }
    let next = uploadRest.prefix(count)
    uploadRest = uploadRest.dropFirst(next.count)
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
