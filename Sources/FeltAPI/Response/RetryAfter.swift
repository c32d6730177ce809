internal import FoundationEssentials
public import HTTPTypes

/// How long a server asks its clients to wait. Source: RFC 9110, section 10.2.3.
public enum RetryAfter {
  /// The time to wait, in seconds. A date is compared with the response's own `Date`, so that a wrong clock on either
  /// side does no harm.
  ///
  /// - Returns: nil where the server doesn't ask for anything, or not in a form that HTTP has.
  public static func seconds(_ headers: HTTPFields) -> Double? {
    guard let text = headers[.retryAfter] else { return nil }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Double(text) }
    guard let time = HTTPDate.seconds(text) else { return nil }
    let now = headers[.date].flatMap(HTTPDate.seconds) ?? Date.now.timeIntervalSince1970
    return max(0, time - now)
  }
}
