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
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether two texts stand for the same number.
  package func isEqual(to other: JSONNumber) -> Bool {
    text == other.text || Decimal(text) == Decimal(other.text)
  }

  /// Whether the number is less than another one.
  package func isLess(than other: JSONNumber) -> Bool {
    Decimal(text).isLess(than: Decimal(other.text))
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
