import CommandLanguage
import Presentation
import Testing

/// What people type here that are used to other programs.
@Suite struct BorrowedWordTests {
  @Test(
    "A word of psql, a shell, HTTPie or curl points to the word that does the same here",
    arguments: [
      ("?", "help"), ("clear", "Control-L"), ("\\q", "quit"), ("\\d", "ls "), ("\\dt+", "ls "),
      ("\\i a.felt", "source"),
      ("http GET /maps", "get /maps"), ("curl https://felt.com/api/v2/user", "import curl"),
      ("SELECT * FROM maps", "--select"),
      ("rm -rf x", "delete"), ("echo $x", "$NAME"),
    ])
  func words(line: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error?.message == "there is no command \(line.prefix { $0 != " " })")
    #expect(error?.advice?.contains(advice) ?? false, "\(error?.advice ?? "")")
  }

  @Test(
    "An option of another program points to what there is in its place",
    arguments: [
      ("ls -l", "-l", "ls always lists all"), ("get /user -H A:b", "-H", "NAME:VALUE"),
      ("get -i /user", "-i", "--headers"),
      ("post /maps -d '{}'", "-d", "NAME=VALUE"), ("ls --help", "--help", "help and"),
      ("show_map -o f", "-o", "> FILE"),
      ("cd -x", "-x", "takes no options"),
    ])
  func options(line: String, option: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error.map { slice(line, $0.range) } == option)
    #expect(error?.advice?.contains(advice) ?? false, "\(error?.advice ?? "")")
  }

  @Test("No word is ours already, and none stands twice")
  func table() {
    let words = BorrowedWords.all.flatMap(\.words)
    for word in words { #expect(throws: SyntaxError.self, "\(word)") { try testParser.parse(word) } }
    #expect(Set(words).count == words.count)
    let options = BorrowedWords.options.flatMap(\.words)
    #expect(Set(options).count == options.count)
    let ours = testTable.outputOptions + testTable.commands.flatMap(\.options)
    #expect(Set(ours.map(\.name)).isDisjoint(with: options))
  }

  @Test("A text in quotes, and a value that begins with a dash, are no options")
  func values() throws {
    for line in ["cd '-x'", "header X-Sign -abc", "post /maps title=-x", "expect $.a == -b", "history -x"] {
      #expect(throws: Never.self, "\(line)") { try testParser.parse(line) }
    }
  }

  @Test(
    "Quotes around a whole item are shown where they belong",
    arguments: [
      ("post /maps \"title=Flood zones\"", "title=\"Flood zones\""), ("post /maps 'lat:=3'", "lat:=3"),
      ("get /user 'X-Request-Id:abc'", "X-Request-Id:abc"),
    ])
  func quotedItems(line: String, item: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error?.message == "the quotes stand around the whole item")
    #expect(error?.advice == "they belong around the value: \(item)")
    #expect(error.map { slice(line, $0.range) }?.hasSuffix(line.suffix(1)) ?? false)
  }

  @Test(
    "A text of several words without quotes is shown with them",
    arguments: [
      ("cd River survey", "River survey", "\"River survey\""),
      ("ls Flood zones --csv", "Flood zones", "\"Flood zones\""),
      ("show_map Flood zones", "Flood zones", "\"Flood zones\""),
      ("get /maps/Flood zones", "/maps/Flood zones", "\"/maps/Flood zones\""),
      ("post /maps title=My first map basemap=dark", "title=My first map", "title=\"My first map\""),
      ("m = find map Flood zones in $p", "Flood zones", "\"Flood zones\""),
      ("wait Flood extent --timeout 1s", "Flood extent", "\"Flood extent\""),
    ])
  func unquotedTexts(line: String, place: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error?.message == "a text of several words needs quotes", "\(error?.message ?? "")")
    #expect(error.map { slice(line, $0.range) } == place)
    #expect(error?.advice == "write \(advice)")
  }

  @Test(
    "Behind a path of the API's words, JSON or a variable, a word doesn't go on a text",
    arguments: ["get /user x", "post /maps lat:=3 x", "update_map $m x", "quit x", "cd $m x", "post /maps {} x"])
  func otherWords(line: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error?.message != "a text of several words needs quotes")
    #expect(error.map { slice(line, $0.range) } == "x")
  }

  @Test(
    "set says that = stands right behind the name",
    arguments: [
      ("set a 1", "set a=1"), ("set a = 1", "set a=1"), ("set a", "set a=…"), ("set a 'b c'", "set a=\"b c\""),
    ])
  func spaces(line: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
    #expect(error?.advice == "as in \(advice)")
  }

  @Test("set says how JSON is written, where a text would lose its quotes")
  func json() throws {
    for line in [#"set x={"a": 1}"#, #"set x=["a"]"#] {
      let error = #expect(throws: SyntaxError.self) { try testParser.parse(line) }
      #expect(error?.advice?.contains("set x:=") ?? false)
    }
    for line in [#"set x:={"a": 1}"#, #"set x='{"a": 1}'"#, "set x={a}", "set x=[1, 2]", #"set x="a""#] {
      #expect(throws: Never.self, "\(line)") { try testParser.parse(line) }
    }
  }
}
