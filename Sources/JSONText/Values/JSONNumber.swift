/// A number as it was written.
package struct JSONNumber: Sendable, Hashable {
  /// The text, valid by RFC 8259.
  package let text: String

  init(uncheckedText text: String) {
    self.text = text
  }

  /// The number as a whole one; nil when it has a fraction or is too large.
  package var int: Int? {
    if let value = Int(text) { return value }
    guard let double, double.magnitude < 9e15, double == double.rounded() else { return nil }
    return Int(double)
  }

  /// The nearest binary number; nil where there is none, as for `1e400`.
  package var double: Double? {
    short ?? Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The nearest binary number to one of at most 15 digits without an exponent; nil for any other. No two of them have
  /// the same, and it is the quotient of two numbers that are exact.
  /// Source: W. D. Clinger, "How to read floating point numbers accurately" (1990).
  private var short: Double? {
    var (digits, digitCount, decimalCount) = (0, 0, 0)
    var (isNegative, isFraction) = (false, false)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits &* 10 &+ Int(byte &- 0x30)
        if digits > 0 { digitCount += 1 }
        if isFraction { decimalCount += 1 }
        if digitCount > 15 || decimalCount >= Self.powers.count { return nil }
      default: return nil
      }
    }
    let value = Double(digits) / Self.powers[decimalCount]
    return isNegative ? -value : value
  }

  /// The same of a number that stands in a longer text, and how many bytes it takes; nil also where that is not one,
  /// and at the end of the text.
  @unsafe static func short(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (value: Double, end: Int)? {
    var place = unsafe bytes[0] == UInt8(ascii: "-") ? 1 : 0
    let isNegative = place == 1
    let first = place
    var (digits, fraction) = (0, -1)
    while place < count {
      let byte = unsafe bytes[place]
      if NumberText.isDigit(byte) {
        digits = digits &* 10 &+ Int(byte &- 0x30)
      } else if byte == UInt8(ascii: "."), fraction < 0, place > first {
        fraction = place &+ 1
      } else {
        break
      }
      place &+= 1
      // 15 digits and a point.
      if place &- first > 16 { return nil }
    }
    let digitCount = place &- first &- (fraction < 0 ? 0 : 1)
    let isOdd = unsafe digitCount > 1 && bytes[first] == UInt8(ascii: "0") && fraction != first &+ 2
    guard place < count, digitCount > 0, digitCount <= 15, fraction != place, !isOdd else { return nil }
    let next = unsafe bytes[place]
    guard next == UInt8(ascii: ",") || next == UInt8(ascii: "]") || next <= 0x20 else { return nil }
    let value = fraction < 0 ? Double(digits) : Double(digits) / powers[place &- fraction]
    return (isNegative ? -value : value, place)
  }

  /// The powers of ten that binary numbers have exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// Whether two texts stand for the same number.
  package func isEqual(to other: JSONNumber) -> Bool {
    if text == other.text { return true }
    if let value = short, let other = other.short { return value == other }
    return Decimal(text) == Decimal(other.text)
  }

  /// Whether the number is less than another one.
  package func isLess(than other: JSONNumber) -> Bool {
    if let value = short, let other = other.short { return value < other }
    return Decimal(text).isLess(than: Decimal(other.text))
  }

  /// A number by value: 0.d₁d₂d₃… × 10^exponent, without zeros at either end of the digits.
  private struct Decimal: Equatable {
    let isNegative: Bool
    let digits: [UInt8]
    let exponent: Int

    init(_ text: String) {
      var bytes = Array(text.utf8)[...]
      let minus = bytes.first == UInt8(ascii: "-")
      if minus { bytes.removeFirst() }
      let mantissa = bytes.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
      let all = (whole + mantissa.dropFirst(whole.count + 1))[...]
      let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
      var significant = all.dropFirst(leading)
      while significant.last == UInt8(ascii: "0") { significant.removeLast() }
      digits = Array(significant)
      isNegative = minus && !digits.isEmpty
      let written = Self.exponent(bytes.dropFirst(mantissa.count + 1))
      exponent = digits.isEmpty ? 0 : written + whole.count - leading
    }

    /// An exponent, which stops growing where no text could be long enough to matter; ten times the limit, and the
    /// length of any text, fit an `Int` beside it.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
      let limit = 1 << 56
      var value = 0
      for byte in text where NumberText.isDigit(byte) { value = min(limit, value * 10 + Int(byte - 0x30)) }
      return text.first == UInt8(ascii: "-") ? -value : value
    }

    func isLess(than other: Decimal) -> Bool {
      if isNegative != other.isNegative { return isNegative }
      if self == other { return false }
      return isNegative ? other.isSmaller(than: self) : isSmaller(than: other)
    }

    private func isSmaller(than other: Decimal) -> Bool {
      if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
      if exponent != other.exponent { return exponent < other.exponent }
      return digits.lexicographicallyPrecedes(other.digits)
    }
  }
}
