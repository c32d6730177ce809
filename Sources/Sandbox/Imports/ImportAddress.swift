internal import FeltAPI

/// The address of a file on this machine. Source: RFC 9110, section 4.2.1.
struct ImportAddress: Sendable, Hashable {
  /// The address without its query. Its host is an IP address, never a name.
  let url: BaseURL
  /// The query without its question mark, percent-encoded; empty for none.
  let query: String

  /// - Returns: nil for an address on another machine, and for anything but plain HTTP.
  init?(_ text: String) {
    let address = text.prefix { $0 != "?" && $0 != "#" }
    guard let given = BaseURL(String(address)), given.scheme == "http" else { return nil }
    let host = given.host == "localhost" ? "127.0.0.1" : given.host
    guard Loopback.contains(host) else { return nil }
    let authority = host.contains(":") ? "[\(host)]" : host
    guard let url = BaseURL("http://\(authority):\(given.port)\(given.path)") else { return nil }
    self.url = url
    query = String(text[address.endIndex...].prefix { $0 != "#" }.dropFirst())
    guard query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
  }

  /// Whether a text is a web address at all.
  static func isWebAddress(_ text: String) -> Bool {
    let lowercased = text.lowercased()
    let rest = text.drop { $0 != ":" }.dropFirst(3)
    return (lowercased.hasPrefix("http://") || lowercased.hasPrefix("https://")) && !rest.isEmpty
      && !rest.hasPrefix("/") && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
