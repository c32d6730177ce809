internal import FeltAPI
internal import FoundationEssentials

/// Times and dates in the formats that Felt and HTTP use, and the bytes that a state file stores as text.
package enum Timestamp {
  /// A time in UTC, as in `2026-01-31T09:05:00Z`. Source: RFC 3339.
  ///
  /// - Parameter seconds: since 1970; clamped to the years 1970 to 9999.
  static func text(_ seconds: Double) -> String { date(seconds).formatted(.iso8601) }

  /// A time as HTTP writes it, as in `Sat, 31 Jan 2026 09:05:00 GMT`. Source: RFC 9110, section 5.6.7.
  ///
  /// - Parameter seconds: since 1970; clamped to the years 1970 to 9999.
  package static func httpText(_ seconds: Double) -> String {
    let text = text(seconds)
    let parts = text.split { "-T:Z".contains($0) }
    let weekday = calendar.component(.weekday, from: date(seconds))
    let month = HTTPDate.months[(Int(parts[1]) ?? 1) - 1]
    return "\(weekdays[weekday - 1]), \(parts[2]) \(month) \(parts[0]) \(text.dropFirst(11).dropLast()) GMT"
  }

  /// Whether a text is a date that exists, such as `2026-01-31`.
  static func isDate(_ text: String) -> Bool {
    guard text.utf8.count == 10, let date = try? dayStyle.parse(text) else { return false }
    // The parser takes 30 February for 2 March.
    return dayStyle.format(date) == text
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let dayStyle = Date.ISO8601FormatStyle().year().month().day()
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  private static func date(_ seconds: Double) -> Date {
    Date(timeIntervalSince1970: min(max(seconds, 0), 253_402_300_799).rounded(.down))
  }
}

/// Bytes as text. Source: RFC 4648, section 4.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// - Returns: nil when the text is not base64.
  static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }
}
