import JSONText
import TestSupport
import Testing

@Suite struct PrinterTests {
  private let text = #" {"b":1.10,"a":[],"o":{},"list":[1,true,null,"x\u0041\n"],"b":{"n":[{}]}} "#
  private let expected = """
    {
      "b": 1.10,
      "a": [],
      "o": {},
      "list": [
        1,
        true,
        null,
        "x\\u0041\\n"
      ],
      "b": {
        "n": [
          {}
        ]
      }
    }

    """

  @Test("JSON is laid out the same however it is cut into chunks")
  func layout() throws {
    for chunk in 1...text.utf8.count { #expect(try laidOut(text, chunk: chunk) == expected) }
  }

  @Test("Numbers in lists in lists are laid out the same at once and in small chunks, errors among them")
  func numbers() {
    var random = SeededRandom(1)
    for _ in 0..<500 {
      let depth = random.chance(5) ? random.below(20) : random.below(5)
      let brackets = depth / 5 * 4
      let lists = random.numbers(depth: 1 + depth - brackets)
      let text =
        String(repeating: "[", count: brackets) + lists + String(repeating: "]", count: brackets)
        + String(repeating: " ", count: random.below(40))
      let whole = chunked(text, text.utf8.count)
      for chunk in [1, 40, 300] { #expect(chunked(text, chunk) == whole, "\(text)") }
    }
  }

  @Test("Objects are laid out the same at once and in small chunks, with colours and without, errors among them")
  func objects() {
    var random = SeededRandom(2)
    let colors = JSONColors(key: "<k>", string: "<s>", number: "<n>", literal: "<l>", punctuation: "<p>", reset: "</>")
    for _ in 0..<300 {
      let text = random.object(depth: 1 + random.below(3)) + String(repeating: " ", count: random.below(40))
      for style in [JSONStyle(), JSONStyle(colors: colors)] {
        let whole = chunked(text, text.utf8.count, style)
        for chunk in [1, 40] { #expect(chunked(text, chunk, style) == whole, "\(text)") }
      }
    }
  }

  /// What comes out of a text, and the error that ends it.
  private func chunked(_ text: String, _ size: Int, _ style: JSONStyle = JSONStyle()) -> [String] {
    var printer = JSONPrinter(style: style)
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    do {
      while !rest.isEmpty {
        try printer.print(Array(rest.prefix(size)), into: &out)
        rest = rest.dropFirst(size)
      }
      try printer.finish(into: &out)
    } catch {
      return [String(decoding: out, as: UTF8.self), "\(error)"]
    }
    return [String(decoding: out, as: UTF8.self)]
  }

  @Test("What was right before an error comes out before it")
  func partialOutput() {
    var printer = JSONPrinter()
    var out: [UInt8] = []
    #expect(throws: JSONError.self) { try printer.print(Array(#"[1,{"a":oops}]"#.utf8), into: &out) }
    #expect(String(decoding: out, as: UTF8.self) == "[\n  1,\n  {\n    \"a\": ")
  }

  @Test(
    "The characters that a style escapes are written as escapes, and all others stay",
    arguments: [
      ("\u{7F}", "\\u007f"), ("\u{9B}", "\\u009b"), ("\u{202E}", "\\u202e"), ("\u{E0041}", "\\udb40\\udc41"),
      ("é日😀", "é日😀"),
    ])
  func escapes(character: String, shown: String) throws {
    let style = JSONStyle(isEscaped: { [0x7F, 0x9B, 0x202E, 0xE0041].contains($0) })
    for chunk in 1...6 {
      #expect(try laidOut("\"a\(character)b\"", chunk: chunk, style: style) == "\"a\(shown)b\"\n")
    }
    #expect(try laidOut("\"a\(character)b\"", chunk: 1) == "\"a\(character)b\"\n")
  }

  @Test(
    "Halves of surrogate pairs are counted, and stay the escapes that they are",
    arguments: [
      (#""\ud83d\ude00""#, 0), (#""\ud83d""#, 1), (#""\ude00\ud83d""#, 2), (#""\ud83dx""#, 1), (#""\ud83d\n""#, 1),
      (#""\ud83d\ud83d\ude00""#, 1), (#""\u0041\ud7ff\ue000""#, 0),
    ])
  func surrogates(text: String, count: Int) throws {
    for chunk in 1...13 {
      var printer = JSONPrinter()
      #expect(try print(Array(text.utf8), chunk: chunk, &printer) == text + "\n")
      #expect(printer.loneSurrogateCount == count)
    }
  }

  @Test("Each kind of token has its colour, and the colours aside the text is the same")
  func colors() throws {
    let colors = JSONColors(key: "<k>", string: "<s>", number: "<n>", literal: "<l>", punctuation: "<p>", reset: "</>")
    let style = JSONStyle(colors: colors)
    let painted = try laidOut(#"{"a":["x",1,null]}"#, chunk: 3, style: style)
    #expect(
      painted == """
        <p>{</>
          <k>"a"</><p>:</> <p>[</>
            <s>"x"</><p>,</>
            <n>1</><p>,</>
            <l>null</>
          <p>]</>
        <p>}</>

        """)
  }

  @Test("A number longer than any is refused, and takes no more memory than its limit")
  func endlessNumber() {
    var printer = JSONPrinter()
    #expect(throws: JSONError.self) {
      for _ in 0..<40 {
        var out: [UInt8] = []
        try printer.print(Array(repeating: UInt8(ascii: "1"), count: 1 << 16), into: &out)
      }
    }
  }
}

extension SeededRandom {
  private static let oddities = [
    "{\"a\":[1,[2,3],[4]]}", "null", "[]", "01", "-", "1.", "[1 ,2]", "]", "1e5", "1-2", "1/2", "-0", "-01", "00.5",
    "0.5.5",
    "--1", "-.5", ".5", "1.5e", "2.5E+3", "+1", "1.-5", "/", "1\n", "1x",
  ]

  /// An object of members with names and values of all lengths, a few of them not as they should be.
  fileprivate mutating func object(depth: Int) -> String {
    let members = (0..<below(6)).map { _ -> String in
      let colon = chance(90) ? ":" : one(of: [" :", ": ", "::", ""])
      return text() + colon + (depth > 0 && chance(30) ? object(depth: depth - 1) : chance(60) ? text() : number())
    }
    return "{" + members.joined(separator: chance(90) ? "," : one(of: [", ", " ,", ",,", ""])) + "}"
  }

  private mutating func text() -> String {
    if chance(1) { return one(of: ["true", "nul", "\"", "\"\u{1}\"", "\"\\x\""]) }
    let pieces = (0..<below(3)).map { _ in
      chance(80)
        ? one(of: ["", "a", "name", "sixteen letters.", "type"]) : one(of: ["é", "\\n", "\\u00e9", "😀", "\u{7F}"])
    }
    return "\"" + pieces.joined() + "\""
  }

  /// Lists of numbers in lists, a few of them not as they should be.
  fileprivate mutating func numbers(depth: Int) -> String {
    if chance(1) { return one(of: Self.oddities) }
    if depth == 0 { return number() }
    let elements = (0..<(1 + below(5))).map { _ in numbers(depth: chance(95) ? depth - 1 : 0) }
    return "[" + elements.joined(separator: chance(98) ? "," : ", ") + "]"
  }

  private mutating func number() -> String {
    chance(90)
      ? "\(below(360) - 180).\(below(10_000_000))"
      : one(of: ["0", "-0.5e-3", "123456789012345678901234567890123456789", "7", "-1"])
  }
}
