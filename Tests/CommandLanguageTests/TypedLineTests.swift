import CommandLanguage
import TestSupport
import Testing

@Suite struct TypedLineTests {
  private func line(_ text: String) -> TypedLine { TypedLine(Array(text.utf8), table: testTable) }

  @Test(
    "The words in front of the cursor and the one at it are known, whatever is still open",
    arguments: [
      ("", [], ""), ("ge", [], "ge"), ("get ", ["get"], ""), ("get /ma", ["get"], "/ma"),
      ("get /maps a", ["get", "/maps"], "a"),
      ("get '/ma", ["get"], "'/ma"), ("get \"a b", ["get"], "\"a b"),
      ("post /m t='a b' b", ["post", "/m", "t='a b'"], "b"),
      ("post /m {\"a\": ", ["post", "/m"], "{\"a\": "), ("post /m a:=[1, ", ["post", "/m"], "a:=[1, "),
      ("get $map.lay", ["get"], "$map.lay"), ("get ${map", ["get"], "${map"),
      ("get /u > ou", ["get", "/u", ">"], "ou"),
      ("get /u >> ou", ["get", "/u", ">>"], "ou"), ("get /u >", ["get", "/u", ">"], ""),
      ("m = post /ma", ["m", "=", "post"], "/ma"),
      ("get a\\ b", ["get"], "a\\ b"), ("get \\\n/u", ["get"], "/u"), ("expect $.a >", ["expect", "$.a"], ">"),
      ("expect $.a[?@.b", ["expect"], "$.a[?@.b"), ("show .lay", ["show"], ".lay"),
      ("ls Flood\\ z", ["ls"], "Flood\\ z"),
      ("get /u --se", ["get", "/u"], "--se"), ("get é日", ["get"], "é日"), ("'get' x", ["'get'"], "x"),
    ])
  func words(text: String, before: [String], current: String) {
    let line = line(text)
    #expect(line.before == before)
    #expect(line.current == current)
    #expect(slice(text, line.range) == current)
    #expect(line.range.upperBound == text.utf8.count)
    #expect(!line.isForeign)
  }

  @Test(
    "In a comment, a heredoc, another program's text and behind a bar nothing of ours stands",
    arguments: [
      "get /u # ge", "# ge", "post /m <<E\nge", "post /m <<E\n", "get /u | jq", "import curl htt", "import curl 'a",
    ])
  func foreign(text: String) {
    #expect(line(text).isForeign)
  }

  @Test("Only the last of several commands counts")
  func last() {
    #expect(line("get /u\nshow .a").before == ["show"])
    #expect(line("get /u # c\npost /m").before == ["post"])
    #expect(line("post /m <<E\n{}\nE\nls F").before == ["ls"])
    #expect(line("get /u\n").before.isEmpty)
    #expect(!line("get /u # c\n").isForeign)
  }

  @Test("The command is found behind the variable that keeps its response")
  func commands() {
    #expect(line("m = post /maps a").command?.verb == "post")
    #expect(line("m = post /maps a").command.map { Array($0.arguments) } == ["/maps"])
    #expect(line("get /u a").command?.verb == "get")
    #expect(line("m = ").command == nil)
    #expect(line("ge").command == nil)
  }

  @Test(
    "What a word means that is still open is its text without quotes and backslashes",
    arguments: [
      ("'a b", "a b"), ("\"a b\"", "a b"), ("a\\ b", "a b"), ("a'b'c", "abc"), ("'a\\b'", "a\\b"), ("\"a\\\"b", "a\"b"),
      ("'it'\\''s'", "it's"), ("$m", "$m"), ("a\\", "a"), ("", ""), ("é'日", "é日"),
    ])
  func meanings(typed: String, meaning: String) {
    #expect(TypedLine.meaning(typed) == meaning)
  }

  @Test("Every beginning of a text can be looked at, and the word at the cursor ends there")
  func beginnings() {
    var random = SeededRandom(12)
    let pieces = [
      "get", " ", "/maps", "'", "\"", "\\", "{", "}", "[", "]", "$m", "${", ".a", "=", ":=", "#", "\n", "|", ">",
      "<<E\n",
      "E\n", "é", "import curl ", "expect ", "\u{1}", "日",
    ]
    var ownWords = 0
    for _ in 0..<4000 {
      let bytes = Array((0..<(1 + random.below(12))).map { _ in random.one(of: pieces) }.joined().utf8)
      let line = TypedLine(bytes, table: testTable)
      #expect(line.range.upperBound == bytes.count)
      #expect(String(decoding: bytes[line.range], as: UTF8.self) == line.current)
      if !line.isForeign, !line.current.isEmpty { ownWords += 1 }
    }
    #expect(ownWords > 1000)
  }
}
