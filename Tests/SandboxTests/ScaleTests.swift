import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

/// Sizes at which work that grows with the square of the size would take minutes. `Tests/Benchmarks/scale` measures the
/// times.
@Suite struct ScaleTests {
  private static let count = 4_000

  private func list(_ items: some Sequence<String>) -> String { "[\(items.joined(separator: ","))]" }

  @Test("A map is created from 4,000 addresses, copied and deleted")
  func layers() throws {
    let client = try SandboxClient(.memory)
    let urls = list((0..<Self.count).map { #""https://example.com/\#($0).csv""# })
    let map = try JSONValue(
      parsing: client.unchecked(.post, "/maps", body: Array(#"{"layer_urls":\#(urls)}"#.utf8)).bytes)
    #expect(try map.texts("$.layer_groups[*].layers[*].id").count == Self.count)
    let path = "/maps/\(try map.text("$.id"))"
    let copy = try JSONValue(parsing: client.unchecked(.post, path + "/duplicate").bytes)
    #expect(try copy.texts("$.layers[*].id").count == Self.count)
    #expect(try client.raw(.delete, path).status == 204)
    #expect(try client.raw(.get, path).status == 404)
  }

  @Test("A map has 4,000 layer groups and element groups, and an element 4,000 properties")
  func groups() throws {
    let client = try SandboxClient(.memory)
    let map = try client.call("create_map").text("$.id")
    let body = Array(list((0..<Self.count).map { #"{"name":"\#($0)"}"# }).utf8)
    for kind in ["layer_groups", "element_groups"] {
      let response = try client.unchecked(.post, "/maps/\(map)/\(kind)", body: body)
      #expect(try JSONValue(parsing: response.bytes).texts("$[*].id").count == Self.count)
    }
    let properties = (0..<Self.count).map { #""p\#($0)":\#($0)"# }.joined(separator: ",")
    let feature = #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{\#(properties)}}"#
    let elements = try client.unchecked(
      .post, "/maps/\(map)/elements",
      body: Array(#"{"type":"FeatureCollection","features":[\#(feature)]}"#.utf8))
    #expect(try JSONValue(parsing: elements.bytes).text("$.features[0].properties.p3999") == "3999")
    let shown = try JSONValue(parsing: client.unchecked(.get, "/maps/\(map)").bytes)
    #expect(try shown.texts("$.layer_groups[*].id").count == Self.count)
    #expect(try shown.texts("$.element_groups[*].id").count == Self.count)
  }

  @Test("4,000 maps are created and deleted one by one, and the oldest is still there until it is deleted")
  func maps() throws {
    let client = try SandboxClient(.memory)
    let ids = try (0..<Self.count).map { _ in
      try JSONValue(parsing: client.unchecked(.post, "/maps").bytes).text("$.id")
    }
    for id in ids.dropFirst() { #expect(try client.unchecked(.delete, "/maps/\(id)").status == 204) }
    #expect(try client.raw(.get, "/maps/\(ids[0])").status == 200)
    #expect(try client.mapIDs().count == 5)
  }

  @Test("An export filters 4,000 rows by a list of 4,000 values")
  func filter() throws {
    let client = try SandboxClient(.memory)
    let form = try UploadForm(client)
    let rows = (0..<Self.count).map { "\($0)\r\n" }.joined()
    _ = try form.post(client, "a.csv", "n,m\r\n" + rows.replacing("\r\n", with: ",x\r\n"))
    let values = list((0..<Self.count).map { $0 % 2 == 0 ? "\($0).0" : "-\($0)" })
    let body = #"{"output_format":"csv","filters":["n","in",\#(values)]}"#
    let path = [form.map, form.layer]
    let id = try client.call("create_map_layer_custom_export", path, body: body).text("$.export_request_id")
    let polls = try (0..<3).map { _ in try client.call("poll_map_layer_custom_export", path + [id]) }
    let file = try client.visit(.get, polls[2].text("$.download_url"))
    #expect(file.bytes.count { $0 == 0x0A } == Self.count / 2 + 1)
  }
}
