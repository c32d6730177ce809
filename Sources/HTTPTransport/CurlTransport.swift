internal import CCurl
package import FeltAPI
internal import HTTPTypes

/// Carries requests with libcurl: one multi handle and one easy handle, used again and again, so that connections stay
/// open between requests. It blocks the calling thread and belongs to it.
@safe package final class CurlTransport: Transport {
  /// How requests are carried.
  package struct Options: Sendable {
    /// How long a whole request may take, in seconds.
    package var timeout: Double
    /// How long it may take until the connection stands, in seconds.
    package var connectTimeout: Double
    /// A descriptor that becomes readable when the request is to be abandoned; it is not read here.
    package var cancellation: Int32?
    /// A file of certificates to trust, as OpenSSL reads it; nil for the system's.
    package var certificateFile: String?
    /// A directory of certificates to trust.
    package var certificateDirectory: String?

    /// - Parameter environment: `SSL_CERT_FILE` and `SSL_CERT_DIR` are read, which libcurl itself does not do.
    package init(
      timeout: Double = 60, connectTimeout: Double = 20, cancellation: Int32? = nil, environment: [String: String] = [:]
    ) {
      self.timeout = timeout
      self.connectTimeout = connectTimeout
      self.cancellation = cancellation
      certificateFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
      certificateDirectory = environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How long it may take until the connection stands, which is never longer than the whole.
    var timeoutOfConnecting: Double { min(connectTimeout, timeout) }
  }

  /// How the next request is carried.
  package var options: Options
  private let multi: OpaquePointer?
  private let easy: CurlHandle?
  private var isSending = false

  /// Makes a transport without connections.
  package init(options: Options = Options()) {
    self.options = options
    CurlLibrary.start()
    unsafe multi = OpaquePointer(curl_multi_init())
    easy = CurlHandle()
  }

  deinit {
    unsafe curl_multi_cleanup(UnsafeMutableRawPointer(multi))
  }

  /// Carries a request, one at a time: `receive` cannot send another.
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    guard let easy, unsafe multi != nil else { throw TransportError(.other("libcurl could not be started")) }
    guard !isSending else { throw TransportError(.other("another request is on its way")) }
    isSending = true
    defer { isSending = false }
    return try withoutActuallyEscaping(receive) { receive in
      let transfer = Transfer(request, easy, receive)
      // libcurl is given the transfer without owning it, so it must outlast the settings.
      return try withExtendedLifetime(transfer) {
        defer { easy.reset() }
        try easy.configure(request, options, transfer)
        let code = try perform(easy)
        if let problem = transfer.problem { throw problem }
        guard code == CURLE_OK else {
          throw TransportError(code, easy: easy, transfer: transfer, request: request, options: options)
        }
        guard let head = transfer.head else { throw TransportError(.connectionLost("there was no answer")) }
        return Response(head: head, timing: easy.timing)
      }
    }
  }

  /// Runs the transfer to its end or until it is cancelled.
  private func perform(_ easy: CurlHandle) throws(TransportError) -> CURLcode {
    let handle = unsafe UnsafeMutableRawPointer(multi)
    guard unsafe curl_multi_add_handle(handle, easy.pointer) == CURLM_OK else {
      throw TransportError(.other("libcurl did not take the request"))
    }
    defer { unsafe curl_multi_remove_handle(handle, easy.pointer) }
    var running: Int32 = 1
    while true {
      let code = unsafe curl_multi_perform(handle, &running)
      guard code == CURLM_OK else { throw TransportError(.other(unsafe String(cString: curl_multi_strerror(code)))) }
      if running == 0 { break }
      var waiting = curl_waitfd()
      waiting.fd = options.cancellation ?? -1
      waiting.events = Int16(CURL_WAIT_POLLIN)
      let count: UInt32 = options.cancellation == nil ? 0 : 1
      _ = unsafe curl_multi_poll(handle, &waiting, count, 1000, nil)
      if waiting.revents & Int16(CURL_WAIT_POLLIN) != 0 {
        throw TransportError(.cancelled, mayHaveHappened: easy.requestSize > 0)
      }
    }
    var remaining: Int32 = 0
    while let message = unsafe curl_multi_info_read(handle, &remaining) {
      if unsafe message.pointee.msg == CURLMSG_DONE { return unsafe message.pointee.data.result }
    }
    return CURLE_GOT_NOTHING
  }
}

/// libcurl's own beginning, which has to come once and before all else.
enum CurlLibrary {
  private static let code = curl_global_init(Int(CURL_GLOBAL_ALL))

  static func start() {
    _ = code
  }
}
