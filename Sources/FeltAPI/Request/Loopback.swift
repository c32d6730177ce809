/// Addresses of this very machine. Source: RFC 1122 section 3.2.1.3 (127.0.0.0/8), RFC 4291 section 2.5.3 (::1).
public enum Loopback {
  /// Whether a host is written as a loopback address. Names are not: what they mean is for others to say.
  public static func contains(_ host: String) -> Bool {
    host == "::1" || isIPv4Loopback(host)
  }

  private static func isIPv4Loopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts.first == "127" else { return false }
    return parts.allSatisfy { part in
      part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && UInt8(part) != nil
        && (part == "0" || !part.hasPrefix("0"))
    }
  }
}
