import JSONText
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
