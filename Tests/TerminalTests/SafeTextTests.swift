import Terminal
import Testing

@Suite("Text from elsewhere on a terminal")
struct SafeTextTests {
  @Test(
    "What could act on a terminal, is invisible or changes the order of letters is shown as an escape",
    arguments: [
      ("\u{1B}", "\\u001b"), ("\u{7F}", "\\u007f"), ("\u{9B}", "\\u009b"), ("\u{AD}", "\\u00ad"),
      ("\u{61C}", "\\u061c"), ("\u{180E}", "\\u180e"), ("\u{200B}", "\\u200b"), ("\u{200E}", "\\u200e"),
      ("\u{200F}", "\\u200f"), ("\u{2028}", "\\u2028"), ("\u{202E}", "\\u202e"), ("\u{2066}", "\\u2066"),
      ("\u{2069}", "\\u2069"), ("\u{FEFF}", "\\ufeff"), ("\u{E0041}", "\\udb40\\udc41"), ("\n", "\\u000a"),
    ])
  func dangerous(character: String, shown: String) {
    #expect(SafeText.of("é\(character)b") == "é\(shown)b")
  }

  @Test("Letters of all scripts, emoji and combining marks stay", arguments: ["é日😀", "e\u{301}", "שלום", "ไทย", "a~ "])
  func harmless(text: String) {
    #expect(SafeText.of(text) == text)
  }

  @Test("Line breaks and tabs can be kept, and a carriage return can't")
  func lines() {
    #expect(SafeText.of("a\nb\tc\r\n", keepsLines: true) == "a\nb\tc\\u000d\n")
  }

  @Test("JSON's tokens have a start sequence on a palette with colours, and none without")
  func jsonColors() {
    #expect(Palette.colored.start(of: .jsonKey) == "\u{1B}[34m")
    #expect(Palette.plain.start(of: .jsonKey) == "")
    #expect(Palette.colored.start(of: .plain) == "")
  }
}
