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
    /// The most bytes that a body may unpack to which packs so well that it hardly means anything.
    package var maximumUnpackedBody = 256 << 20
    /// A descriptor that becomes readable when the request is to be abandoned; it is not read here.
    package var cancellation: Int32?
    /// A file of certificates to trust, as OpenSSL reads it; nil for the system's.
    package var certificateFile: String?
    /// A directory of certificates to trust.
    package var certificateDirectory: String?

    /// The proxy for each scheme that has one.
    package var proxies: [String: String] = [:]
    /// The hosts that are reached without a proxy, as curl's `no_proxy` lists them.
    package var proxyExceptions: String?

    /// - Parameter environment: where the certificates and proxies are named, in the variables that curl reads; the
    ///   process's own environment is not looked at.
    package init(
      timeout: Double = 60, connectTimeout: Double = 20, cancellation: Int32? = nil, environment: [String: String] = [:]
    ) {
      self.timeout = timeout
      self.connectTimeout = connectTimeout
      self.cancellation = cancellation
      let variables = CurlVariables(environment)
      certificateFile = variables.certificateFile
      certificateDirectory = variables.certificateDirectory
      for scheme in ["http", "https"] { proxies[scheme] = variables.proxy(for: scheme) }
      proxyExceptions = variables.proxyExceptions
    }

    /// The proxy on the way to a server; nil for none.
    func proxy(for url: BaseURL) -> String? {
      // A plain request to this machine may carry the token, which a proxy would be given with it.
      url.scheme == "http" && url.keepsSecrets ? nil : proxies[url.scheme]
    }

    /// How long it may take until the connection stands, which is never longer than the whole.
    var timeoutOfConnecting: Double { min(connectTimeout, timeout) }
  }

  /// How the next request is carried.
  package var options: Options
  private var multi: OpaquePointer?
  private var easy: CurlHandle?
  private var isSending = false
  /// The sockets of connections that are kept.
  private var idleSockets: Set<Int32> = []

  /// Makes a transport without connections. libcurl and its TLS library are started with the first request: they would
  /// be a third of the time that the program takes to its first prompt.
  package init(options: Options = Options()) {
    self.options = options
  }

  deinit {
    unsafe curl_multi_cleanup(UnsafeMutableRawPointer(multi))
  }

  private func start() throws(TransportError) -> CurlHandle {
    if let easy { return easy }
    CurlLibrary.start()
    if unsafe multi == nil { unsafe multi = OpaquePointer(curl_multi_init()) }
    easy = CurlHandle()
    guard let easy, unsafe multi != nil else { throw TransportError(.other("libcurl could not be started")) }
    return easy
  }

  /// Carries a request, one at a time: `receive` cannot send another.
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    let easy = try start()
    guard !isSending else { throw TransportError(.other("another request is on its way")) }
    isSending = true
    defer { isSending = false }
    // On a kept connection libcurl would send the request before it waits for anything.
    if Cancellation(descriptor: options.cancellation).isRequested { throw TransportError(.cancelled) }
    try dropUnusableConnections()
    return try withoutActuallyEscaping(receive) { receive in
      let transfer = Transfer(request, easy, options, receive)
      // libcurl is given the transfer without owning it, so it must outlast the settings.
      return try withExtendedLifetime(transfer) {
        defer { easy.reset() }
        try easy.configure(request, options, transfer)
        let code = try perform(easy, transfer)
        if let problem = transfer.problem { throw problem }
        guard code == CURLE_OK else {
          throw TransportError(code, easy: easy, transfer: transfer, request: request, options: options)
        }
        guard let head = transfer.head else {
          throw TransportError(.connectionLost("its head broke off"), mayHaveHappened: transfer.mayHaveHappened)
        }
        try transfer.finish()
        return Response(head: head, timing: easy.timing, attemptCount: transfer.attemptCount)
      }
    }
  }

  /// Closes all connections when something has come on one where nothing was asked: it would be taken for the response
  /// to the next request. Also when the server has closed one.
  private func dropUnusableConnections() throws(TransportError) {
    guard idleSockets.contains(where: Readiness.hasInput) else { return }
    idleSockets = []
    unsafe curl_multi_cleanup(UnsafeMutableRawPointer(multi))
    unsafe multi = OpaquePointer(curl_multi_init())
    guard unsafe multi != nil else { throw TransportError(.other("libcurl could not be started")) }
  }

  /// Runs the transfer to its end or until it is cancelled.
  private func perform(_ easy: CurlHandle, _ transfer: Transfer) throws(TransportError) -> CURLcode {
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
        throw TransportError(.cancelled, mayHaveHappened: transfer.mayHaveHappened)
      }
    }
    var remaining: Int32 = 0
    while let message = unsafe curl_multi_info_read(handle, &remaining) {
      if let socket = easy.idleSocket { idleSockets.insert(socket) }
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
