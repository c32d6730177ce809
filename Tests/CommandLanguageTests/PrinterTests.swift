import CommandLanguage
import FeltAPI
import TestSupport
import Testing

/// Makes texts of commands by the specs of the program's own table.
private struct CommandMaker {
  var random: SeededRandom

  private static let values = [
    "x", "'a b'", "\"$m.id x\"", "$m", "${m.a[0]:-d e}", "a\\ b", "''", "\"q\\\"\\n\"", "é日😀", "'it'\\''s'",
    "$m.layers[*].id", "${m}x", "${m}.x", "${m}[0]", "$m/x", "$_", "a$", "\\$x", "'$x'", "\"\\u0001\"", "'a\nb'", "-",
    "a,b",
    "x\\#y", "'#'", "\\>", "\"a'b\"",
  ]
  private static let keys = ["title", "a[b]", "a[]", "[0][x]", "'k k'", "ü", "a.b", "'a=b'", "'x:y'", "a-b"]
  private static let paths = ["$.a", ".a[0]", "$.a[?@.b == 'c d']", "$..id", "$.a['x y'][1:2]", "$"]
  private static let bodies = ["{\"a\": \"} ]\"}", "[1, 2]", "@f", "@'f f'", "$m.x", "<<END"]

  /// A command and the lines of its heredoc.
  mutating func text(_ spec: CommandSpec) -> String {
    var words = [spec.name]
    var heredoc = ""
    for argument in spec.arguments where !argument.isOptional || random.chance(60) {
      let count = argument.repeats ? 1 + random.below(3) : 1
      if let word = argument.leadingWord { words.append(word) }
      for _ in 0..<count { words.append(self.argument(argument, spec, &heredoc)) }
    }
    for option in spec.options where random.chance(40) {
      words.append(option.name)
      if let value = option.value { words.append(self.argument(value, spec, &heredoc)) }
    }
    // What is open to its end takes no options of its own.
    let isOpen = spec.arguments.contains { [.request, .foreign, .expectation].contains($0.kind) }
    if spec.takesOutput, !isOpen { words.append(output()) }
    let isForeign = spec.arguments.contains { $0.kind == .foreign }
    let hasProgram = words.last?.contains("| ") ?? false
    if !isForeign, !hasProgram, random.chance(20) { words.append("# it's > a comment") }
    let line = words.filter { !$0.isEmpty }.joined(separator: " ")
    return (random.chance(10) ? "m = " : "").filter { _ in spec.isRequest || spec.givesValue } + line + heredoc
  }

  mutating func value() -> String { random.one(of: Self.values) }

  /// A path, items and output.
  mutating func request(_ heredoc: inout String) -> String {
    var words = ["/maps/" + value()]
    if random.chance(30) {
      let body = random.one(of: Self.bodies)
      if body.hasPrefix("<<") { heredoc = "\n{\"a\": '\n # $x\nEND" }
      words.append(body)
    } else {
      for _ in 0..<random.below(4) {
        words.append(random.one(of: Self.keys) + random.one(of: ["=", ":=", "=@", ":=@"]) + value())
      }
    }
    if random.chance(25) { words.append("q==" + value()) }
    if random.chance(25) { words.append("X-H:" + value()) }
    return words.joined(separator: " ")
  }

  mutating func output() -> String {
    var words: [String] = []
    if random.chance(20) { words.append("--select " + random.one(of: Self.paths)) }
    if random.chance(20) { words.append(random.one(of: ["--table id,$.x", "--table", "--csv a", "--raw"])) }
    for option in ["--headers", "--dry-run", "--no-check"] where random.chance(10) { words.append(option) }
    if random.chance(10) { words.append("--as " + random.one(of: OutputOptions.exportFormats)) }
    if random.chance(20) { words.append(random.one(of: ["> out", ">> 'o o'", "> $m", "| jq '.a | .b'"])) }
    return words.joined(separator: " ")
  }

  private mutating func argument(_ argument: ArgumentSpec, _ spec: CommandSpec, _ heredoc: inout String) -> String {
    if let keyword = argument.keywords.first, random.chance(20) { return keyword }
    switch argument.kind {
    case .choice(let words): return random.one(of: words)
    case .jsonPath, .columns: return random.one(of: Self.paths)
    case .jsonFile: return random.one(of: ["@f", "@'f f'", "@$m", "@./f"])
    case .value: return random.one(of: ["$m", "@f", "@'f f'"])
    case .variable, .alias: return "name"
    case .dataFile: return random.one(of: ["roads.shp", "'a b.csv'", "$m", "https://example.com/a.csv?b=c", "data/"])
    case .item: return random.one(of: Self.keys) + random.one(of: ["=", ":=", "=@", ":=@"]) + value()
    case .assignment: return "name" + random.one(of: ["=", ":=", "=@", ":=@"]) + value()
    case .aliasDefinition: return random.one(of: ["name", "name='get /maps'", "name=\"get \\\"x\\\"\""])
    case .expectation: return expectation()
    case .requestLine: return request(&heredoc) + " " + output()
    case .request:
      let verb = random.one(of: ["get ", "post ", "m"])
      if verb == "m" { return "show_map " + value() + " " + output() }
      return verb + request(&heredoc) + " " + output()
    case .foreign: return random.one(of: ["curl -X POST 'https://felt.com/a b'", "'curl x'", "curl a > b # c"])
    // Items follow the path, which makes them itself.
    case .text where spec.isRequest: return ""
    case .duration: return random.one(of: ["30s", "10m", "$m", "1.5h"])
    case .text, .file, .newFile, .script, .location, .page, .map, .resource, .title, .header, .topic, .promptFormat:
      return value()
    }
  }

  private mutating func expectation() -> String {
    let subject = random.one(of: [
      "status", "time", "header X-A", "$.a", "$.a[*] all", "count($.a[?@.b > 'x y'])", ".b",
    ])
    let comparison = random.one(of: ["==", "!=", "<", "<=", ">", ">=", "contains", "matches"])
    return (random.chance(30) ? "not " : "") + subject + " " + comparison + " "
      + random.one(of: ["5", "'a b'", "$m.x", "\"\\n\"", "[1, 2]"])
  }
}

@Suite struct PrinterTests {
  @Test("Every command of the table that is printed and read again is the same command")
  func roundTrip() throws {
    var maker = CommandMaker(random: SeededRandom(3))
    var counts: [String: Int] = [:]
    for _ in 0..<40 {
      for spec in testTable.commands {
        let text = maker.text(spec)
        guard let command = try? testParser.parse(text) else { continue }
        check(command, text)
        counts[spec.name, default: 0] += 1
      }
    }
    for spec in testTable.commands {
      #expect(counts[spec.name, default: 0] > 20, "of \(spec.name) too few commands could be read")
    }
  }

  @Test("Every operation that is printed and read again is the same request")
  func operations() throws {
    var maker = CommandMaker(random: SeededRandom(4))
    var count = 0
    for operation in Catalogue.operations {
      for _ in 0..<20 {
        var heredoc = ""
        let words = operation.path.parameterNames.map { _ in maker.value() }
        let rest = maker.request(&heredoc).split(separator: " ", maxSplits: 1).dropFirst().joined()
        let text = ([operation.name] + words + [rest, maker.output()]).joined(separator: " ") + heredoc
        guard let command = try? testParser.parse(text) else { continue }
        count += 1
        check(command, text)
      }
    }
    #expect(count > 800)
  }

  private func check(_ command: Command, _ text: String) {
    let printed = CommandPrinter.print(command)
    do {
      let again = try testParser.parse(printed)
      #expect(describe(again) == describe(command), "\(text) → \(printed)")
      #expect(CommandPrinter.print(again) == printed, "\(text)")
    } catch {
      Issue.record("\(text) → \(printed): \(error)")
    }
  }

  @Test(
    "A text is written as a word that means it, in quotes only where it must be",
    arguments: [
      ("abc", "abc"), ("a b", "\"a b\""), ("", "\"\""), ("it's", "\"it's\""), ("a$b", "'a$b'"), ("a\"b", "'a\"b'"),
      ("a'b\"c", "\"a'b\\\"c\""), ("a\nb", "\"a\\nb\""), ("\u{1}", "\"\\u0001\""), ("--x", "\"--x\""), ("@f", "\"@f\""),
      (".a", "\".a\""), ("#x", "\"#x\""), ("é日", "é日"), ("a=b", "\"a=b\""), ("a:b", "\"a:b\""),
      ("\u{7F}", "\"\\u007f\""),
      ("a\\b", "'a\\b'"), ("[x]", "\"[x]\""), ("{}", "\"{}\""), ("a|b", "\"a|b\""), ("a>b", "\"a>b\""),
    ])
  func meaning(text: String, typed: String) throws {
    #expect(Word.meaning(text).printed == typed)
    let line = try request("get " + typed)
    #expect(line.arguments.first?.text == text)
  }

  @Test("Any text, written as a word, is read as that text")
  func anyText() throws {
    var random = SeededRandom(5)
    let pieces = [
      "a", " ", "'", "\"", "\\", "$x", "`", "\n", "\t", "é", "{", "]", "#", "=", ":", "@", "-", ".", "\u{0}", "\u{7F}",
      "\u{301}", "\r", "\r\n", "\u{2028}", "\u{200D}",
      "😀", "${",
    ]
    for _ in 0..<3000 {
      let text = (0..<random.below(8)).map { _ in random.one(of: pieces) }.joined()
      for typed in [Word.meaning(text).printed, Word.quote(text), Word.doubleQuote(text)] {
        let line = try request("post /maps a=" + typed)
        guard case .field(_, .text(let word))? = line.items.first?.kind else {
          Issue.record("\(typed) is not a value")
          continue
        }
        #expect(word.text.map { Array($0.utf8) } == Array(text.utf8), "\(typed)")
      }
    }
  }

  @Test(
    "A request is printed in one order, with its heredoc behind its line",
    arguments: [
      ("GET   /user   --table   id --select $.a", "get /user --select $.a --table id"),
      ("post /m <<E > f # why\n{\n}\nE\n", "post /m <<E > f  # why\n{\n}\nE"), ("m=1x", nil),
      ("exit", "quit"), ("  # only  ", "# only  "), ("expect status == 200", "expect status 200"),
      ("m = post /maps {}", "m = post /maps {}"),
    ] as [(String, String?)])
  func order(text: String, printed: String?) {
    #expect((try? testParser.parse(text)).map { CommandPrinter.print($0) } == printed)
  }
}
