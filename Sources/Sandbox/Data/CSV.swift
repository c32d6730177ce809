/// Tables in CSV. Source: RFC 4180.
enum CSV {
  static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// Writes rows, each ending in CRLF.
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Reads a table. Its separator is the one that is most frequent in the first line.
  ///
  /// - Returns: nil when the bytes aren't UTF-8, or a quote isn't closed.
  static func rows(_ bytes: [UInt8]) -> [[String]]? {
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let line = rest.prefix { $0 != 0x0A }
    let separator = separators.max { first, second in
      line.count { $0 == first } < line.count { $0 == second }
    }
    var rows: [[String]] = []
    while !rest.isEmpty {
      guard let row = row(&rest, separator ?? UInt8(ascii: ",")) else { return nil }
      if row != [""] { rows.append(row) }
    }
    return rows
  }

  private static func row(_ rest: inout ArraySlice<UInt8>, _ separator: UInt8) -> [String]? {
    var fields: [String] = []
    while true {
      var field: [UInt8] = []
      if rest.first == 0x22 {
        guard let quoted = quoted(&rest) else { return nil }
        field = quoted
      }
      let plain = rest.prefix { $0 != separator && $0 != 0x0A && $0 != 0x0D }
      field += plain
      rest = rest.dropFirst(plain.count)
      guard let text = String(validating: field, as: UTF8.self) else { return nil }
      fields.append(text)
      let end = rest.popFirst()
      if end == separator { continue }
      if end == 0x0D, rest.first == 0x0A { rest = rest.dropFirst() }
      return fields
    }
  }

  /// Reads a quoted field. Two quotes in it stand for one.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var field: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      guard byte == 0x22 else {
        field.append(byte)
        continue
      }
      if rest.first != 0x22 { return field }
      field.append(byte)
      rest = rest.dropFirst()
    }
    return nil
  }
}
