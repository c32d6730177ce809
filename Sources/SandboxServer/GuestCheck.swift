internal import FeltAPI
internal import NIOHTTP1
internal import Sandbox

/// Turns away who comes by a name that is not this machine's, or from a page that another site has opened: a browser
/// could be made to send either.
enum GuestCheck {
  /// The answer to a request that is refused; nil for one that is welcome.
  static func refusal(of head: HTTPRequestHead) -> SandboxReply? {
    let hosts = head.headers["host"]
    guard hosts.count == 1, let host = hosts.first, isLoopback(host) else { return SandboxReply(status: 421) }
    for origin in head.headers["origin"] {
      guard let url = BaseURL(origin), isLoopback(url.host) else { return SandboxReply(status: 403) }
    }
    return nil
  }

  private static func isLoopback(_ authority: String) -> Bool {
    var host = authority[...]
    if host.hasPrefix("[") {
      host = host.dropFirst().prefix { $0 != "]" }
    } else if host.split(separator: ":", omittingEmptySubsequences: false).count == 2 {
      host = host.prefix { $0 != ":" }
    }
    return host.lowercased() == "localhost" || Loopback.contains(String(host))
  }
}
