internal import JSONText

/// A list of JSON values that is searched in constant time. Numbers are equal by value, as in `1` and `1.0`.
struct ValueSet: Sendable {
  /// Equal values have the same key; values of the same key may differ.
  private enum Key: Hashable {
    case string(String)
    case number(Double?)
    case other
  }

  private let values: [Key: [JSONValue]]

  init(_ values: [JSONValue]) {
    self.values = Dictionary(grouping: Set(values), by: Self.key)
  }

  func contains(_ value: JSONValue) -> Bool {
    values[Self.key(value)]?.contains { $0.isEqual(to: value) } ?? false
  }

  private static func key(_ value: JSONValue) -> Key {
    switch value {
    case .string(let text): .string(text)
    case .number(let number): .number(number.double)
    case .null, .bool, .array, .object: .other
    }
  }
}
