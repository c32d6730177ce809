internal import CCurl
internal import FeltAPI

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension TransportError {
  /// Translates libcurl's error code. Source: libcurl-errors(3).
  init(_ code: CURLcode, easy: CurlHandle, transfer: Transfer, request: Request, options: CurlTransport.Options) {
    let host = request.baseURL.host
    let address = "\(host):\(request.baseURL.port)"
    let message = easy.errorMessage
    // libcurl quotes a proxy that it cannot use, with its password.
    let isUsable = !message.isEmpty && !options.proxies.values.contains { message.contains($0) }
    let detail = isUsable ? message : unsafe String(cString: ccurl_easy_strerror(code))
    let reason: Reason =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST: .unknownHost(host)
      case CURLE_COULDNT_RESOLVE_PROXY: .other("the host of the proxy is not known: check https_proxy")
      case CURLE_COULDNT_CONNECT:
        easy.systemError == Int(ECONNREFUSED)
          ? .connectionRefused(Self.refusingAddress(in: detail) ?? address)
          : .other("no connection to \(address): \(detail)")
      case CURLE_PEER_FAILED_VERIFICATION: .badCertificate(host, detail)
      case CURLE_SSL_CACERT_BADFILE: .other("the certificates cannot be read: check SSL_CERT_FILE (\(detail))")
      case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
        .tlsFailure(host, detail)
      case CURLE_OPERATION_TIMEDOUT: Self.timeout(easy, transfer, options)
      case CURLE_WEIRD_SERVER_REPLY where detail.contains("Content-Length"):
        // libcurl reads the length first, and doesn't report its text.
        .defectiveResponse(.invalidLength(nil))
      case CURLE_UNSUPPORTED_PROTOCOL where detail.contains("HTTP/0.9"): .defectiveResponse(.notHTTP)
      case CURLE_PARTIAL_FILE: .truncated(received: transfer.receivedCount, expected: transfer.expectedCount)
      case CURLE_RECV_ERROR where easy.proxyStatus >= 300 && !transfer.mayHaveHappened:
        .other(
          "the proxy does not connect to \(address), it replies with status \(easy.proxyStatus): check https_proxy")
      case CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_HTTP2:
        transfer.head == nil
          ? .connectionLost(detail) : .truncated(received: transfer.receivedCount, expected: transfer.expectedCount)
      case CURLE_GOT_NOTHING: .connectionLost("it was closed without one")
      case CURLE_SEND_ERROR: .connectionLost(detail)
      default: .other(detail)
      }
    self.init(reason, mayHaveHappened: transfer.mayHaveHappened)
  }

  private static func timeout(_ easy: CurlHandle, _ transfer: Transfer, _ options: CurlTransport.Options) -> Reason {
    let phase = transfer.phase(isConnected: easy.wasConnected)
    let seconds =
      switch phase {
      case .connect: options.timeoutOfConnecting
      case .sending, .firstByte, .total: options.timeout
      case .stall: (transfer.silence * 10).rounded() / 10
      }
    return .timedOut(phase, seconds: seconds)
  }

  /// The address that refused the connection, from libcurl's message: with a proxy it is not the server's.
  private static func refusingAddress(in detail: String) -> String? {
    let words = detail.split(separator: " ")
    guard detail.hasPrefix("Failed to connect to "), words.count > 6, words[5] == "port" else { return nil }
    return "\(words[4]):\(words[6])"
  }
}

extension TransportError {
  /// The error for a response that is incomplete or malformed.
  static func defect(_ defect: ResponseDefect) -> TransportError {
    TransportError(.defectiveResponse(defect), mayHaveHappened: true)
  }
}
