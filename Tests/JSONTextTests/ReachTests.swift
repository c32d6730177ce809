import JSONText
import TestSupport
import Testing

/// Reading only what a query can come to has to be the same as reading everything.
@Suite struct ReachTests {
  private static let text = #"""
    {"type": "FeatureCollection", "a": [1, [2, {"b": 3, "\u0062": 4}], {"b": [5, 6], "a": {"b": 7}}],
     "b": {"a": [], "b": {}, "é": 8, "e\u0301": 9}, "a": [{"b": "\ud83d\ude00"}, null, "x"]}
    """#

  @Test(
    "A query finds the same in what was read for it as in all of the text",
    arguments: [
      "$", "$.a", "$.b", "$.a[0]", "$.a[-1]", "$.a[*].b", "$.a[0,2].b", "$.a[1:].b", "$.a[::-1]", "$..b", "$.b..b",
      "$.a[?@.b]", "$.a[?@.b == $.a[0].b]", "$.*", "$.*.b", "$.*[0]", "$['a','b']", "$.b['é']", "$.b['e\u{301}']",
      "$.b.a[0]", "$.a.b", "$[0]", "$.type.x", "$.a[5]", "$.a[2].a.b", "$.b.*", "$.a[0,0]",
    ])
  func same(query: String) throws {
    let path = try JSONPath(parsing: query)
    let whole = try JSONValue(parsing: Array(Self.text.utf8))
    let part = try JSONValue(parsing: Array(Self.text.utf8), for: path)
    #expect(try path.evaluate(on: part).map(\.path) == path.evaluate(on: whole).map(\.path))
    #expect(try path.values(in: part) == path.values(in: whole))
    #expect(try path.values(in: whole) == path.evaluate(on: whole).map(\.value))
    if let texts = try path.texts(in: Array(Self.text.utf8)) {
      #expect(try Self.values(texts) == path.values(in: whole))
    }
  }

  /// The values of texts, written without white space and read.
  private static func values(_ texts: JSONTexts) throws -> [JSONValue] {
    try texts.ranges.map { range in
      var bytes: [UInt8] = []
      texts.write(range, to: &bytes)
      return try JSONValue(parsing: bytes)
    }
  }

  @Test(
    "Queries that take children in their order are followed without building anything",
    arguments: [
      "$": true, "$.a": true, "$.a[1:9:2].b": true, "$.*[?@.b > 1 && @.c.d].e": true, "$[?@ == 1][*]": true,
      "$..a": false, "$.a[-1]": false, "$[::-1]": false, "$['a','b']": false, "$[?@.a == $.b]": false,
      "$[?@.a][?@.b]": false,
    ] as [String: Bool])
  func streamed(query: String, isStreamed: Bool) throws {
    #expect(try (JSONPath(parsing: query).texts(in: Array("[]".utf8)) != nil) == isStreamed)
  }

  @Test("Selected texts keep their escapes and digits, and lose the space between their parts")
  func verbatim() throws {
    let text = Array(#"{"a": [ {"b" : [1.50, "\u00e9 \" ,"]}, {"b":{} } ]}"#.utf8)
    let texts = try #require(try JSONPath(parsing: "$.a[*].b").texts(in: text))
    var bytes: [UInt8] = []
    for range in texts.ranges { texts.write(range, to: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == #"[1.50,"\u00e9 \" ,"]{}"#)
  }

  @Test("Following a query asks whether to stop", arguments: ["$[*][0]", "$[?@[0] == 1]", "$.a"])
  func cancelled(query: String) throws {
    let text = Array(("[" + String(repeating: "[0],", count: 2_000_000) + "1]").utf8)
    #expect(throws: JSONError.cancelled) { try JSONPath(parsing: query).texts(in: text) { true } }
  }

  @Test("Names are compared letter by letter, composed or not")
  func names() throws {
    let value = try JSONValue(parsing: Array(Self.text.utf8))
    #expect(try JSONPath(parsing: "$.b['é']").values(in: value) == [JSONValue(8)])
    #expect(try JSONPath(parsing: "$.b['e\u{301}']").values(in: value) == [JSONValue(9)])
  }

  @Test("What is passed over is checked like everything else, down to the place of the error")
  func errors() throws {
    var random = SeededRandom(7)
    let paths = try ["$.a[*].b", "$.b", "$[0]", "$.a[1:]", "$.nothing", "$.a[?@.b]", "$[?@.b.a].b[0]"].map {
      try JSONPath(parsing: $0)
    }
    for round in 0..<3000 {
      var bytes = Array(Self.text.utf8)
      for _ in 0...(random.next() % 2) {
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = Array("[]{}\",:0e.-\\tnu 9\u{1}".utf8)[Int(random.next() % 18)]
      }
      let path = paths[round % paths.count]
      let whole = Result { () throws(JSONError) in try JSONValue(parsing: bytes) }
      let part = Result { () throws(JSONError) in try JSONValue(parsing: bytes, for: path) }
      let texts = Result { () throws(JSONError) in try path.texts(in: bytes) }
      switch (whole, texts) {
      case (.success(let whole), .success(let texts?)): #expect(try Self.values(texts) == path.values(in: whole))
      case (.failure(let first), .failure(let second)): #expect(first == second)
      default: Issue.record("following took something else: \(String(decoding: bytes, as: UTF8.self))")
      }
      switch (whole, part) {
      case (.success(let whole), .success(let part)): #expect(try path.values(in: part) == path.values(in: whole))
      case (.failure(let first), .failure(let second)): #expect(first == second)
      default: Issue.record("only one of two readers took \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
