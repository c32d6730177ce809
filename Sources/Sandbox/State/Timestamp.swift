/// Times as Felt writes them. Source: ISO 8601, RFC 3339.
enum Timestamp {
  /// A time given in seconds since 1970, in UTC: `2026-01-31T09:05:00Z`.
  static func text(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 253_402_300_799))
    let (year, month, day) = date(whole / 86_400)
    let time = whole % 86_400
    return "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60))Z"
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
