import JSONText
import TestSupport
import Testing

@Suite struct GrammarTests {
  static let accepted: [String] = [
    "null", "true", "false", "0", "-0", "1.10", "1e400", "-1E-7", "1e+5",
    "123456789012345678901234567890123456789012345",
    "\"\"", "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u00e9\\uD83D\\uDE00\"", "\"é 日本 😀\"", "[]", "{}", " [ 1 , 2 ] ",
    "{\"a\":1,\"a\":2}", "{\"\":{}}", "[[[]]]", "\t\r\n1", "\"\u{7F}\"", "[{\"a\":[null]}]", "\"\\ud800\"",
  ]

  static let rejected: [String] = [
    "", " ", "nul", "nulll", "True", "01", "-", "-01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 2", "NaN", "Infinity",
    "\"", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "\"\t\"", "'a'", "[", "]", "[1", "[1,", "[1,]",
    "[,1]",
    "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{1:2}",
    "{\"a\":1 \"b\":2}",
    "[1}", "{\"a\":1]", "[]]", "{}{}", "1,", "/* */1", "\u{FEFF}1", "[1]x", "truefalse", "\u{B}1",
  ]

  @Test("What RFC 8259 has is read, and written back with its digits", arguments: accepted)
  func accepts(text: String) throws {
    let value = try JSONValue(parsing: Array(text.utf8))
    #expect(try JSONValue(parsing: value.serialized()) == value)
    _ = try laidOut(text, chunk: 1)
  }

  @Test("What RFC 8259 does not have is refused by the parser and by the printer", arguments: rejected)
  func rejects(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    for chunk in [1, 2, 3, 100] { #expect(throws: JSONError.self) { try laidOut(text, chunk: chunk) } }
  }

  @Test(
    "Bytes that are not UTF-8 are refused by the parser and shown as escapes by the printer",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) throws {
    #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    for chunk in 1...bytes.count {
      var printer = JSONPrinter()
      let text = try print(bytes, chunk: chunk, &printer)
      #expect(text.contains("\\ufffd"))
      #expect(printer.invalidByteCount > 0)
    }
  }

  @Test("An error names the line, the column in characters and the byte")
  func places() {
    let text = "{\n  \"é\": tru\n}"
    #expect { try JSONValue(parsing: Array(text.utf8)) } throws: { error in
      guard let error = error as? JSONError else { return false }
      return error.line == 2 && error.column == 8 && error.offset == 10
    }
    #expect { try laidOut(text, chunk: 1) } throws: { error in
      guard let error = error as? JSONError else { return false }
      return error.line == 2 && error.column == 8
    }
  }

  @Test(
    "Numbers are compared by value, however they are written",
    arguments: [
      ("1.0", "1e0", true), ("100", "1e2", true), ("-0", "0", true), ("1e999999999", "1e999999998", false),
      ("0.1", "0.10000000000000000000000000000000000001", false),
      ("12345678901234567890123", "12345678901234567890124", false),
      ("1200e-2", "12", true), ("0e5", "0", true), ("-1", "1", false),
    ])
  func numbers(first: String, second: String, areEqual: Bool) throws {
    let left = try JSONValue(parsing: Array(first.utf8))
    let right = try JSONValue(parsing: Array(second.utf8))
    #expect(left.isEqual(to: right) == areEqual)
  }

  @Test(
    "Numbers are ordered by value",
    arguments: [
      ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("9", "10"), ("1e2", "101"), ("0.09", "0.1"), ("-1e3", "-999"),
      ("99999999999999999999", "100000000000000000000"),
    ])
  func order(first: String, second: String) throws {
    guard case .number(let left) = try JSONValue(parsing: Array(first.utf8)),
      case .number(let right) = try JSONValue(parsing: Array(second.utf8))
    else {
      Issue.record("no numbers")
      return
    }
    #expect(left.isLess(than: right) && !right.isLess(than: left))
  }

  @Test("A number is the nearest binary one, and is ordered and equal as that is, however many digits it has")
  func doubles() throws {
    var random = SeededRandom(11)
    let numbers = try (0..<4000).map { _ -> JSONNumber in
      let whole = String(random.next() % 1_000_000_000 >> (random.next() % 30))
      let fraction = (0..<random.next() % 26).map { _ in String(random.next() % 10) }.joined()
      let text = (random.next() % 2 == 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
      guard case .number(let number) = try JSONValue(parsing: Array(text.utf8)) else { throw JSONError.cancelled }
      return number
    }
    for (number, next) in zip(numbers, numbers.dropFirst()) {
      let (value, other) = (try #require(Double(number.text)), try #require(Double(next.text)))
      #expect(number.double == value)
      if value != other { #expect(number.isLess(than: next) == (value < other)) }
      #expect(number.isEqual(to: next) == (value == other), "\(number.text) \(next.text)")
    }
  }

  @Test("Nesting has a limit that ends in an error and not in a crash")
  func nesting() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    _ = try laidOut(deep, chunk: 1000)
    let deeper = String(repeating: "[", count: 10_001)
    #expect(throws: JSONError.self) { try laidOut(deeper, chunk: 1000) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: Array(deep.utf8)) }
    let fine = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    let value = try JSONValue(parsing: Array(fine.utf8))
    #expect(value.isEqual(to: value))
    #expect(value.serialized() == Array(fine.utf8))
  }

  @Test(
    "A value that would take far more memory than its text is refused before it does",
    arguments: [("1", 48), ("[]", 48), ("[1]", 192), (#"{"a":1}"#, 304)])
  func room(element: String, cost: Int) throws {
    let text = Array(("[" + [String](repeating: element, count: 1000).joined(separator: ",") + "]").utf8)
    #expect(throws: JSONError.self) { try JSONValue(parsing: text, room: 1000 * cost) }
    let value = try JSONValue(parsing: text, room: 1001 * cost + 96)
    #expect(value.serialized() == text)
  }

  @Test("Reading a long text is given up when nobody waits for it any longer")
  func cancelled() {
    let text = Array(("[" + [String](repeating: "[1]", count: 200_000).joined(separator: ",") + "]").utf8)
    #expect(throws: JSONError.cancelled) { try JSONValue(parsing: text) { true } }
    #expect(throws: JSONError.cancelled) { try JSONValue(parsing: text, for: JSONPath(parsing: "$[*][0]")) { true } }
  }

  @Test("Text changed at random is read or refused, and both readers agree")
  func mutations() {
    var random = SeededRandom(42)
    let seeds = Self.accepted + [#"{"a":[1,2.5,{"b":"x\ny"}],"c":null}"#]
    for round in 0..<4000 {
      var bytes = Array(seeds[Int(random.next() % UInt64(seeds.count))].utf8)
      for _ in 0...(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count + 1))
        let byte = Array("[]{}\",:0e.-\\tnu 9".utf8)[Int(random.next() % 17)]
        if random.next() % 2 == 0, place < bytes.count { bytes[place] = byte } else { bytes.insert(byte, at: place) }
      }
      let isRead = (try? JSONValue(parsing: bytes)) != nil
      var printer = JSONPrinter()
      let isPrinted = (try? print(bytes, chunk: 1 + round % 7, &printer)) != nil && printer.invalidByteCount == 0
      #expect(isRead == isPrinted, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}

/// The text laid out, given to the printer in chunks of so many bytes.
func laidOut(_ text: String, chunk: Int, style: JSONStyle = JSONStyle()) throws -> String {
  var printer = JSONPrinter(style: style)
  return try print(Array(text.utf8), chunk: chunk, &printer)
}

func print(_ bytes: [UInt8], chunk: Int, _ printer: inout JSONPrinter) throws -> String {
  var out: [UInt8] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    try printer.print(Array(rest.prefix(chunk)), into: &out)
    rest = rest.dropFirst(chunk)
  }
  try printer.finish(into: &out)
  return String(decoding: out, as: UTF8.self)
}
