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
    guard let time = time(text) else { return nil }
    let now = headers[.date].flatMap(Self.time) ?? Date.now.timeIntervalSince1970
    return max(0, time - now)
  }

  /// The seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`. Source: RFC 9110, section 5.6.7.
  private static func time(_ text: String) -> Double? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", words[1].utf8.count == 2,
      let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
    return try? Date("\(words[3])-\(number)-\(words[1])T\(words[4])Z", strategy: .iso8601).timeIntervalSince1970
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
