internal import FeltAPI
internal import HTTPTypes
internal import NIOHTTP1
internal import Sandbox

/// Turns away who comes by a name that is not this machine's, or from a page that another site has opened: a browser
/// could be made to send either.
enum GuestCheck {
  /// The answer to a request that is refused; nil for one that is welcome.
  static func refusal(of head: HTTPRequestHead) -> SandboxReply? {
    let hosts = head.headers["host"]
    guard hosts.count == 1, let host = hosts.first, isLoopback(host) else {
      return reply(421, "The sandbox answers to 127.0.0.1, localhost and [::1] alone.")
    }
    guard head.uri.hasPrefix("/") else { return reply(400, "The request line has to hold a path.") }
    for origin in head.headers["origin"] {
      guard let url = BaseURL(origin), url.path.isEmpty, isLoopback(url.host) else {
        return reply(403, "Pages of other sites are not answered.")
      }
    }
    return nil
  }

  private static func reply(_ status: Int, _ text: String) -> SandboxReply {
    SandboxReply(status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
  }

  /// - Parameter authority: a host with or without a port.
  private static func isLoopback(_ authority: String) -> Bool {
    if authority == "127.0.0.1" || authority == "localhost" { return true }
    // What is no authority of a URL is none here either.
    guard let url = BaseURL("http://" + (authority == "::1" ? "[::1]" : authority)), url.path.isEmpty else {
      return false
    }
    return url.host == "localhost" || Loopback.contains(url.host)
  }
}
