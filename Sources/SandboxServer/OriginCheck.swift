internal import FeltAPI
internal import HTTPTypes
internal import NIOHTTP1
internal import Sandbox

/// Rejects requests that a browser could be made to send: under a host name that isn't this machine's, and from the
/// pages of other sites.
enum OriginCheck {
  /// The response to a request that is rejected; nil for one that is allowed.
  static func rejection(of head: HTTPRequestHead) -> SandboxResponse? {
    let hosts = head.headers["host"]
    guard hosts.count == 1, let host = hosts.first, isLoopback(host) else {
      return response(421, "The sandbox can only be reached as 127.0.0.1, localhost or [::1].")
    }
    guard head.uri.hasPrefix("/") else { return response(400, "The request line must contain a path.") }
    for origin in head.headers["origin"] {
      guard let url = BaseURL(origin), url.path.isEmpty, isLoopback(url.host) else {
        return response(403, "Requests from the pages of other sites are not allowed.")
      }
    }
    return nil
  }

  private static func response(_ status: Int, _ text: String) -> SandboxResponse {
    SandboxResponse(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
  }

  /// - Parameter authority: a host with or without a port.
  private static func isLoopback(_ authority: String) -> Bool {
    if authority == "127.0.0.1" || authority == "localhost" { return true }
    guard let url = BaseURL("http://" + (authority == "::1" ? "[::1]" : authority)), url.path.isEmpty else {
      return false
    }
    return url.host == "localhost" || Loopback.contains(url.host)
  }
}
