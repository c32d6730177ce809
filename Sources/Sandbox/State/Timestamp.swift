/// Times as Felt writes them. Source: ISO 8601, RFC 3339.
package enum Timestamp {
  /// A time given in seconds since 1970, in UTC: `2026-01-31T09:05:00Z`.
  static func text(_ seconds: Double) -> String {
    let whole = whole(seconds)
    let (year, month, day) = date(whole / 86_400)
    return "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(time(whole))Z"
  }

  /// The same as HTTP writes it: `Sat, 31 Jan 2026 09:05:00 GMT`. Source: RFC 9110, section 5.6.7.
  package static func httpText(_ seconds: Double) -> String {
    let whole = whole(seconds)
    let (year, month, day) = date(whole / 86_400)
    // 1970 began on a Thursday.
    let weekday = weekdays[(whole / 86_400) % 7]
    return "\(weekday), \(pad(day)) \(months[month - 1]) \(pad(year, 4)) \(time(whole)) GMT"
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Whole seconds, in the years that have four digits.
  private static func whole(_ seconds: Double) -> Int { Int(min(max(seconds, 0), 253_402_300_799)) }

  private static func time(_ seconds: Int) -> String {
    let time = seconds % 86_400
    return "\(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60))"
  }

  /// Whether a text is a day such as `2026-01-31`.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month), day > 0
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The date of a day counted from 1970, in the Gregorian calendar, whose years here begin in March.
  private static func date(_ day: Int) -> (Int, Int, Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let calendarMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
