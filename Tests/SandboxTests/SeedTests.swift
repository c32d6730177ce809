import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct SeedTests {
  /// Everything that both workspaces of a new sandbox show, and its tokens.
  private func everything(_ seed: UInt64) throws -> (text: String, tokens: [String]) {
    var client = try SandboxClient(
      .memory, SandboxConfiguration(clock: { SandboxClient.now }, seed: seed, workTime: 0))
    let tokens = [client.service.token, client.service.secondToken]
    var text = ""
    for token in tokens {
      client.token = token
      var paths = ["/user", "/projects", "/sources", "/library?source=all"]
      for project in try client.call("list_projects").texts("$[*].id") { paths.append("/projects/\(project)") }
      for map in try client.mapIDs() {
        paths.append("/maps/\(map)")
        for list in ["layers", "layer_groups", "elements", "element_groups", "comments/export"] {
          paths.append("/maps/\(map)/\(list)")
        }
      }
      for path in paths {
        let response = try client.raw(.get, path)
        #expect(response.status == 200, "\(path)")
        text += "\(path)\n\(String(decoding: response.bytes, as: UTF8.self))\n"
      }
    }
    return (text, tokens.map(\.secret))
  }

  /// The ids in a text, each once, in order.
  private func ids(in text: String) -> [String] {
    var known: Set<String> = []
    let words = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
    return words.filter { $0.utf8.count == 22 && known.insert($0).inserted }
  }

  private func withoutIDs(_ text: String) -> String {
    ids(in: text).enumerated().reduce(text) { $0.replacing($1.element, with: "<id \($1.offset)>") }
  }

  @Test("Two seeds have the same titles and contents, and no id or token in common")
  func twoSeeds() throws {
    let worlds = try [1, 2, SandboxConfiguration.standardSeed].map { try everything($0) }
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      let (one, other) = (ids(in: worlds[first].text), ids(in: worlds[second].text))
      #expect(one.count > 20)
      #expect(one.count == other.count)
      #expect(Set(one).isDisjoint(with: other))
      #expect(withoutIDs(worlds[first].text) == withoutIDs(worlds[second].text))
      #expect(Set(worlds[first].tokens).isDisjoint(with: worlds[second].tokens))
    }
  }

  @Test("A seed gives the same ids each time, also to what is created later")
  func reproducible() throws {
    #expect(try everything(7) == everything(7))
    let created = try (0..<2).map { _ in
      try SandboxClient(.memory, SandboxConfiguration(seed: 7)).call("create_map").text("$.id")
    }
    #expect(created[0] == created[1])
  }

  @Test("Without a seed the seeded maps keep their ids, while tokens and later ids are not predictable")
  func standardSeed() throws {
    let clients = try (0..<2).map { _ in try SandboxClient(.memory, SandboxConfiguration()) }
    #expect(try clients.map { try $0.floodMap() } == ["MhG2JsxXN5IbTrfd6AezRE", "MhG2JsxXN5IbTrfd6AezRE"])
    #expect(clients[0].service.token.secret != clients[1].service.token.secret)
    #expect(try clients[0].call("create_map").text("$.id") != clients[1].call("create_map").text("$.id"))
  }
}
