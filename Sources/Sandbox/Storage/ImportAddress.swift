internal import FeltAPI

/// An address on this very machine. Source: RFC 9110, section 4.2.1.
struct ImportAddress: Sendable, Hashable {
  /// As an address, never as a name: 127.0.0.1 or such, or ::1.
  let host: String
  let port: Int
  /// Path and query.
  let target: String

  /// - Returns: nil for another machine, and for what is not plain HTTP.
  init?(_ url: String) {
    let address = url.prefix { $0 != "?" && $0 != "#" }
    guard let base = BaseURL(String(address)), base.scheme == "http" else { return nil }
    host = base.host == "localhost" ? "127.0.0.1" : base.host
    guard Loopback.contains(host) else { return nil }
    port = base.port
    let query = url[address.endIndex...].prefix { $0 != "#" }
    guard query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    target = (base.path.isEmpty ? "/" : base.path) + query
  }

  /// Whether a text is the address of something on the web.
  static func isAddress(_ url: String) -> Bool {
    let lowered = url.lowercased()
    let rest = url.drop { $0 != ":" }.dropFirst(3)
    return (lowered.hasPrefix("http://") || lowered.hasPrefix("https://")) && !rest.isEmpty && !rest.hasPrefix("/")
      && url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
