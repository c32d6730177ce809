internal import Sandbox

/// The value of the `Date` header, formatted once a second. Source: RFC 9110, section 6.6.1.
final class DateHeader {
  private var second = -1.0
  private var text = ""

  /// The current time, as in `Sun, 06 Nov 1994 08:49:37 GMT`.
  var now: String {
    let now = SystemClock.now().rounded(.down)
    if now != second {
      second = now
      text = Timestamp.httpText(now)
    }
    return text
  }
}
