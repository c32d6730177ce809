import JSONText
import TestSupport
import Testing

/// Parts of a text that are kept while it comes.
@Suite struct SieveTests {
  private static let text = #"{"a":[1,{"b":2,"c":[3]},"x"],"d":{"e":"\u0041é","f":-1.50e3},"g":null,"h":true}"#

  /// What is kept of a text that comes in parts.
  private static func kept(_ text: String, _ selection: JSONSelection, parts: [Int] = [.max]) throws -> String {
    var sieve = JSONSieve(selection)
    var rest = Array(text.utf8)[...]
    var number = 0
    while !rest.isEmpty {
      let part = rest.prefix(parts[number % parts.count])
      sieve.take(Array(part))
      rest = rest.dropFirst(part.count)
      number += 1
    }
    return String(decoding: try sieve.finish().bytes, as: UTF8.self)
  }

  @Test("All that is wanted is kept as it stands, and nothing else")
  func parts() throws {
    let cases: [(JSONSelection, String)] = [
      (.whole, Self.text), (.kind, "{}"), (.members([:], others: false), "{}"),
      (.members(["h": .kind, "a": .kind], others: false), #"{"a":[],"h":true}"#),
      (.members(["a": .elements([.whole], others: false)], others: false), #"{"a":[1]}"#),
      (
        .members(["a": .elements([.kind, .members(["c": .whole], others: false)], others: true)], others: false),
        #"{"a":[1,{"c":[3]},"x"]}"#
      ), (.members(["d": .members(["e": .whole], others: false)], others: false), #"{"d":{"e":"\u0041é"}}"#),
      (.members(["a": .kind, "d": .kind], others: true), #"{"a":[],"d":{},"g":null,"h":true}"#),
      // Of what is of another type than was thought, all is kept.
      (.elements([], others: false), Self.text),
    ]
    for (selection, expected) in cases {
      for parts in [[.max], [1], [7, 2, 30]] { #expect(try Self.kept(Self.text, selection, parts: parts) == expected) }
    }
  }

  @Test(
    "Of a list, things are kept that have one of some texts, with their places, and as many others as there is room for"
  )
  func things() throws {
    let text = #"[{"n":"a","v":0},{"n":"b","v":1},5,{"v":2,"n":"\u0063"},{"n":"b"}]"#
    let each = JSONSelection.members(["n": .kind], others: false)
    func kept(_ others: Int) throws -> JSONSieve.Kept {
      var sieve = JSONSieve(.things(each, wanted: ["n": ["b", "c"]], others: others))
      for byte in text.utf8 { sieve.take([byte]) }
      return try sieve.finish()
    }
    let none = try kept(0)
    #expect(String(decoding: none.bytes, as: UTF8.self) == #"[{"n":"b"},{"n":"\u0063"},{"n":"b"}]"#)
    #expect(none.places == [1: 1, 11: 3, 26: 4])
    #expect(String(decoding: try kept(1).bytes, as: UTF8.self) == #"[{"n":"a"},{"n":"b"},{"n":"\u0063"},{"n":"b"}]"#)
    #expect(String(decoding: try kept(9).bytes, as: UTF8.self).hasPrefix(#"[{"n":"a"},{"n":"b"},5,"#))
  }

  @Test(
    "All of the text is checked, however it comes",
    arguments: [
      "", " ", "{", "[1,", #"{"a":}"#, #"{"a" 1}"#, "[1 2]", "[1]]", "tru", "nulll", "01", "1.", "-", #""a"#, #""\x""#,
      "\"\u{1}\"",
      #"{"a":"\u12G4"}"#, "[1,]", #"{"a":1,}"#, String(repeating: "[", count: 1100),
      "[\"" + String(repeating: "a", count: 70_000),
    ])
  func malformed(text: String) throws {
    for selection in [JSONSelection.whole, .kind, .members(["a": .kind], others: false), .elements([], others: false)] {
      for parts in [[.max], [1], [3]] where parts != [1] || text.utf8.count < 2000 {
        #expect(throws: JSONError.self) { try Self.kept(text, selection, parts: parts) }
      }
    }
  }

  @Test("What two selections want together")
  func merging() throws {
    let first = JSONSelection.members(["a": .elements([.kind], others: false)], others: false)
    let second = JSONSelection.members(["a": .elements([.whole, .kind], others: false), "g": .kind], others: false)
    #expect(try Self.kept(Self.text, .merged(first, second)) == #"{"a":[1,{}],"g":null}"#)
    #expect(try Self.kept(Self.text, .merged(first, .kind)) == #"{"a":[1]}"#)
    #expect(try Self.kept(Self.text, .merged(.elements([], others: true), second)) == Self.text)
    let all = JSONSelection.members(["h": .kind], others: true)
    #expect(try Self.kept(Self.text, .merged(first, all)) == Self.text)
  }
}
