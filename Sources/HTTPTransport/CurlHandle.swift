internal import CCurl
internal import FeltAPI
internal import HTTPTypes

/// A libcurl easy handle with the settings of one request.
@safe final class CurlHandle {
  let pointer: UnsafeMutableRawPointer
  private var list: UnsafeMutablePointer<curl_slist>?
  /// Where libcurl writes the details of a failure.
  let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var firstFailure = CURLE_OK
  /// Whether the settings that all requests share are applied.
  private var isPrepared = false
  /// Whether the request that was configured has set nothing that another one could meet.
  private var holdsLittle = false
  private static let uploadBufferSize = 1 << 18
  private static let downloadBufferSize = 1 << 18

  init?() {
    guard let handle = unsafe ccurl_easy_init() else { return nil }
    unsafe pointer = handle
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    unsafe ccurl_easy_cleanup(pointer)
    unsafe ccurl_slist_free_all(list)
    unsafe errorText.deallocate()
  }

  /// Clears the settings of the last request, including its token. Connections stay open.
  func reset() {
    if holdsLittle {
      unsafe note(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, nil))
    } else {
      unsafe ccurl_easy_reset(pointer)
      isPrepared = false
    }
    unsafe ccurl_slist_free_all(list)
    unsafe list = nil
    if unsafe firstFailure != CURLE_OK || errorText.pointee != 0 {
      unsafe errorText.update(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }
    firstFailure = CURLE_OK
  }

  /// Makes the next request apply the settings that all requests share, which are others now.
  func forgetOptions() {
    isPrepared = false
  }

  /// Applies the settings of a request. libcurl refers to `transfer` without owning it, until ``reset()``.
  func configure(_ request: Request, _ options: CurlTransport.Options, _ transfer: Transfer) throws(TransportError) {
    if !isPrepared {
      unsafe ccurl_easy_reset(pointer)
      prepare(options)
    }
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    // A plain GET sets nothing that the next request doesn't set as well.
    holdsLittle = request.method == .get && request.body == .none
    set(CURLOPT_URL, request.url)
    // What takes long to send is limited by its pauses: see `CurlTransport.perform`.
    set(CURLOPT_TIMEOUT_MS, request.hasOwnPace ? 0 : options.timeout.asMilliseconds)
    set(CURLOPT_PROXY, options.proxy(for: request.baseURL) ?? "")
    unsafe note(ccurl_set_write_callback(pointer, Transfer.takeBody, context))
    unsafe note(ccurl_set_header_callback(pointer, Transfer.takeHeader, context))
    unsafe note(ccurl_set_attempt_callback(pointer, Transfer.beginAttempt, context))
    setHeaders(request)
    try setMethod(request, transfer)
    if firstFailure != CURLE_OK {
      throw TransportError(.other(unsafe String(cString: ccurl_easy_strerror(firstFailure))))
    }
  }

  /// Applies the settings that all requests share.
  private func prepare(_ options: CurlTransport.Options) {
    unsafe note(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
    set(CURLOPT_NOSIGNAL, 1)
    unsafe note(ccurl_set_quick_exit(pointer))
    unsafe note(ccurl_set_web_protocols(pointer))
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_BUFFERSIZE, Self.downloadBufferSize)
    set(CURLOPT_UPLOAD_BUFFERSIZE, Self.uploadBufferSize)
    set(CURLOPT_CONNECTTIMEOUT_MS, options.timeoutOfConnecting.asMilliseconds)
    for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] {
      if let file = options.certificateFile { set(option, file) }
    }
    for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] {
      if let directory = options.certificateDirectory { set(option, directory) }
    }
    set(CURLOPT_NOPROXY, options.proxyExceptions ?? "")
    unsafe note(ccurl_set_long(pointer, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE)))
    isPrepared = firstFailure == CURLE_OK
  }

  private func setMethod(_ request: Request, _ transfer: Transfer) throws(TransportError) {
    let method = request.method.rawValue
    switch (request.method, request.body) {
    case (.get, .none): set(CURLOPT_HTTPGET, 1)
    case (.head, .none): set(CURLOPT_NOBODY, 1)
    case (.head, _): throw TransportError(.other("a HEAD request has no body"))
    case (.delete, .none): set(CURLOPT_CUSTOMREQUEST, method)
    case (_, .none): setBody([], method)
    case (_, .bytes(let bytes)): setBody(bytes, method)
    case (_, .file(let path, let byteCount)):
      try setUpload(.file(path, byteCount: byteCount), method, transfer)
    case (_, .streamed(let body)):
      try setUpload(body, method, transfer)
    }
  }

  private func setUpload(_ body: StreamedBody, _ method: String, _ transfer: Transfer) throws(TransportError) {
    try transfer.openUpload(body)
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    set(CURLOPT_UPLOAD, 1)
    set(CURLOPT_CUSTOMREQUEST, method)
    unsafe note(ccurl_set_offset(pointer, CURLOPT_INFILESIZE_LARGE, curl_off_t(body.byteCount)))
    unsafe note(ccurl_set_read_callback(pointer, Transfer.giveBody, context))
    unsafe note(ccurl_set_seek_callback(pointer, Transfer.seekBody, context))
  }

  private func setBody(_ bytes: [UInt8], _ method: String) {
    set(CURLOPT_POST, 1)
    set(CURLOPT_CUSTOMREQUEST, method)
    unsafe note(ccurl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
    // libcurl copies the bytes, so that it can send them again on another connection.
    unsafe (bytes + [0]).withUnsafeBytes { buffer in
      let start = unsafe UnsafeMutableRawPointer(mutating: buffer.baseAddress)
      unsafe note(ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, start))
    }
  }

  private func setHeaders(_ request: Request) {
    for field in request.headers { append(field.name.rawName, field.value) }
    if let token = request.authorization, request.baseURL.keepsSecrets {
      let value = token.authorizationHeaderValue()
      if !value.isEmpty { append("Authorization", value) }
    }
    // libcurl does not unpack the body: it would accept a compressed body that ends too early.
    if !request.headers.contains(.acceptEncoding) { append("Accept-Encoding: " + ContentEncoding.accepted) }
    // Without this, libcurl declares a body without a type to be a form.
    if !request.headers.contains(.contentType) { append("Content-Type:") }
    // Without this, libcurl waits for the server to accept a large body before it sends it.
    append("Expect:")
    unsafe note(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, list))
  }

  private func append(_ name: String, _ value: String) {
    // A semicolon is for a header without a value, which would not be sent otherwise.
    let header = value.isEmpty ? name + ";" : name + ": " + value
    // The request builder refuses line breaks; this is a second check.
    if !header.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) { append(header) }
  }

  /// Adds a header as libcurl takes it; one that ends with a colon is not sent, not even by libcurl itself.
  /// Source: CURLOPT_HTTPHEADER(3).
  private func append(_ header: String) {
    let longer = unsafe header.withCString { text in unsafe ccurl_slist_append(list, text) }
    if let longer = unsafe longer { unsafe list = longer } else { note(CURLE_OUT_OF_MEMORY) }
  }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe note(ccurl_set_long(pointer, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe value.withCString { text in unsafe note(ccurl_set_string(pointer, option, text)) }
  }

  /// Remembers the first setting that failed, so that a request is not sent without it.
  private func note(_ code: CURLcode) {
    if firstFailure == CURLE_OK { firstFailure = code }
  }
}

extension Double {
  /// A number of seconds in whole milliseconds, at least 1.
  var asMilliseconds: Int {
    self > 0.001 ? Int(min(self, 1e6) * 1000) : 1
  }
}

extension Request {
  /// Whether the body is read while it is sent, and may take any time.
  var isStreamed: Bool { if case .streamed = body { true } else { false } }

  /// Whether it may take any time as long as it goes on.
  var hasOwnPace: Bool { isStreamed || isDownload }
}
