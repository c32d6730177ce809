/// Where the API is: a scheme, a host, a port and the path in front of every operation's. Source: RFC 3986.
public struct BaseURL: Sendable, Hashable {
  /// Felt's own.
  public static let felt = BaseURL(scheme: "https", host: "felt.com", port: 443, path: "/api/v2")

  /// `https` or `http`.
  public let scheme: String
  /// A name or an address in lower case; an IPv6 address without its brackets.
  public let host: String
  /// The port, given or the scheme's own.
  public let port: Int
  /// The path in front of every operation's, without a slash at its end; may be empty.
  public let path: String
  /// `https://host`, with the port where it is not the scheme's own.
  public let origin: String
  /// The whole URL, without a slash at its end.
  public let description: String
  /// Whether what is sent there stays private: over TLS, or to this very machine.
  public let keepsSecrets: Bool

  private init(scheme: String, host: String, port: Int, path: String) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    let isUsual = port == (scheme == "https" ? 443 : 80)
    origin = scheme + "://" + (host.contains(":") ? "[\(host)]" : host) + (isUsual ? "" : ":\(port)")
    description = origin + path
    keepsSecrets = scheme == "https" || Loopback.contains(host)
  }

  /// Reads an absolute `http` or `https` URL without user, query or fragment. `http://felt.com`, which an example of
  /// Felt's documentation has, stands for https.
  ///
  /// - Returns: nil when the text is anything else.
  public init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else { return nil }
    var scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { return nil }
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"?#\\\"<>^`{|}".utf8.contains($0) }),
      !authority.contains("@"), case (let host, var port)? = Self.splitAuthority(authority)
    else { return nil }
    let path = rest[authority.endIndex...]
    let parts = path.split(separator: "/")
    guard parts.allSatisfy({ part in PathSegment.decode(part).map { $0 != "." && $0 != ".." } ?? false }) else {
      return nil
    }
    if scheme == "http", host.lowercased() == Self.felt.host, port ?? 80 == 80 {
      (scheme, port) = ("https", 443)
    }
    self.init(
      scheme: scheme, host: host.lowercased(), port: port ?? (scheme == "https" ? 443 : 80),
      path: parts.map { "/" + $0 }.joined())
  }

  /// What a host's name is made of: no escapes, which libraries read in different ways.
  private static let hostCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

  private static func splitAuthority(_ authority: Substring) -> (host: Substring, port: Int?)? {
    var host = authority
    var portText: Substring?
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<close]
      let after = authority[authority.index(after: close)...]
      guard after.isEmpty || after.hasPrefix(":") else { return nil }
      portText = after.isEmpty ? nil : after.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      portText = authority[authority.index(after: colon)...]
    }
    let allowed = authority.hasPrefix("[") ? "0123456789abcdefABCDEF:." : hostCharacters
    guard !host.isEmpty, host.utf8.allSatisfy(allowed.utf8.contains) else { return nil }
    guard let portText, !portText.isEmpty else { return (host, nil) }
    guard let port = Int(portText), (1...65535).contains(port), portText.allSatisfy(\.isNumber) else { return nil }
    return (host, port)
  }
}

extension BaseURL: CustomStringConvertible {}
