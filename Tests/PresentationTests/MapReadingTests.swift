import CommandLanguage
import Execution
import Presentation
import Prompt
import ShellHarness
import Terminal
import TestSupport
import Testing

/// A feature collection is drawn from its text, and anything else from a value that is built of it: both are the same.
@Suite struct MapReadingTests {
  /// What `show --map` draws of a text, and what it draws of the value at `$`.
  private func drawings(_ json: String) throws -> (direct: [String], built: [String]) {
    let all = try ["show --map", "show --map $"].map { command in
      let shell = try ShellHarness(
        [.init(body: json)], output: ScreenTraits(isTerminal: true, width: 40, height: 20))
      shell.run("get /user > /dev/null")
      let status = shell.run(command).status
      let message = shell.screen.messageText.split(separator: "\n").first { $0.hasPrefix("error") }
      return ["\(status)", message.map(String.init) ?? "", shell.screen.writtenText]
    }
    return (all[0], all[1])
  }

  private func expectSame(_ seed: UInt64, _ text: (inout RandomCollection) -> String) throws {
    var random = RandomCollection(seed)
    for _ in 0..<150 {
      let text = text(&random)
      let (direct, built) = try drawings(text)
      #expect(direct == built, "\(text)")
    }
  }

  @Test("Random collections, with what is odd in them, are drawn the same from their text", arguments: 1...4)
  func random(seed: UInt64) throws {
    try expectSame(seed) { $0.text() }
  }

  @Test("Damaged collections are refused with the same message", arguments: 1...3)
  func damaged(seed: UInt64) throws {
    try expectSame(seed) { $0.damagedText() }
  }
}

/// GeoJSON, most of it valid.
private struct RandomCollection {
  private var random: SeededRandom
  private static let types = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection", "Circle",
  ]

  init(_ seed: UInt64) {
    random = SeededRandom(seed)
  }

  mutating func text() -> String {
    let features = (0..<random.below(4)).map { _ in feature() }
    var members = ["\"type\":\"FeatureCollection\"", "\"features\":[\(features.joined(separator: ","))]"]
    if random.chance(10) { members.append("\"crs\":{\"a\":[1,{}]}") }
    if random.chance(4) { members.append("\"features\":[]") }
    if random.chance(4) { members.append("\"layers\":[]") }
    if random.chance(4) { members[0] = "\"type\":\"layer\"" }
    return object(members)
  }

  mutating func damagedText() -> String {
    var bytes = Array(text().utf8)
    switch random.below(3) {
    case 0: bytes.removeSubrange(random.below(bytes.count)...)
    case 1: bytes[random.below(bytes.count)] = random.one(of: Array("[]{},:\"-.0e \u{1}".utf8))
    default: bytes.remove(at: random.below(bytes.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func object(_ members: [String]) -> String {
    "{" + members.shuffled(using: &random).joined(separator: random.chance(50) ? " , \n" : ",") + "}"
  }

  private mutating func feature() -> String {
    if random.chance(8) { return geometry() }
    if random.chance(3) { return random.one(of: ["1", "null", "[]", "{}", "{\"elements\":[]}"]) }
    var members = [
      "\"type\": \"Feature\"", "\"geometry\":\(geometry())",
      "\"properties\":{\"geometry\":1,\"a\":\"\\u00e9]\"}",
    ]
    if random.chance(5) { members.remove(at: random.below(members.count)) }
    if random.chance(4) { members.append("\"geometry\":\(geometry())") }
    if random.chance(2) { members.append("\"features\":[]") }
    if random.chance(3) { members.append("\"ty\\u0070e\":\"Feature\"") }
    return object(members)
  }

  private mutating func geometry() -> String {
    if random.chance(6) { return random.one(of: ["null", "1", "[1,2]", "\"Point\""]) }
    let type = random.one(of: Self.types)
    let depth = ["Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4][
      type]
    let coordinates = list(random.chance(90) ? depth ?? 2 : 1 + random.below(6))
    var members = ["\"type\":\"\(type)\"", "\"coordinates\": \(coordinates)"]
    if type == "GeometryCollection" {
      members[1] = "\"geometries\":[\(random.chance(50) ? "" : geometry())]"
    }
    if random.chance(4) { members.append("\"coordinates\":\(list(2))") }
    if random.chance(4) { members.append("\"bbox\":[1,2,3,4]") }
    return object(members)
  }

  private mutating func list(_ depth: Int) -> String {
    if random.chance(2) { return random.one(of: ["[]", "null", "[[],[1,2]]", "{}"]) }
    if depth <= 1 {
      let count = random.chance(94) ? 2 + random.below(2) : random.below(3)
      return "[" + (0..<count).map { _ in number() }.joined(separator: random.chance(20) ? " , " : ",") + "]"
    }
    return "[" + (0..<(1 + random.below(4))).map { _ in list(depth - 1) }.joined(separator: ",") + "]"
  }

  private mutating func number() -> String {
    if random.chance(6) {
      return random.one(of: [
        "0", "-0", "-0.0", "1e2", "1E-3", "0.5", "00", "1.", "-", "1e400", "123456789012345678", "1.5e1", "\"1\"",
        "0.000000000000000000000001", "179.999999999999", "-12.3456789012345678", "true", "10.",
      ])
    }
    let whole = random.below(360) - 180
    return random.chance(30) ? "\(whole)" : "\(whole / 2).\(random.below(10_000_000))"
  }
}
