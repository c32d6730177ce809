import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import TestSupport
import Testing

@Suite struct UploadTests {
  private static let csv = "name,lat,lon\r\na,1,2\r\n"

  @Test(
    "A form may end after its last boundary, without the two hyphens that should follow",
    arguments: ["--\r\n", "--", "\r\n", ""])
  func ending(text: String) throws {
    let client = try SandboxClient(.memory)
    let form = try UploadForm(client)
    let body = MultipartPart.body(form.parts("a.csv", Self.csv)).dropLast(MultipartPart.ending.utf8.count)
    let response = try client.visit(
      .post, form.url, body: Array(body) + Array(text.utf8), type: MultipartPart.contentType)
    #expect(response.status == 204)
    #expect(try form.status(client) == "completed")
  }

  @Test(
    "A form that is cut off before its last boundary is rejected, wherever it is cut", arguments: TransportKind.allCases
  )
  func cutOff(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let form = try UploadForm(client)
    let body = MultipartPart.body(form.parts("a.csv", Self.csv)).dropLast(MultipartPart.ending.utf8.count)
    for count in stride(from: 1, to: body.count, by: 7) {
      let response = try client.visit(
        .post, form.url, body: Array(body.prefix(count)), type: MultipartPart.contentType)
      #expect(response.status == 400, "\(count) of \(body.count) bytes")
    }
    #expect(try form.status(client) == "uploading")
  }

  @Test("A file with several kinds of geometry becomes several layers of one group", arguments: TransportKind.allCases)
  func severalLayers(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try SandboxClient(kind, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 2))
    let form = try UploadForm(client)
    let geometries = [
      #"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#, #"{"type":"Point","coordinates":[1,2]}"#, "null",
      #"{"type":"MultiPoint","coordinates":[[5,6]]}"#,
    ]
    let features = geometries.map { #"{"type":"Feature","geometry":\#($0),"properties":{"a":1}}"# }
    _ = try form.post(
      client, "a.geojson", #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
    func layers() throws -> JSONValue { try client.call("show_map_layer_group", [form.map, form.group]) }
    #expect(try layers().texts("$.layers[*].name") == ["Roads", "Roads (Point)"])
    #expect(try layers().text("$.layers[0].id") == form.layer)
    clock.advance(by: 2)
    // The first layer is completed while the group isn't.
    #expect(try layers().texts("$.layers[*].status") == ["completed", "processing"])
    clock.advance(by: 1)
    #expect(try layers().texts("$.layers[*].status") == ["completed", "completed"])
    #expect(try layers().texts("$.layers[*].geometry_type") == ["Line", "Point"])
    let counts = try layers().texts("$.layers[*].id").map { layer in
      let link = try client.call("create_map_layer_export_link", [form.map, layer]).text("$.export_link")
      return try JSONValue(parsing: client.visit(.get, link).bytes).texts("$.features[*]").count
    }
    #expect(counts == [2, 2])
  }

  @Test("An archive with several data sets becomes several layers of one group")
  func archive() throws {
    let client = try SandboxClient(.memory)
    let form = try UploadForm(client)
    let archive = ZipSample.bytes(["data/roads.shp", "data/roads.dbf", "__MACOSX/._roads.shp", "data/lakes.shp"])
    #expect(try form.post(client, "a.zip", "", changing: { $0[$0.count - 1].content = archive }).status == 204)
    let group = try client.call("show_map_layer_group", [form.map, form.group])
    #expect(try group.texts("$.layers[*].name") == ["Roads", "Roads (lakes)"])
  }

  @Test("Only a completed layer can be refreshed", arguments: TransportKind.allCases)
  func refresh(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try SandboxClient(kind, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 2))
    let form = try UploadForm(client)
    let target = "/maps/\(form.map)/layers/\(form.layer)/refresh"
    for status in ["uploading", "processing"] {
      let response = try client.raw(.post, target)
      #expect(response.status == 422)
      #expect(try response.value?.text("$.errors[0].detail").contains("status is \(status)") ?? false)
      _ = try form.post(client, "a.csv", Self.csv)
    }
    clock.advance(by: 2)
    #expect(try client.raw(.post, target).status == 200)
    #expect(try form.status(client) == "uploading")
  }

  @Test("A layer from a source is announced by its group, without an id", arguments: TransportKind.allCases)
  func sourceLayer(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    let connection = #"{"type":"wfs","url":"https://example.com/wfs"}"#
    let source = try client.call("create_source", body: #"{"name":"S","connection":\#(connection)}"#).text("$.id")
    let dataset = try client.call("show_source", [source]).text("$.datasets[0].id")
    let body = #"{"from":"dataset","dataset_id":"\#(dataset)"}"#
    let accepted = try client.call("add_map_layer_from_source", [map], body: body)
    let address = try accepted.text("$.links.layer_group")
    let group = try client.raw(.get, String(address.dropFirst((client.connection.origin + "/api/v2").count)))
    let layer = try #require(try group.value?.text("$.layers[0].id"))
    #expect(!String(decoding: accepted.serialized(), as: UTF8.self).contains(layer))
    #expect(try group.value?.texts("$.layers[*].status") == ["completed"])
  }

  @Test("Faults apply to storage too, in the storage's own shape", arguments: TransportKind.allCases)
  func faults(_ kind: TransportKind) throws {
    let rules = ["post /storage/uploads 503 retry-after=1 every=2", "get /storage/exports/** truncate=5 every=2"]
    let client = try SandboxClient(
      kind,
      SandboxConfiguration(
        clock: { SandboxClient.now }, seed: 1, faults: try rules.map { try FaultRule(parsing: $0) }, workTime: 0))
    let form = try UploadForm(client)
    #expect(try form.post(client, "a.csv", Self.csv).status == 204)
    let refused = try form.post(client, "a.csv", Self.csv)
    #expect(refused.status == 503 && refused.headers[.retryAfter] == "1")
    #expect(refused.headers[.contentType] == "application/xml")
    let link = try client.call("create_map_layer_export_link", [form.map, form.layer]).text("$.export_link")
    #expect(try client.visit(.get, link).bytes == Array(Self.csv.utf8))
    #expect(throws: TransportError.self) { try client.visit(.get, link) }
  }

  @Test("A download that broke off is resumed by its Last-Modified time, unless the file has changed since")
  func resume() throws {
    let clock = TestClock()
    let client = try SandboxClient(.memory, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 0))
    let form = try UploadForm(client)
    _ = try form.post(client, "a.csv", Self.csv)
    clock.advance(by: 10)
    let link = try client.call("create_map_layer_export_link", [form.map, form.layer]).text("$.export_link")
    let modified = try #require(try client.visit(.head, link).headers[.lastModified])
    let headers = [Call.HeaderItem(name: "Range", value: "bytes=5-"), .init(name: "If-Range", value: modified)]
    let rest = try client.visit(.get, link, headers: headers)
    #expect(rest.status == 206 && rest.bytes == Array(Self.csv.utf8.dropFirst(5)))
    try client.call("refresh_map_layer", [form.map, form.layer])
    let refresh = try client.call("show_map_layer", [form.map, form.layer]).text("$.status")
    #expect(refresh == "uploading")
    #expect(try client.visit(.head, link).headers[.lastModified] != modified)
  }
}
