import CommandLanguage
import FeltAPI
import HTTPTypes
import Testing

@Suite struct RequestTests {
  @Test(
    "Methods are those of HTTP that the API may use, in any case",
    arguments: [
      ("get", "GET"), ("POST", "POST"), ("Delete", "DELETE"), ("put", "PUT"), ("patch", "PATCH"), ("head", "HEAD"),
    ])
  func methods(typed: String, method: String) throws {
    #expect(try request(typed + " /maps").method.rawValue == method)
  }

  @Test("Each of the catalogue's operations is a command that takes as many words as its path has parameters")
  func operations() throws {
    for operation in Catalogue.operations {
      let parameters = operation.path.parameterNames
      let words = parameters.indices.map { "p\($0)" }
      let line = try request(([operation.name] + words + ["a=b"]).joined(separator: " "))
      #expect(line.method == operation.method, "\(operation.name)")
      #expect(line.arguments.map(\.text) == words, "\(operation.name)")
      #expect(line.items.count == 1, "\(operation.name)")
      #expect(throws: SyntaxError.self, "\(operation.name)") {
        try request(([operation.name] + words + ["onemore"]).joined(separator: " "))
      }
    }
  }

  @Test("An address of a page stands for a map, and is not a header")
  func addresses() throws {
    let line = try request("show_map https://felt.com/map/A-b-MhG2JsxXN5IbTrfd6AezRE?loc=1,2")
    #expect(line.arguments.count == 1)
    #expect(line.items.isEmpty)
    #expect(try request("show_map a=b").items.count == 1)
    #expect(try request("show_map --headers").arguments.isEmpty)
  }

  @Test(
    "A variable keeps a request's response, and nothing else",
    arguments: [("m = get /user", "m"), ("m_2 = show_current_user", "m_2"), ("_x = post /maps", "_x")])
  func variables(text: String, name: String) throws {
    guard case .request(_, let variable?) = try testParser.parse(text).action else {
      Issue.record("no variable")
      return
    }
    #expect(variable.text == name)
    #expect(slice(text, variable.range) == name)
  }

  @Test(
    "What a variable can't keep is refused",
    arguments: [
      ("m = 5", SyntaxError.Reason.notARequestResult(variable: "m")), ("m = ls", .notARequestResult(variable: "m")),
      ("m = $x", .notARequestResult(variable: "m")), ("2m = get /user", .malformedVariableName),
      ("'m' = get /user", .malformedVariableName), ("m-n = get /user", .malformedVariableName),
      ("_ = get /user", .reservedVariable("_")), ("m =", .missing("a request", advice: "as in m = post /maps title=A")),
    ])
  func refusedVariables(text: String, reason: SyntaxError.Reason) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == reason)
  }

  @Test(
    "A request has one body: whole, or by its fields",
    arguments: [
      ("post /m {} []", SyntaxError.Reason.secondBody, "[]"), ("post /m @a @b", .secondBody, "@b"),
      ("post /m $x {}", .secondBody, "{}"), ("post /m a=1 {}", .fieldBesideBody, "{}"),
      ("post /m {} a=1", .fieldBesideBody, "a=1"), ("post /m <<E a:=1\nE\n", .fieldBesideBody, "a:=1"),
    ])
  func bodies(text: String, reason: SyntaxError.Reason, place: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == reason)
    #expect(error.map { slice(text, $0.range) } == place)
  }

  @Test("Parameters of the query and headers stand beside a whole body")
  func besideBodies() throws {
    #expect(try request("post /m {} a==b X-A:c").items.count == 3)
  }

  @Test(
    "An item without a sign or a name is refused",
    arguments: [
      ("post /m x", SyntaxError.Reason.notAnItem), ("post /m '=x'", .notAnItem), ("post /m =x", .unnamedItem),
      ("post /m :=1", .unnamedItem), ("post /m ==x", .unnamedItem), ("post /m $a=b", .variableInName),
      ("post /m a[b=c]", .unbalancedKey), ("post /m a[b]c=d", .unbalancedKey),
    ])
  func refusedItems(text: String, reason: SyntaxError.Reason) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == reason)
  }

  @Test(
    "Keys of nested fields are read inwards",
    arguments: [
      ("a[b][c]=x", [BodyField.Key.name("a"), .name("b"), .name("c")]), ("a[]=x", [.name("a"), .append]),
      ("a[0][b]=x", [.name("a"), .index(0), .name("b")]), ("[][a]=x", [.append, .name("a")]),
      ("[12]=x", [.index(12)]), ("'a[b]'=x", [.name("a[b]")]), ("a.b=x", [.name("a.b")]),
    ])
  func keys(item: String, path: [BodyField.Key]) throws {
    guard case .field(let found, _)? = try request("post /m " + item).items.first?.kind else {
      Issue.record("no field")
      return
    }
    #expect(found == path)
  }

  @Test(
    "The first sign outside of quotes decides what an item is",
    arguments: [
      ("a=b:c", "field a text b:c"), ("a:b=c", "header a b=c"), ("a:=b", "field a json b"), ("a==b=c", "query a b=c"),
      ("a=@f", "field a text of f"), ("a:=@f", "field a json of f"), ("'a=b'=c", "field a=b text c"),
      ("a=", "field a text "), ("a:", "header a "), ("a=='b c'", "query a 'b c'"), ("a=$b", "field a text {b}"),
      ("a:=$b.c", "field a json {b.c}"), ("a=$b-$c", "field a text {b}-{c}"),
    ])
  func signs(item: String, expected: String) throws {
    let kind = try #require(try request("post /m " + item).items.first?.kind)
    #expect(describe(kind) == expected)
  }

  @Test(
    "The response can go to one place, which has to be named",
    arguments: [
      ("get /u > a > b", SyntaxError.Reason.secondDestination), ("get /u > a | jq", .secondDestination),
      ("get /u >", .missing("a file", advice: "as in > out.json")),
      ("get /u |", .missing("a program", advice: "as in | jq .")),
      ("get /u > | jq", .missing("a file", advice: "as in > out.json")),
    ])
  func destinations(text: String, reason: SyntaxError.Reason) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == reason)
  }

  @Test(
    "A command that doesn't exist is compared with those that do",
    arguments: [
      ("gett /u", "did you mean get?"), ("creat_map", "did you mean create_map?"),
      ("expct status", "did you mean expect?"),
      ("xyzzyplugh", "help lists the commands"), ("/maps", "as in get /maps"),
      ("https://felt.com/x", "as in get https://felt.com/x"),
      ("a=b", "to set a variable: set a=b"), ("'get' /u", "did you mean get?"),
    ])
  func unknown(text: String, advice: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.advice == advice)
    #expect(error?.range.lowerBound == 0)
  }

  @Test("A command can't begin with a sign", arguments: ["> f", "| jq", "<<E\nE\n", ">> f"])
  func notCommands(text: String) {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == .notACommand)
  }

  @Test("A text of two commands is not one command")
  func twoCommands() {
    let error = #expect(throws: SyntaxError.self) { try testParser.parse("get /u\nget /v") }
    #expect(error == SyntaxError(.secondCommand, at: 7..<13))
    #expect(throws: Never.self) { try testParser.parse("get /u\n \r\n\t") }
  }
}

@Suite struct ExpectationTests {
  private func expectation(_ text: String) throws -> CommandLanguage.Expectation {
    try #require(try testParser.parse("expect " + text).expectation)
  }

  @Test(
    "Every subject is read with every comparison that can follow it",
    arguments: [
      "status", "time", "header content-type", "$.a", "$.a[?@.b == 'c d']", "$.a[*] all",
      "count($.a[?length(@.b) > 1])", ".a",
    ])
  func comparisons(subject: String) throws {
    for comparison in CommandLanguage.Expectation.Comparison.allCases {
      for not in ["", "not "] {
        let value = comparison == .exists ? "" : " 'x y'"
        let found = try expectation("\(not)\(subject) \(comparison.rawValue)\(value)")
        #expect(found.comparison == comparison)
        #expect(found.isNegated == !not.isEmpty)
        #expect((found.value?.text == "x y") == (comparison != .exists))
      }
    }
  }

  @Test("A path, a header and a count without a comparison are expected to be there")
  func existence() throws {
    for subject in ["$.a", "header x", "time", "count($.a)"] {
      #expect(try expectation(subject).comparison == .exists)
    }
  }

  @Test("A status and each of several values may stand without ==")
  func plainValues() throws {
    #expect(try expectation("status 200").value?.text == "200")
    #expect(try expectation("$.a[*] all completed").value?.text == "completed")
    #expect(try expectation("$.a[*] all completed").comparison == .equal)
  }

  @Test("Places of a path inside of count() are those of the path")
  func places() throws {
    let text = "expect count($.a) > 1"
    guard case .count(let path)? = try testParser.parse(text).expectation?.subject else {
      Issue.record("no count")
      return
    }
    #expect(slice(text, path.range) == "$.a")
  }

  @Test(
    "What can't be expected is refused at its place",
    arguments: [
      ("", ""), ("not", ""), ("color red", "color"), ("status", ""), ("status ==", ""), ("$.a 5", "5"), ("header", ""),
      ("header x json", "json"), ("time 2s", "2s"), ("count($.a) 2", "2"), ("$.a == 1 2", "2"),
      ("{\"a\": 1}", "{\"a\": 1}"),
      ("'status' 200", "'status'"), ("$.a = 1", "="), ("status exists 1", "1"),
    ])
  func refused(text: String, place: String) {
    let whole = "expect " + text
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(whole) }
    #expect(error.map { slice(whole, $0.range) } == place)
    #expect(error?.advice != nil)
  }
}
