internal import CCurl
package import FeltAPI

/// Sends requests with libcurl: one multi handle and one easy handle are reused, so that connections stay open between
/// requests. It blocks the calling thread and belongs to it.
@safe package final class CurlTransport: Transport {
  /// How requests are sent.
  package struct Options: Sendable {
    /// How long a whole request may take, in seconds.
    package var timeout: Double
    /// How long it may take to establish the connection, in seconds.
    package var connectTimeout: Double
    /// The maximum size, in bytes, of an unpacked body that was compressed more than 100 to 1.
    package var maximumUnpackedBody = 256 << 20
    /// A descriptor that becomes readable when the request is to be cancelled; it is not read here.
    package var cancellation: Int32?
    /// A file of certificates to trust, as OpenSSL reads it; nil for the system's.
    package var certificateFile: String?
    /// A directory of certificates to trust.
    package var certificateDirectory: String?

    /// The proxy for each scheme that has one.
    package var proxies: [String: String] = [:]
    /// The hosts that are reached without a proxy, as curl's `no_proxy` lists them.
    package var proxyExceptions: String?

    /// - Parameter environment: the variables that curl reads, which name certificates and proxies; the environment of
    ///   the process is not read.
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
      // A plain HTTP request to this machine may carry the token, and a proxy would see it.
      url.scheme == "http" && url.keepsSecrets ? nil : proxies[url.scheme]
    }

    /// The time to establish the connection, which is at most the whole timeout.
    var timeoutOfConnecting: Double { min(connectTimeout, timeout) }
  }

  /// How the next request is sent.
  package var options: Options { didSet { easy?.forgetOptions() } }
  private var multi: OpaquePointer?
  private var easy: CurlHandle?
  private var isSending = false
  /// The sockets of connections that are kept.
  private var idleSockets: Set<Int32> = []

  /// Makes a transport without connections. libcurl and its TLS library are loaded with the first request, because that
  /// takes half of the time to the first prompt.
  package init(options: Options = Options()) {
    self.options = options
  }

  deinit {
    if unsafe multi != nil { unsafe ccurl_multi_cleanup(UnsafeMutableRawPointer(multi)) }
  }

  private func start() throws(TransportError) -> CurlHandle {
    if let easy { return easy }
    if let problem = unsafe ccurl_load() {
      throw TransportError(
        .other(
          "libcurl can't be loaded (\(unsafe String(cString: problem))): install it, on Debian and Ubuntu with apt install libcurl4"
        ))
    }
    if unsafe multi == nil { unsafe multi = OpaquePointer(ccurl_multi_init()) }
    easy = CurlHandle()
    guard let easy, unsafe multi != nil else { throw TransportError(.other("libcurl could not be started")) }
    return easy
  }

  /// Sends a request, one at a time: `receive` can't send another.
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    let easy = try start()
    guard !isSending else { throw TransportError(.other("another request is in progress")) }
    isSending = true
    defer { isSending = false }
    try checkBeforeSending()
    return try withoutActuallyEscaping(receive) { receive in
      let transfer = Transfer(request, easy, options, receive)
      // libcurl refers to the transfer without owning it, so the transfer has to outlive the settings.
      return try withExtendedLifetime(transfer) {
        defer { easy.reset() }
        try easy.configure(request, options, transfer)
        let code = try perform(easy, transfer, limitsPauses: request.hasOwnPace)
        if let problem = transfer.problem { throw problem }
        guard code == CURLE_OK else {
          throw TransportError(code, easy: easy, transfer: transfer, request: request, options: options)
        }
        guard let head = transfer.head else {
          throw TransportError(.connectionLost("its head was cut off"), mayHaveHappened: transfer.mayHaveHappened)
        }
        try transfer.finish()
        return Response(head: head, timing: easy.timing, attemptCount: transfer.attemptCount)
      }
    }
  }

  /// Throws when the request has been cancelled: on a kept connection libcurl sends before it polls anything.
  ///
  /// Closes all connections when data has arrived on an idle one, because it would be read as the response to the next
  /// request. A connection that the server has closed counts as well.
  private func checkBeforeSending() throws(TransportError) {
    let ready = Readiness.descriptorsWithInput(idleSockets + (options.cancellation.map { [$0] } ?? []))
    if let cancellation = options.cancellation, ready.contains(cancellation) { throw TransportError(.cancelled) }
    guard !ready.isEmpty else { return }
    idleSockets = []
    unsafe ccurl_multi_cleanup(UnsafeMutableRawPointer(multi))
    unsafe multi = OpaquePointer(ccurl_multi_init())
    guard unsafe multi != nil else { throw TransportError(.other("libcurl could not be started")) }
  }

  /// Runs the transfer to its end or until it is cancelled.
  ///
  /// - Parameter limitsPauses: whether a pause is limited by the timeout, which libcurl doesn't do.
  private func perform(
    _ easy: CurlHandle, _ transfer: Transfer, limitsPauses: Bool
  ) throws(TransportError) -> CURLcode {
    let handle = unsafe UnsafeMutableRawPointer(multi)
    guard unsafe ccurl_multi_add_handle(handle, easy.pointer) == CURLM_OK else {
      throw TransportError(.other("libcurl did not take the request"))
    }
    defer { unsafe ccurl_multi_remove_handle(handle, easy.pointer) }
    var running: Int32 = 1
    while true {
      let code = unsafe ccurl_multi_perform(handle, &running)
      guard code == CURLM_OK else { throw TransportError(.other(unsafe String(cString: ccurl_multi_strerror(code)))) }
      if running == 0 { break }
      guard transfer.tellsOfWaiting() else { return CURLE_ABORTED_BY_CALLBACK }
      var waiting = curl_waitfd()
      waiting.fd = options.cancellation ?? -1
      waiting.events = Int16(CURL_WAIT_POLLIN)
      let count: UInt32 = options.cancellation == nil ? 0 : 1
      let patience = limitsPauses ? Int32(min(1000, options.timeout.asMilliseconds)) : 1000
      _ = unsafe ccurl_multi_poll(handle, &waiting, count, patience)
      if waiting.revents & Int16(CURL_WAIT_POLLIN) != 0 {
        throw TransportError(.cancelled, mayHaveHappened: transfer.mayHaveHappened)
      }
      if limitsPauses, easy.wasConnected, transfer.isOverdue {
        throw TransportError(
          .timedOut(transfer.phase(isConnected: true), seconds: options.timeout),
          mayHaveHappened: transfer.mayHaveHappened)
      }
    }
    var remaining: Int32 = 0
    while let message = unsafe ccurl_multi_info_read(handle, &remaining) {
      if let socket = easy.idleSocket { idleSockets.insert(socket) }
      if unsafe message.pointee.msg == CURLMSG_DONE { return unsafe message.pointee.data.result }
    }
    return CURLE_GOT_NOTHING
  }
}
