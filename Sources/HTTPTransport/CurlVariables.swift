/// The environment variables that configure certificates and proxies. Source: curl(1), "ENVIRONMENT".
struct CurlVariables {
  private let environment: [String: String]

  init(_ environment: [String: String]) {
    self.environment = environment
  }

  /// A file of certificates to trust.
  var certificateFile: String? { first("CURL_CA_BUNDLE", "SSL_CERT_FILE") }

  /// A directory of certificates to trust; `CURL_CA_BUNDLE` replaces it.
  var certificateDirectory: String? { first("CURL_CA_BUNDLE") == nil ? first("SSL_CERT_DIR") : nil }

  /// The hosts that are reached without a proxy.
  var proxyExceptions: String? { first("no_proxy", "NO_PROXY") }

  /// The proxy for a scheme. `HTTP_PROXY` is not read, because a CGI program gets a client's `Proxy` header in it.
  func proxy(for scheme: String) -> String? {
    let own = scheme == "https" ? first("https_proxy", "HTTPS_PROXY") : first("http_proxy")
    return own ?? first("all_proxy", "ALL_PROXY")
  }

  private func first(_ names: String...) -> String? {
    names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }
}
