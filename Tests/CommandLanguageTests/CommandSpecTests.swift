import CommandLanguage
import Testing

/// A table with a command for each kind of argument, so that the parser is tested apart from the program's commands.
private let table = CommandTable(
  commands: [
    command("one", [ArgumentSpec("WORD", .text)]),
    command("maybe", [ArgumentSpec("WORD", .text, isOptional: true)]),
    command("many", [ArgumentSpec("WORD", .text, repeats: true)]),
    command("any", [ArgumentSpec("WORD", .text, isOptional: true, repeats: true)]),
    command("two", [ArgumentSpec("A", .value), ArgumentSpec("B", .value)]),
    command("pick", [.choice("on", "off")]),
    command("file", [ArgumentSpec("FILE", .file, keywords: ["off"])]),
    command("place", [ArgumentSpec("PATH|TITLE", .location)]),
    command("name", [ArgumentSpec("NAME", .variable)]),
    command("short", [ArgumentSpec("NAME", .alias)]),
    command("field", [ArgumentSpec("NAME", .header), ArgumentSpec("VALUE", .text, isOptional: true)]),
    command("about", [ArgumentSpec("TOPIC", .topic, isOptional: true, repeats: true)]),
    command(
      "look",
      [ArgumentSpec("JSONPATH", .jsonPath, isOptional: true), ArgumentSpec("@FILE", .jsonFile, isOptional: true)],
      takesOutput: true),
    command(
      "rows", [ArgumentSpec("COLUMNS", .columns, isOptional: true), ArgumentSpec("@FILE", .jsonFile)],
      takesOutput: true),
    command("let", [ArgumentSpec("NAME=VALUE", .assignment)]),
    command("nick", [ArgumentSpec("NAME[='WORDS']", .aliasDefinition, isOptional: true)]),
    command("look-like", [ArgumentSpec("FORMAT", .promptFormat, isOptional: true)]),
    command("want", [ArgumentSpec("WHAT", .expectation)]),
    command("get", [ArgumentSpec("PATH", .requestLine)], takesOutput: true),
    command("write", [.choice("a", "b"), ArgumentSpec("REQUEST", .request, isOptional: true)], takesOutput: true),
    command("paste", [ArgumentSpec("curl …", .foreign)]),
    CommandSpec(
      "tuned", .looking, "", synonyms: ["tn"], arguments: [ArgumentSpec("WORD", .text, isOptional: true)],
      options: [
        OptionSpec("--flag", summary: ""), OptionSpec("--to", ArgumentSpec("FILE", .file), summary: ""),
        OptionSpec("--not", ArgumentSpec("JSONPATH", .jsonPath), repeats: true, summary: ""),
      ]),
    CommandSpec(
      "shown", .looking, "", options: [OptionSpec("--own", summary: "")], takesOutput: true),
  ],
  formats: [
    OutputFormat(OptionSpec("--grid", ArgumentSpec("COLUMNS", .columns, isOptional: true), summary: "")),
    OutputFormat(OptionSpec("--plain", summary: ""), needsWholeBody: false),
  ])

private func command(_ name: String, _ arguments: [ArgumentSpec], takesOutput: Bool = false) -> CommandSpec {
  CommandSpec(name, .looking, "", arguments: arguments, takesOutput: takesOutput)
}

private func call(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CommandCall {
  guard case .call(let call) = try CommandParser(table).parse(text).action else {
    Issue.record("\(text) is not a command", sourceLocation: sourceLocation)
    throw SyntaxError(.notACommand, at: 0..<0)
  }
  return call
}

@Suite struct CommandSpecTests {
  @Test(
    "Each kind of argument takes the words that are meant for it",
    arguments: [
      ("one a", "one (WORD: a)"), ("one 'a b'", "one (WORD: 'a b')"), ("one $x", "one (WORD: {x})"),
      ("maybe", "maybe"), ("maybe a", "maybe (WORD: a)"), ("many a b c", "many (WORD: a) (WORD: b) (WORD: c)"),
      ("any", "any"), ("any a b", "any (WORD: a) (WORD: b)"), ("two $a @b", "two (A: {a}) (B: @b)"),
      ("pick off", "pick (on|off: off)"), ("file off", "file (FILE: off)"), ("file 'a b'", "file (FILE: 'a b')"),
      ("place /maps", "place (PATH|TITLE: /maps)"), ("place ..", "place (PATH|TITLE: ..)"),
      ("name a", "name (NAME: a)"), ("short a", "short (NAME: a)"),
      ("field X-A 'b c'", "field (NAME: X-A) (VALUE: 'b c')"),
      ("about post bodies", "about (TOPIC: post) (TOPIC: bodies)"), ("look", "look"),
      ("look $.a[?@.b == 1]", "look (JSONPATH: <$.a[?@.b == 1]>)"), ("look @f.json", "look (@FILE: file f.json)"),
      ("look @f.json .a", "look (@FILE: file f.json) (JSONPATH: <.a>)"),
      ("rows a,b @f", "rows (COLUMNS: a,b) (@FILE: file f)"),
      ("rows @'a b'", "rows (@FILE: file 'a b')"), ("let a=b", "let (NAME=VALUE: a is text b)"),
      ("let a=", "let (NAME=VALUE: a is text )"), ("let a:={\"b\": 1}", "let (NAME=VALUE: a is json <{\"b\": 1}>)"),
      ("let a=@f", "let (NAME=VALUE: a is text of f)"), ("let a:=@f", "let (NAME=VALUE: a is json of f)"),
      ("let a=b=c", "let (NAME=VALUE: a is text b=c)"), ("nick", "nick"),
      ("nick m", "nick (NAME[='WORDS']: m for nothing)"),
      ("nick m='get /maps'", "nick (NAME[='WORDS']: m for 'get /maps')"),
      ("look-like '{path}> '", "look-like (FORMAT: '{path}> ')"),
      ("want status < 300", "want (WHAT: expectation status < 300)"),
      ("write a", "write (a|b: a)"), ("write b get /user", "write (a|b: b) (REQUEST: GET /user)"),
      ("write a show_map $m", "write (a|b: a) (REQUEST: show_map {m})"),
      ("paste curl -d 'x' y", "paste (curl …: foreign curl -d 'x' y)"),
      ("paste 'curl x'", "paste (curl …: foreign 'curl x')"), ("tuned --flag a", "tuned (WORD: a) --flag"),
      ("tuned a --to f --flag", "tuned (WORD: a) --to=f --flag"), ("tn", "tuned"),
      ("tuned --not $.a --not .b", "tuned --not=<$.a> --not=<.b>"), ("one a # c", "one (WORD: a)"),
      ("one \\\n a", "one (WORD: a)"),
    ])
  func arguments(text: String, expected: String) throws {
    #expect(describe(try call(text)) == expected)
  }

  @Test(
    "A command that lacks something says what, where, and how it is used",
    arguments: [
      ("one", "WORD is missing here", "usage: one WORD"), ("many", "WORD is missing here", "usage: many WORD..."),
      ("two $a", "a $variable or an @file is missing here", "usage: two A B"),
      ("pick", "one of on, off is missing here", "usage: pick on|off"),
      ("file", "a file is missing here", "usage: file FILE|off"),
      ("place", "a path or a title is missing here", "usage: place PATH|TITLE"),
      ("name", "the name of a variable is missing here", "usage: name NAME"),
      ("short", "an alias is missing here", "usage: short NAME"),
      ("rows a", "@FILE is missing here", "usage: rows [COLUMNS] @FILE"),
      ("let", "NAME=VALUE is missing here", "usage: let NAME=VALUE"),
      ("want", "what is expected is missing here", "usage: want WHAT"),
      ("paste", "a curl command is missing here", "usage: paste curl …"),
      ("tuned --to", "a file is missing here", "usage: tuned [WORD] [--flag] [--to FILE] [--not JSONPATH]..."),
      ("tuned --not", "a JSONPath is missing here", "usage: tuned [WORD] [--flag] [--to FILE] [--not JSONPATH]..."),
      ("look --select", "a JSONPath is missing here", "usage: [--select JSONPATH]"),
    ])
  func missing(text: String, message: String, advice: String) {
    // Behind a command for another program no comment can stand: it would be that program's.
    for tail in ["", "  ", "\n"] + (text == "paste" ? [] : [" # comment"]) {
      let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text + tail) }
      #expect(error?.message == message)
      #expect(error?.advice == advice)
      #expect(error?.range.isEmpty ?? false)
    }
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text) }
    #expect(error?.range == text.utf8.count..<text.utf8.count)
  }

  @Test(
    "What a command doesn't take is refused where it stands",
    arguments: [
      ("one a b", "b"), ("maybe a b", "b"), ("pick on x", "x"), ("one a > f", ">"), ("one a | jq", "| jq"),
      ("one a <<E\nE\n", "<<E"), ("look .a .b", ".b"), ("look @a @b", "@b"), ("rows @a b c", "c"),
      ("let a=b c=d", "c=d"),
      ("want status 200 x", "x"), ("shown x", "x"), ("look > f > g", ">"),
    ])
  func unexpected(text: String, place: String) {
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text) }
    #expect(error.map { slice(text, $0.range) } == place)
    #expect(error.map { $0.range.lowerBound > 0 } ?? false)
  }

  @Test("A word that is not one of the choices is refused with the choices")
  func choices() {
    for text in ["pick maybe", "pick 'on'", "pick $x"] {
      let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text) }
      #expect(error?.advice == "one of on, off")
      #expect(error.map { slice(text, $0.range) } == String(text.dropFirst(5)))
    }
  }

  @Test(
    "An option that a command doesn't have is refused with those it has",
    arguments: [
      ("one a --x", "this command takes no options"), ("tuned --x", "the options are --flag --to --not"),
      ("shown --x", "the options are --own --select --headers --dry-run --as --no-check --grid --plain"),
      ("get /u --x", "the options are --select --headers --dry-run --as --no-check --grid --plain"),
      ("one a --headers", "this command takes no options"), ("tuned --to=f", "the options are --flag --to --not"),
    ])
  func unknownOptions(text: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text) }
    #expect(error?.advice == advice)
    #expect(error.map { slice(text, $0.range).hasPrefix("--") } ?? false)
  }

  @Test("A command with output takes the options of output beside its own")
  func output() throws {
    let call = try call("look .a --headers --dry-run --no-check --as curl --select .b --grid a,b > 'o p'")
    #expect(call.word("JSONPATH")?.rawText == ".a")
    #expect((call.output.showsHeaders && call.output.isDryRun) && call.output.skipsValidation)
    #expect(call.output.exportFormat?.text == "curl")
    #expect(call.output.select?.rawText == ".b")
    #expect(call.output.format?.format.option.name == "--grid")
    #expect(call.output.format?.argument?.text == "a,b")
    #expect(call.output.destination?.file.text == "o p")
    #expect(call.output.destination?.appends == false)
    #expect(try CommandSpecTests.shown("shown --own | wc -l").output.program?.text == "wc -l")
    #expect(try CommandSpecTests.shown("shown --own >> f").output.destination?.appends == true)
  }

  private static func shown(_ text: String) throws -> CommandCall {
    let call = try call(text)
    #expect(call.has("--own"))
    return call
  }

  @Test("A format's option takes the columns that follow it, and leaves what belongs to the command")
  func formats() throws {
    #expect(try call("look --grid").output.format?.argument == nil)
    #expect(try call("look --grid a,$.b.c").output.format?.argument?.text == "a,$.b.c")
    #expect(try call("look --grid @f").word("@FILE")?.text == "f")
    #expect(try call("look --plain .a").word("JSONPATH")?.rawText == ".a")
    #expect(try call("look --grid --plain").output.format?.format.option.name == "--plain")
    #expect(try call("look --grid").output.format?.format.needsWholeBody == true)
    #expect(try call("look --plain").output.format?.format.needsWholeBody == false)
  }

  @Test("The format of --as is one of the tools that there are")
  func exportFormats() {
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse("get /u --as perl") }
    #expect(error?.reason == .unknownChoice("perl", choices: OutputOptions.exportFormats))
    #expect(OutputOptions.exportFormats.contains("curl"))
  }

  @Test("What is to be written for another tool has to be a request")
  func notARequest() {
    for text in ["write a one b", "write a /user", "write a 'get' /user"] {
      let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse(text) }
      #expect(error?.reason == .notARequest(example: "write curl get /user"))
    }
  }

  @Test("Only a curl command can be pasted")
  func notCurl() {
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse("paste wget x") }
    #expect(error == SyntaxError(.notCurl, at: 6..<12))
  }

  @Test(
    "What doesn't set a variable is refused",
    arguments: ["a==b", "X:b", "a[b]=c", "1a=b", "_=b", "{}", "@f", "$x", "'a b'=c"])
  func notAnAssignment(item: String) {
    let error = #expect(throws: SyntaxError.self) { try CommandParser(table).parse("let " + item) }
    #expect(error.map { slice("let " + item, $0.range) } == item)
    #expect(error?.reason == .notAnAssignment(usage: "let NAME=VALUE"))
  }

  @Test("A command is found by its synonyms; only the names of methods may be in any case")
  func names() {
    #expect(table.command(named: "tn")?.name == "tuned")
    #expect(table.command(named: "GET")?.name == "get")
    #expect(table.command(named: "One") == nil)
    #expect(table.command(named: "") == nil)
  }

  @Test("The first of two commands with one name is the one that is meant")
  func duplicates() {
    let twice = CommandTable(
      commands: [
        CommandSpec("a", .looking, "first"), CommandSpec("b", .looking, "second", synonyms: ["a"]),
      ], formats: [])
    #expect(twice.command(named: "a")?.summary == "first")
  }
}

/// The program's own table.
@Suite struct CommandTableTests {
  @Test("No two commands have a name in common, and none has the name of an operation")
  func names() {
    let names = testTable.commands.flatMap { [$0.name] + $0.synonyms }
    #expect(Set(names).count == names.count)
    #expect(names.count > 30)
  }

  @Test("In each command what is optional or repeats comes last, or what follows is told from it")
  func arguments() {
    for spec in testTable.commands {
      let firstOptional = spec.arguments.firstIndex(where: \.isOptional) ?? spec.arguments.count
      #expect(spec.arguments[firstOptional...].allSatisfy { $0.isOptional || $0.leadingWord != nil }, "\(spec.name)")
      let isTold = { (argument: ArgumentSpec) in
        if case .item = argument.kind { true } else { argument.leadingWord != nil }
      }
      if let repeating = spec.arguments.firstIndex(where: \.repeats) {
        #expect(spec.arguments[(repeating + 1)...].allSatisfy(isTold), "\(spec.name)")
      }
      let names = spec.arguments.map(\.name)
      #expect(Set(names).count == names.count, "\(spec.name)")
    }
  }

  @Test("No command has an option that means something else for its output")
  func options() {
    for spec in testTable.commands {
      let own = spec.options.map(\.name)
      let all = own + (spec.takesOutput ? testTable.outputOptions.map(\.name) : [])
      #expect(Set(all).count == all.count, "\(spec.name)")
      #expect(own.allSatisfy { $0.hasPrefix("--") }, "\(spec.name)")
    }
  }

  @Test("The examples that help shows can be read")
  func examples() {
    var count = 0
    for spec in testTable.commands {
      for example in spec.examples {
        count += 1
        #expect(throws: Never.self, "\(example)") { try testParser.parse(example) }
      }
    }
    #expect(count > 20)
  }

  @Test("A usage begins with the command's name and shows each of its options")
  func usages() {
    for spec in testTable.commands {
      #expect(spec.usage == spec.name || spec.usage.hasPrefix(spec.name + " "))
      for option in spec.options { #expect(spec.usage.contains(option.name)) }
    }
  }
}
