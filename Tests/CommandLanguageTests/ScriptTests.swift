import CommandLanguage
import Testing

private func script(_ text: String, source: StatementSource = .script("a.felt")) -> Script {
  Script(parsing: text, source: source, table: testTable)
}

@Suite struct ScriptTests {
  @Test("Every error of a script is found, each with its line, its place and its text")
  func errors() {
    let text = """
      get /user
      gte /user
        post /maps title
      post /maps {} {}

      get /maps --tabel
      expect
      get /projects
      set x
      """
    let script = script(text)
    #expect(script.errors.map(\.line) == [2, 3, 4, 6, 7, 9])
    #expect(script.errors.map { slice($0.text, $0.error.range) } == ["gte", "title", "{}", "--tabel", "", "x"])
    #expect(script.errors.map(\.indentation) == [0, 2, 0, 0, 0, 0])
    #expect(script.errors.allSatisfy { $0.source == .script("a.felt") })
    #expect(script.statements.map(\.line) == [1, 8])
  }

  @Test(
    "What was opened and never closed is one error, and what follows is read for its own",
    arguments: [
      ("get '/user\nget /maps\ngte\n", [1, 3]), ("get /u\npost /m {\nget /maps\nexpct x\n", [2, 4]),
      ("post /m a=\"x\nget /u\n", [1]), ("post /m <<E\n{}\ngte\n", [1]), ("get /u \\", [1]),
      ("gte\npost /m [\ngte\n", [1, 2, 3]),
    ])
  func unclosed(text: String, lines: [Int]) {
    #expect(script(text).errors.map(\.line) == lines)
  }

  @Test("An error in a command of several lines names the line the command begins on")
  func severalLines() throws {
    let script = script("# c\npost /maps \\\n  title=A \\\n  nonsense\n")
    let error = try #require(script.errors.first)
    #expect(error.line == 2)
    #expect(slice(error.text, error.error.range) == "nonsense")
    #expect(script.errors.count == 1)
  }

  @Test(
    "A command of several lines that is wrong is one error, whatever is in its lines",
    arguments: [
      "gte {\n\"a\": 1\n}\nget /u", "gte '\n'\nget /u", "post /m {} <<E\nnope\nE\nget /u", "gte \\\n nope\nget /u",
    ])
  func wrongLines(text: String) {
    let script = script(text)
    #expect(script.errors.map(\.line) == [1])
    #expect(script.statements.map(\.text) == ["get /u"])
  }

  @Test("Expectations belong to the request in front of them, also behind comments and blank lines")
  func expectations() {
    let script = script(
      """
      get /user
      expect status 200
      expect $.name
      set x=1
      expect status 200
      m = get /maps/1

        expect status 404
      get /projects
      """)
    #expect(script.statements.map(\.line) == [1, 4, 5, 6, 9])
    #expect(script.statements.map(\.expectations.count) == [2, 0, 0, 1, 0])
    #expect(script.statements[0].expectations.map(\.line) == [2, 3])
    #expect(script.statements[3].expectations.first?.indentation == 2)
    #expect(script.errors.isEmpty)
  }

  @Test("An expectation in front of every request stands on its own")
  func orphan() {
    let script = script("expect status 200\nget /user")
    #expect(script.statements.map { $0.command.expectation != nil } == [true, false])
  }

  @Test("Comments are statements that do nothing, and blank lines are none")
  func comments() {
    let script = script("\n# one\n\n  # two\nget /user # three\n\t\n")
    #expect(script.statements.map(\.command.comment) == [" one", " two", " three"])
    #expect(script.statements.map(\.isComment) == [true, true, false])
    #expect(script.statements.map(\.line) == [2, 4, 5])
  }

  @Test("A text without statements is an empty script", arguments: ["", "\n", " \r\n\t", "\u{FEFF}", "\u{FEFF}\n"])
  func empty(text: String) {
    let script = script(text)
    #expect(script.statements.isEmpty)
    #expect(script.errors.isEmpty)
  }

  @Test("Each statement has its own text, its line and how far it is indented")
  func texts() {
    let script = script("get /a\n  é = x\n   post /m {\n \"a\": 1\n }  \nget /b # c\r\n")
    #expect(script.statements.map(\.text) == ["get /a", "post /m {\n \"a\": 1\n }", "get /b # c"])
    #expect(script.statements.map(\.line) == [1, 3, 6])
    #expect(script.statements.map(\.indentation) == [0, 3, 0])
    #expect(script.errors.map(\.text) == ["é = x"])
  }

  @Test("A heredoc is part of its request, and reading goes on behind it")
  func heredocs() throws {
    let script = script("post /maps <<END\n{\"title\":\n gte }\nEND\nexpect status 200\nget /user\n")
    #expect(script.errors.isEmpty)
    #expect(script.statements.map(\.line) == [1, 6])
    let expectation = try #require(script.statements[0].expectations.first)
    #expect(expectation.line == 5)
  }

  @Test("A request tells its line and its variable; other statements are none")
  func requests() throws {
    let script = script("m = post /maps\nshow_map $m\nset x=1\n# c")
    #expect(script.statements.map { $0.request?.variable?.text } == ["m", nil, nil, nil])
    #expect(script.statements.map { $0.request != nil } == [true, true, false, false])
  }

  @Test("Reading one statement after another gives what reading the whole gives, in each kind of line ending")
  func lineEndings() {
    let text = "get /a\npost /m \\\n a=1\npost /m {\n}\ngte\nexpect status 200\n# c\npost /m <<E\n{}\nE\nget /z"
    let expected = script(text)
    let windows = script(text.split(separator: "\n").joined(separator: "\r\n"))
    #expect(windows.statements.map(\.line) == expected.statements.map(\.line))
    #expect(windows.errors.map(\.line) == expected.errors.map(\.line))
    #expect(expected.statements.count == 6)
  }

  @Test("A script knows which of its statements have another program's text")
  func foreignText() {
    let script = script("import curl https://felt.com/api/v2/user\nget /user\nset x=1")
    #expect(script.statements.map { testTable.takesForeignText($0) } == [true, false, false])
  }
}

@Suite struct StatementSourceTests {
  @Test("Text of a script and of the start-up file stands in a file; other text in none")
  func files() {
    #expect(StatementSource.script("a/b.felt").file == "a/b.felt")
    #expect(StatementSource.startupFile("/home/rc").file == "/home/rc")
    for source in [StatementSource.typed, .commandLine, .pipe] { #expect(source.file == nil) }
  }

  @Test("Every statement and every error says where its text came from")
  func everywhere() {
    for source in [StatementSource.typed, .commandLine, .pipe, .script("s"), .startupFile("rc")] {
      let script = Script(parsing: "get /u\nexpect status 200\ngte", source: source, table: testTable)
      #expect(script.source == source)
      #expect(script.statements.map(\.source) == [source])
      #expect(script.statements[0].expectations.map(\.source) == [source])
      #expect(script.errors.map(\.source) == [source])
    }
  }
}
