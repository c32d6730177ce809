import CommandLanguage
import Testing

/// Aliases by name and words.
private func aliases(_ definitions: (String, String)..., source: StatementSource = .typed) throws -> Aliases {
  var aliases = Aliases()
  for (name, text) in definitions {
    try aliases.define(Located(name, 0..<name.utf8.count), as: text, at: 10..<20, source: source, table: testTable)
  }
  return aliases
}

@Suite struct AliasTests {
  @Test(
    "The first word of a command is replaced, and nothing else",
    arguments: [
      ("m", "get /maps"), ("m --table", "get /maps --table"), ("  m x", "  get /maps x"), ("mm", "mm"),
      ("get m", "get m"),
      ("'m'", "'m'"), ("m=1", "m=1"), ("m\n", "get /maps\n"), ("# m", "# m"), ("", ""), ("\\m", "\\m"),
    ])
  func expansion(typed: String, expanded: String) throws {
    #expect(try aliases(("m", "get /maps")).expand(typed) == expanded)
  }

  @Test("An alias in what an alias stands for is replaced in turn, and one that leads to itself only once")
  func chains() throws {
    let chain = try aliases(("a", "b x"), ("b", "c y"), ("c", "get /u"))
    #expect(chain.expand("a z") == "get /u y x z")
    let circle = try aliases(("a", "b 1"), ("b", "a 2"))
    #expect(circle.expand("a") == "a 2 1")
    #expect(try aliases(("g", "g --table")).expand("g") == "g --table")
  }

  @Test("A statement read with an alias has the whole command as its text")
  func statements() throws {
    let aliases = try aliases(("m", "get /maps/1"))
    var reader = ScriptReader("m --table\n  m\nget m\nm --nope", source: .typed, table: testTable)
    var texts: [String] = []
    var lines: [Int] = []
    while let next = reader.next(expanding: aliases) {
      switch next {
      case .success(let statement): (texts, lines) = (texts + [statement.text], lines + [statement.line])
      case .failure(let error):
        texts.append(slice(error.text, error.error.range))
        lines.append(error.line)
      }
    }
    #expect(texts == ["get /maps/1 --table", "get /maps/1", "get m", "--nope"])
    #expect(lines == [1, 2, 3, 4])
  }

  @Test("A statement that uses a script's alias may do no more than the script")
  func restriction() throws {
    func source(_ aliases: Aliases, _ text: String, _ source: StatementSource) throws -> StatementSource {
      var reader = ScriptReader(text, source: source, table: testTable)
      guard case .success(let statement)? = reader.next(expanding: aliases) else {
        Issue.record("\(text) is not a statement")
        return source
      }
      return statement.source
    }
    let script = StatementSource.script("evil.felt")
    let foreign = try aliases(("m", "get /user"), source: script)
    #expect(try source(foreign, "m", .typed) == script)
    #expect(try source(foreign, "get /user", .typed) == .typed)
    let own = try aliases(("m", "get /user"))
    #expect(try source(own, "m", .typed) == .typed)
    #expect(try source(own, "m", script) == script)
    // Also where it is only a link in a chain, in either order.
    var mixed = try aliases(("b", "get /user"), source: script)
    try mixed.define(Located("a", 0..<1), as: "b", at: 0..<1, source: .typed, table: testTable)
    #expect(try source(mixed, "a", .typed) == script)
    var other = try aliases(("b", "get /user"))
    try other.define(Located("a", 0..<1), as: "b", at: 0..<1, source: script, table: testTable)
    #expect(try source(other, "a", .typed) == script)
  }

  @Test(
    "A name that can't be an alias is refused at the name",
    arguments: [
      ("1a", SyntaxError.Reason.malformedAliasName), ("a b", .malformedAliasName), ("", .malformedAliasName),
      ("é", .malformedAliasName), ("get", .aliasHidesCommand("get")), ("GET", .aliasHidesCommand("GET")),
      ("exit", .aliasHidesCommand("exit")), ("create_map", .aliasHidesOperation("create_map")),
    ])
  func names(name: String, reason: SyntaxError.Reason) {
    let error = #expect(throws: SyntaxError.self) { try aliases((name, "get /u")) }
    #expect(error?.reason == reason)
    #expect(error?.range == 0..<name.utf8.count)
  }

  @Test(
    "What an alias stands for has to be words on one line",
    arguments: ["", "  ", "get /u\nget /v", "get '", "get {", "get \\"])
  func texts(text: String) {
    let error = #expect(throws: SyntaxError.self) { try aliases(("m", text)) }
    #expect(error?.range == 10..<20)
  }

  @Test("An alias can be defined again and forgotten")
  func changes() throws {
    var aliases = try aliases(("m", "get /a"), ("m", "get /b"), ("g-h", "ls"))
    #expect(aliases.expand("m") == "get /b")
    #expect(aliases.definitions.keys.sorted() == ["g-h", "m"])
    let (first, second) = (aliases.remove("m"), aliases.remove("m"))
    #expect(first)
    #expect(!second)
    #expect(aliases.expand("m") == "m")
    #expect(aliases.expand("g-h x") == "ls x")
  }

  @Test("A whole script knows no alias: its text means the same everywhere")
  func scripts() {
    #expect(Script(parsing: "m", source: .script("a"), table: testTable).errors.count == 1)
  }
}
