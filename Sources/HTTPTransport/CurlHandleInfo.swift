internal import CCurl
internal import FeltAPI

// What libcurl reports about the last request, until the handle is reset.
extension CurlHandle {
  /// How many bytes of requests were sent.
  var requestSize: Int {
    long(CURLINFO_REQUEST_SIZE)
  }

  /// Whether the connection was established, so that the request could be sent.
  var wasConnected: Bool {
    seconds(CURLINFO_PRETRANSFER_TIME_T) > 0
  }

  /// The status of the proxy's response to CONNECT; 0 without one.
  var proxyStatus: Int {
    long(CURLINFO_HTTP_CONNECTCODE)
  }

  /// The socket of the kept connection, on which nothing should arrive between requests; nil when the connection was
  /// closed, and for HTTP/2, whose servers also send frames between requests.
  var idleSocket: Int32? {
    guard long(CURLINFO_HTTP_VERSION) < Int(CURL_HTTP_VERSION_2_0) else { return nil }
    var socket = curl_socket_t(CURL_SOCKET_BAD)
    guard unsafe ccurl_get_socket(pointer, &socket) == CURLE_OK, socket != CURL_SOCKET_BAD else { return nil }
    return socket
  }

  /// The system's error number behind a failure to connect.
  var systemError: Int {
    long(CURLINFO_OS_ERRNO)
  }

  /// The details of the last failure.
  var errorMessage: String {
    unsafe String(cString: errorText)
  }

  /// How long each phase took.
  var timing: Response.Timing {
    var timing = Response.Timing()
    timing.nameLookup = seconds(CURLINFO_NAMELOOKUP_TIME_T)
    timing.connect = seconds(CURLINFO_CONNECT_TIME_T)
    timing.tls = seconds(CURLINFO_APPCONNECT_TIME_T)
    timing.firstByte = seconds(CURLINFO_STARTTRANSFER_TIME_T)
    timing.total = seconds(CURLINFO_TOTAL_TIME_T)
    timing.reusedConnection = long(CURLINFO_NUM_CONNECTS) == 0
    return timing
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    _ = unsafe ccurl_get_long(pointer, info, &value)
    return value
  }

  private func seconds(_ info: CURLINFO) -> Double {
    var value: curl_off_t = 0
    _ = unsafe ccurl_get_offset(pointer, info, &value)
    return Double(value) / 1e6
  }
}
