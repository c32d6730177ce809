import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("A path template")
struct PathTemplateTests {
  let template = PathTemplate("/maps/{map_id}/layers/{layer_id}")

  @Test("It is filled with values and read back")
  func bothWays() throws {
    let path = try template.expand(["map_id": "a b", "layer_id": "c/d"])
    #expect(path == "/maps/a%20b/layers/c%2Fd")
    #expect(template.match(path) == ["map_id": "a b", "layer_id": "c/d"])
    #expect(template.parameterNames == ["map_id", "layer_id"])
    #expect(template.description == "/maps/{map_id}/layers/{layer_id}")
  }

  @Test("Any value that can stand in a path stays in its segment and is read back as it was")
  func random() throws {
    var random = SeededRandom(2)
    var taken = 0
    for _ in 0..<5000 {
      let values = ["map_id": random.text(upTo: 8), "layer_id": random.text(upTo: 8)]
      guard let path = try? template.expand(values) else {
        #expect(values.values.contains(where: Self.isUnusable), "\(values)")
        continue
      }
      taken += 1
      #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
      #expect(path.split(separator: "/", omittingEmptySubsequences: false).count == 5)
      #expect(template.match(path) == values)
    }
    #expect(taken > 1000)
  }

  private static func isUnusable(_ value: String) -> Bool {
    ["", ".", ".."].contains(value) || value.unicodeScalars.contains { $0.value < 0x20 }
  }

  @Test(
    "Values that no encoding keeps in place are refused", arguments: ["", ".", "..", "a\nb", "\0", "\u{7F}", "\u{85}"])
  func refused(value: String) {
    #expect(throws: CallProblem.unusablePathValue(value)) {
      try template.expand(["map_id": value, "layer_id": "x"])
    }
  }

  @Test("A missing value is named")
  func missing() {
    #expect(throws: CallProblem.missingPathParameter("layer_id")) { try template.expand(["map_id": "x"]) }
  }

  @Test(
    "Another path does not match, nor does one with broken escapes",
    arguments: [
      "/maps", "/maps/a/layers", "/maps/a/layers/b/c", "/maps/a/groups/b", "/maps/%zz/layers/b", "/maps/%FF/layers/b",
    ])
  func noMatch(path: String) {
    #expect(template.match(path) == nil)
  }

  @Test("Every operation's path is matched by its own template, and by no other of the same method")
  func everyOperation() throws {
    for operation in Catalogue.operations {
      let names = operation.path.parameterNames
      let values = Dictionary(uniqueKeysWithValues: names.map { ($0, "x-\($0)") })
      let match = try #require(Catalogue.match(operation.method, try operation.path.expand(values)))
      #expect(match.0.name == operation.name)
      #expect(match.1 == values)
    }
  }
}
