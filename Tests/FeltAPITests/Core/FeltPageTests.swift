import FeltAPI
import HTTPTypes
import Testing

@Suite("The address of a map's page")
struct FeltPageTests {
  static let id = "luCHyMruTQ6ozGk3gPJfEB"

  @Test(
    "It has the map's id at its end, whatever the title before it",
    arguments: [
      "https://felt.com/map/Flood-Zones-2024-\(id)", "https://felt.com/map/\(id)", "http://felt.com/map/A-\(id)",
      "HTTPS://Felt.com/map/A-\(id)", "https://www.felt.com/map/A-\(id)", "https://felt.com/embed/map/A-\(id)",
      "https://felt.com/map/A-\(id)?loc=37.77,-122.42,11z", "https://felt.com/map/A-\(id)/",
      "https://felt.com/map/A-\(id)#x",
      "https://felt.com/map/Fl%C3%A4che-\(id)", "https://felt.com/map/-\(id)", "https://felt.com/map/a--b-\(id)",
    ])
  func address(text: String) {
    #expect(FeltPage.mapID(text) == Self.id)
  }

  @Test("Longer ids, and ids with dashes and underscores, are found as well")
  func otherIDs() {
    #expect(FeltPage.mapID("https://felt.com/map/A-B-uSy9A9B9CWgT9AaF39BQBpNsAzB") == "uSy9A9B9CWgT9AaF39BQBpNsAzB")
    #expect(FeltPage.mapID("https://felt.com/map/A-B-luCHyMr_TQ6ozGk3gPJfEB") == "luCHyMr_TQ6ozGk3gPJfEB")
    #expect(FeltPage.mapID("https://felt.com/map/A-B-luCHyMr-TQ6ozGk3gPJfEB") == "luCHyMr-TQ6ozGk3gPJfEB")
    #expect(FeltPage.mapID("https://felt.com/map/luCHyMr-TQ6ozGk3gPJfEB") == "luCHyMr-TQ6ozGk3gPJfEB")
  }

  @Test(
    "Anything else is not one",
    arguments: [
      "", id, "https://felt.com/map/", "https://felt.com/map/A-short", "https://felt.com/maps/A-\(id)",
      "https://felt.com.evil.com/map/A-\(id)", "https://evil.com/map/A-\(id)",
      "https://felt.com/map/a-short-map-of-the-world",
      "https://felt.com/map/A-\(id)%2f", "ftp://felt.com/map/A-\(id)",
    ])
  func others(text: String) {
    #expect(FeltPage.mapID(text) == nil)
  }

  private func path(_ parts: Call.PathPart...) throws -> String {
    try RequestBuilder().request(for: Call(.get, parts)).path
  }

  @Test("It stands for the id in a path, as a part of the text or as a value")
  func inPath() throws {
    let page = "https://felt.com/map/Flood-Zones-2024-\(Self.id)"
    #expect(try path(.literal("/maps/\(page)")) == "/maps/\(Self.id)")
    #expect(try path(.literal("maps/\(page)/layers")) == "/maps/\(Self.id)/layers")
    #expect(try path(.literal("/maps/\(page)?loc=1,2,3z")) == "/maps/\(Self.id)")
    #expect(try path(.literal("/maps/"), .value(page), .literal("/layers")) == "/maps/\(Self.id)/layers")
    #expect(try path(.literal(page)) == "/maps/\(Self.id)")
    #expect(try path(.literal(page + "/layers")) == "/maps/\(Self.id)/layers")
  }

  @Test("It stands for the id as a parameter of an operation")
  func asParameter() throws {
    let operation = try #require(Catalogue.operation(named: "show_map"))
    let call = try Call(operation, ["map_id": "https://felt.com/map/A-\(Self.id)"])
    #expect(try RequestBuilder().request(for: call).path == "/maps/\(Self.id)")
  }

  @Test("Another site's page is still another site's")
  func foreign() {
    #expect(throws: CallProblem.self) { try path(.literal("/maps/https://evil.com/map/A-\(Self.id)")) }
  }
}
