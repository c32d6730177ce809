import JSONText
import TestSupport
import Testing

@Suite struct PathTests {
  /// The example of RFC 9535, section 1.5.
  static let store = #"""
    {"store":{"book":[
      {"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},
      {"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},
      {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
      {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8","price":22.99}],
      "bicycle":{"color":"red","price":399}}}
    """#
  /// The example of RFC 9535, section 2.3.5.3.
  static let filtered =
    #"{"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}"#

  private func find(_ path: String, in text: String) throws -> [String] {
    let value = try JSONValue(parsing: Array(text.utf8))
    return try JSONPath(parsing: path).evaluate(on: value).map {
      String(decoding: $0.value.serialized(), as: UTF8.self)
    }
  }

  @Test(
    "The queries of RFC 9535 find what its tables say",
    arguments: [
      ("$.store.book[*].author", #""Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien""#),
      ("$..author", #""Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien""#),
      ("$.store..price", "8.95 12.99 8.99 22.99 399"), ("$..book[2].author", #""Herman Melville""#),
      ("$..book[2].publisher", ""),
      ("$..book[-1].title", #""The Lord of the Rings""#), ("$..book[:2].price", "8.95 12.99"),
      ("$..book[0,1].price", "8.95 12.99"),
      ("$..book[?@.isbn].price", "8.99 22.99"), ("$..book[?@.price<10].price", "8.95 8.99"),
      (".store.bicycle.color", #""red""#), ("$['store']['bicycle']", #"{"color":"red","price":399}"#),
      ("$.store.book[?@.price == 8.990].title", #""Moby Dick""#), ("$.store.book[::2].price", "8.95 8.99"),
    ])
  func bookstore(path: String, expected: String) throws {
    #expect(try find(path, in: Self.store).joined(separator: " ") == expected)
  }

  @Test(
    "Filters select as RFC 9535 says",
    arguments: [
      ("$.a[?@.b == 'kilo']", #"{"b":"kilo"}"#), ("$.a[?(@.b == 'kilo')]", #"{"b":"kilo"}"#), ("$.a[?@>3.5]", "5 4 6"),
      ("$.a[?@.b]", #"{"b":"j"} {"b":"k"} {"b":{}} {"b":"kilo"}"#),
      ("$[?@.*]", #"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}] {"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}"#),
      ("$.o[?@<3, ?@<3]", "1 2 1 2"), (#"$.a[?@<2 || @.b == "k"]"#, #"1 {"b":"k"}"#),
      (#"$.a[?match(@.b, "[jk]")]"#, #"{"b":"j"} {"b":"k"}"#),
      (#"$.a[?search(@.b, "^k.*$")]"#, #"{"b":"k"} {"b":"kilo"}"#), (#"$.a[?search(@.b, "^i|o$")]"#, #"{"b":"kilo"}"#),
      (#"$.a[?search(@.b, "[jk]")]"#, #"{"b":"j"} {"b":"k"} {"b":"kilo"}"#), ("$.o[?@>1 && @<4]", "2 3"),
      ("$.o[?@.u || @.x]", #"{"u":6}"#),
      ("$.a[?@.b == $.x]", "3 5 1 2 4 6"), ("$.a[?@ == @]", #"3 5 1 2 4 6 {"b":"j"} {"b":"k"} {"b":{}} {"b":"kilo"}"#),
      ("$.a[?length(@.b) == 4]", #"{"b":"kilo"}"#), ("$.a[?count(@.*) == 1].b", #""j" "k" {} "kilo""#),
      ("$.a[?value(@..b) == 'j']", #"{"b":"j"}"#), ("$.a[?!@.b]", "3 5 1 2 4 6"), ("$.a[?!(@.b || @ > 2)]", "1 2"),
      ("$.a[?@.b != 'kilo' && @.b]", #"{"b":"j"} {"b":"k"} {"b":{}}"#), ("$.a[?@ <= 1]", "1"),
      ("$.a[?'k' > @.b]", #"{"b":"j"}"#),
    ])
  func filters(path: String, expected: String) throws {
    #expect(try find(path, in: Self.filtered).joined(separator: " ") == expected)
  }

  @Test(
    "Numbers of any size are compared by their value",
    arguments: [
      ("$[?@ > 1]", "1e99999999999999999999"), ("$[?@ >= 1e400]", "1e99999999999999999999"),
      ("$[?@ < -1e400]", "-1e9223372036854775808"), ("$[?@ > 0 && @ < 1e-400]", "1e-99999999999999999999"),
      ("$[?@ == 0]", "0e99999999999999999999"), ("$[?@ > 0 && @ < 1]", "1e-99999999999999999999"),
    ])
  func sizes(path: String, expected: String) throws {
    let values = "[1e99999999999999999999,-1e9223372036854775808,1e-99999999999999999999,0e99999999999999999999]"
    #expect(try find(path, in: values).joined(separator: " ") == expected)
  }

  @Test(
    "An index that no list can have is an error",
    arguments: [
      "$[-9223372036854775808]", "$[9223372036854775807]", "$[99999999999999999999]", "$[-9007199254740992]",
      "$[:-9223372036854775808]", "$[::-9223372036854775808]",
    ])
  func largeIndex(path: String) {
    #expect(throws: JSONPathError.self) { try JSONPath(parsing: path) }
  }

  @Test(
    "Slices go both ways and stay inside",
    arguments: [
      ("$[1:3]", "b c"), ("$[5:]", "f g"), ("$[1:5:2]", "b d"), ("$[5:1:-2]", "f d"), ("$[::-1]", "g f e d c b a"),
      ("$[-2:]", "f g"),
      ("$[:-5]", "a b"), ("$[10:]", ""), ("$[-100:2]", "a b"), ("$[::0]", ""), ("$[3:1]", ""), ("$[-1::-3]", "g d a"),
      ("$[6,-7]", "g a"),
      ("$[9007199254740991]", ""), ("$[:9007199254740991:9007199254740991]", "a"),
    ])
  func slices(path: String, expected: String) throws {
    let found = try find(path, in: #"["a","b","c","d","e","f","g"]"#).map { $0.filter { $0 != "\"" } }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test("Nodes have normalized paths")
  func normalizedPaths() throws {
    let value = try JSONValue(parsing: Array(#"{"a":[{"it's":1,"\u000b\\":2}]}"#.utf8))
    let paths = try JSONPath(parsing: "$..*").evaluate(on: value).map(\.path)
    #expect(paths == ["$['a']", "$['a'][0]", "$['a'][0]['it\\'s']", "$['a'][0]['\\u000b\\\\']"])
  }

  @Test(
    "What is not a valid query is refused at its place",
    arguments: [
      ("", 0), ("a", 0), ("$a", 1), ("$.", 2), ("$..", 3), ("$.a.", 4), ("$[", 2), ("$[]", 2), ("$['a]", 2),
      ("$[01]", 2), ("$[-0]", 2),
      ("$[9007199254740992]", 2), ("$[1:2:3:4]", 7), ("$ ", 1), (" $", 0), ("$.1", 2), ("$[?]", 3), ("$[?@.a == ]", 10),
      ("$[?1]", 3),
      ("$[?@.* == 1]", 3), ("$[?length(@.a)]", 3), ("$[?count(1) > 1]", 9), ("$[?nope(@)]", 3), ("$[?match(@.a)]", 3),
      ("$[?match(@.a,'b') == true]", 3), ("$[?length(@.*) > 1]", 10), ("$[?@.a = 1]", 7), ("$[?(@.a]", 3),
      ("$['\\x']", 3), ("$[1,]", 4),
    ])
  func errors(path: String, place: Int) {
    #expect { try JSONPath(parsing: path) } throws: { error in
      (error as? JSONPathError)?.range.lowerBound == place
    }
  }

  @Test("Conditions nested without end are refused, and random text never crashes")
  func hostile() {
    let deep = "$[?" + String(repeating: "(", count: 100_000)
    #expect(throws: JSONPathError.self) { try JSONPath(parsing: deep) }
    var random = SeededRandom(7)
    let pieces = [
      "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'a'", "1", ":", ",", "==", "&&", "||", "!", "length(", "a",
      " ",
    ]
    for _ in 0..<3000 {
      let text = (0..<(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      _ = try? (try? JSONPath(parsing: "$" + text))?.evaluate(on: .array([JSONValue(1)]))
    }
  }

  @Test(
    "Regular expressions match as RFC 9485 says",
    arguments: [
      ("a.c", "abc", true), ("a.c", "a\nc", false), ("a|bc", "bc", true), ("(ab)+", "abab", true),
      ("a{2,3}", "aaaa", false), ("a{2}", "aa", true),
      ("[^a-c]", "d", true), ("[a-c]", "d", false), ("\\p{Lu}x", "Éx", true), ("\\P{L}", "é", false), ("a?", "", true),
      ("[-a]", "-", true),
      ("\\.", "x", false), ("a**", "a", false), ("(", "(", false), ("", "", true), ("[a-", "a", false),
      ("x{1,0}", "x", false), ("^a.*", "ab", true), (".*b$", "ab", true), ("^b", "ab", false), ("^$", "", true),
      ("^$", "a", false), ("^*a", "^a", false), ("\\$", "$", true), ("a\\$", "a$", true), ("[$]", "$", true),
      ("a^b", "a^b", true), ("a$b", "a$b", true), ("$$", "$", true),
      ("(a*)*b", String(repeating: "a", count: 5000), false), ("\\d", "1", false),
    ])
  func expressions(pattern: String, text: String, matches: Bool) throws {
    let quoted = { (text: String) in String(decoding: JSONValue.string(text).serialized(), as: UTF8.self) }
    let value = JSONValue.array([.string(text)])
    let path = try JSONPath(parsing: "$[?match(@, \(quoted(pattern)))]")
    #expect(try path.evaluate(on: value).isEmpty != matches)
  }

  @Test("A query that comes to more nodes than can be looked at is refused, and does not hang")
  func endless() throws {
    let deep = String(repeating: #"{"a":"#, count: 900) + "1" + String(repeating: "}", count: 900)
    let value = try JSONValue(parsing: Array(deep.utf8))
    #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$..a..a..a").values(in: value, mostNodes: 100_000) }
    #expect(throws: JSONPathError.self) {
      try JSONPath(parsing: "$[?count(@..*..*..*) > 1]").values(in: value, mostNodes: 100_000)
    }
    #expect(try JSONPath(parsing: "$..a").values(in: value).count == 900)
    #expect(throws: JSONPathError.cancelled) { try JSONPath(parsing: "$..a..a").values(in: value) { true } }
  }

  @Test("A difference is named by its path, and what is ignored is passed over")
  func differences() throws {
    let old = try JSONValue(parsing: Array(#"{"id":1,"a":[1,2],"b":"x","c":1.0}"#.utf8))
    let new = try JSONValue(parsing: Array(#"{"id":2,"a":[1,3,4],"c":1e0,"d":null}"#.utf8))
    let changes = try JSONDiff.between(old, new, ignoring: [try JSONPath(parsing: "$.id")])
    #expect(changes.map(\.path) == ["$['a'][1]", "$['a'][2]", "$['b']", "$['d']"])
    #expect(changes.last?.kind == .added(.null))
    #expect(try JSONDiff.between(old, old).isEmpty)
  }

  @Test("A long comparison asks whether to stop", arguments: [false, true])
  func cancelledComparison(_ isIgnoring: Bool) throws {
    let text = "[" + String(repeating: "[0],", count: 70_000) + "1]"
    let value = try JSONValue(parsing: Array(text.utf8))
    let ignored = isIgnoring ? [try JSONPath(parsing: "$[*][0]")] : []
    #expect(throws: JSONPathError.cancelled) { try JSONDiff.between(value, value, ignoring: ignored) { true } }
  }

  @Test("Of several members of one name the last one is compared")
  func duplicates() throws {
    let old = try JSONValue(parsing: Array(#"{"a":1,"b":2,"a":3}"#.utf8))
    let new = try JSONValue(parsing: Array(#"{"a":3,"c":1,"c":2}"#.utf8))
    #expect(try JSONDiff.between(old, old).isEmpty)
    #expect(try JSONDiff.between(old, new).map(\.path) == ["$['b']", "$['c']"])
    #expect(try JSONDiff.between(old, new).last?.kind == .added(JSONValue(2)))
  }
}
