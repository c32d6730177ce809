import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import TestSupport
import Testing

@Suite struct StorageTests {
  private static let geoJSON = #"""
    {"type": "FeatureCollection", "features":
      [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [8.50, 47.0]},
        "properties": {"name": "Zürich, \"Limmat\"", "count": 1.10}}]}

    """#
  private static let csv = "name,lat,lon\r\n\"a, b\",1.50,2\r\nü,3,4\r\n"

  /// A sandbox in which processing takes two seconds.
  private func client(_ kind: TransportKind, _ clock: TestClock) throws -> SandboxClient {
    try SandboxClient(kind, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 2))
  }

  @Test("A file is uploaded, processed, and comes back byte for byte", arguments: TransportKind.allCases)
  func upload(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try client(kind, clock)
    for (name, content, type) in [
      ("a.geojson", Self.geoJSON, "application/geo+json"), ("a.csv", Self.csv, "text/csv; charset=utf-8"),
    ] {
      let form = try UploadForm(client)
      #expect(try form.status(client) == "uploading")
      #expect(try form.post(client, name, content).status == 204)
      clock.advance(by: 0.5)
      let processing = try client.call("show_map_layer", [form.map, form.layer])
      #expect(try processing.text("$.status") == "processing")
      #expect(try processing.text("$.progress") == "25")
      clock.advance(by: 1.5)
      #expect(try form.status(client) == "completed")
      let link = try client.call("create_map_layer_export_link", [form.map, form.layer]).text("$.export_link")
      let file = try client.visit(.get, link)
      #expect(file.status == 200 && file.bytes == Array(content.utf8))
      #expect(file.headers[.contentType] == type)
    }
  }

  @Test("A layer is exported in another format, after some polls", arguments: TransportKind.allCases)
  func customExport(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try client(kind, clock)
    let form = try UploadForm(client)
    _ = try form.post(client, "a.geojson", Self.geoJSON)
    clock.advance(by: 2)
    let path = [form.map, form.layer]
    for (format, filters, expected) in [
      ("csv", "[]", "1.10"), ("csv", #"["count","gt",5]"#, ""), ("geojson", "[]", Self.geoJSON),
    ] {
      let body = #"{"output_format":"\#(format)","filters":\#(filters)}"#
      let made = try client.call("create_map_layer_custom_export", path, body: body)
      let id = try made.text("$.export_request_id")
      #expect(try made.text("$.poll_endpoint").hasSuffix(id))
      let polls = try (0..<3).map { _ in try client.call("poll_map_layer_custom_export", path + [id]) }
      #expect(try polls.map { try $0.text("$.status") } == ["in_progress", "in_progress", "completed"])
      #expect(try polls[0].text("$.download_url") == "null")
      let file = try client.visit(.get, polls[2].text("$.download_url"))
      #expect(String(decoding: file.bytes, as: UTF8.self).contains(expected))
      #expect(expected != "" || !String(decoding: file.bytes, as: UTF8.self).contains("Limmat"))
    }
    let body = #"{"output_format":"geotiff"}"#
    let id = try client.call("create_map_layer_custom_export", path, body: body).text("$.export_request_id")
    let polls = try (0..<3).map { _ in try client.call("poll_map_layer_custom_export", path + [id]).text("$.status") }
    #expect(polls.last == "failed")
  }

  @Test("A range downloads a part of a file, and If-Range only of the same version", arguments: TransportKind.allCases)
  func ranges(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let form = try UploadForm(client)
    _ = try form.post(client, "a.csv", Self.csv)
    let link = try client.call("create_map_layer_export_link", [form.map, form.layer]).text("$.export_link")
    let bytes = Array(Self.csv.utf8)
    let tag = try #require(try client.visit(.head, link).headers[.eTag])
    func get(_ range: String, ifRange: String? = nil) throws -> SandboxClient.Response {
      let condition = ifRange.map { [Call.HeaderItem(name: "If-Range", value: $0)] } ?? []
      return try client.visit(.get, link, headers: [.init(name: "Range", value: range)] + condition)
    }
    for (range, part) in [
      ("bytes=0-3", bytes[...3]), ("bytes=5-", bytes[5...]), ("bytes=-4", bytes.suffix(4)),
      ("bytes=2-9999", bytes[2...]),
    ] {
      let response = try get(range)
      #expect(response.status == 206 && response.bytes == Array(part), "\(range)")
      #expect(
        response.headers[.contentRange] == "bytes \(part.startIndex)-\(part.endIndex - 1)/\(bytes.count)", "\(range)")
    }
    let beyond = try get("bytes=9999-")
    #expect(beyond.status == 416 && beyond.headers[.contentRange] == "bytes */\(bytes.count)")
    #expect(try get("bytes=3-1").status == 200)
    #expect(try get("bytes=0-3", ifRange: tag).status == 206)
    let other = try get("bytes=0-3", ifRange: "\"other\"")
    #expect(other.status == 200 && other.bytes == bytes)
    #expect(try client.visit(.get, link + "0").status == 403)
    #expect(try client.visit(.get, link, token: client.token).status == 400)
    try client.call("delete_map_layer", [form.map, form.layer])
    #expect(try client.visit(.get, link).status == 404)
  }

  @Test("A form is rejected unless it is complete and unchanged", arguments: TransportKind.allCases)
  func refusals(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try client(kind, clock)
    let form = try UploadForm(client)
    for index in form.fields.indices {
      #expect(try form.post(client, "a.csv", Self.csv) { $0.remove(at: index) }.status == 403)
      #expect(try form.post(client, "a.csv", Self.csv) { $0[index].content += Array("x".utf8) }.status == 403)
    }
    #expect(try form.post(client, "a.csv", Self.csv, token: client.token).status == 400)
    #expect(try form.post(client, "a.csv", Self.csv) { $0.append($0.removeFirst()) }.status == 400)
    #expect(try form.post(client, "a.csv", Self.csv) { $0.removeLast() }.status == 400)
    #expect(try form.post(client, "a.csv", Self.csv) { $0.append($0[$0.count - 1]) }.status == 400)
    #expect(try client.visit(.post, form.url, body: Array("x".utf8), type: "text/plain").status == 400)
    #expect(try client.visit(.get, form.url).status == 405)
    #expect(try form.status(client) == "uploading")
    clock.advance(by: 3601)
    #expect(try form.post(client, "a.csv", Self.csv).status == 403)
  }

  @Test(
    "A layer fails when its file can't be read, and an export's error says why",
    arguments: [("a.geojson", "{"), ("b.geojson", "[]"), ("c.bin", "\u{0}\u{1}"), ("d.csv", ""), ("e.xml", "<a/>")])
  func unreadable(name: String, content: String) throws {
    let clock = TestClock()
    let client = try client(.memory, clock)
    let form = try UploadForm(client)
    #expect(try form.post(client, name, content).status == 204)
    #expect(try form.status(client) == "processing")
    clock.advance(by: 2)
    #expect(try form.status(client) == "failed")
    let response = try client.raw(.get, "/maps/\(form.map)/layers/\(form.layer)/get_export_link")
    #expect(response.status == 422)
    #expect(try response.value?.text("$.errors[0].detail").contains("\(name) is not a data file") ?? false)
  }

  @Test("A file on this machine is imported, and a refresh fetches it again", arguments: TransportKind.allCases)
  func imports(_ kind: TransportKind) throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(Self.csv.utf8.count)\r\n\r\n"
    let server = try RawServer(
      [.takeRequest, .send(head + Self.csv)], [.takeRequest, .send("HTTP/1.1 404 Not Found\r\n\r\n")])
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    let body = #"{"name":"R","import_url":"\#(server.origin)/data.csv?key=1"}"#
    let layer = try client.call("upload_map_layer", [map], body: body).text("$.layer_id")
    #expect(try settled(client, map, layer) == "completed")
    let link = try client.call("create_map_layer_export_link", [map, layer]).text("$.export_link")
    #expect(try client.visit(.get, link).bytes == Array(Self.csv.utf8))
    try client.call("refresh_map_layer", [map, layer])
    #expect(try settled(client, map, layer) == "failed")
    #expect(try client.visit(.get, link).bytes == Array(Self.csv.utf8))
  }

  @Test("The sandbox imports its own exports, and a refreshed layer waits for a new file")
  func ownExport() throws {
    let client = try SandboxClient(.socket)
    let form = try UploadForm(client)
    _ = try form.post(client, "a.csv", Self.csv)
    let link = try client.call("create_map_layer_export_link", [form.map, form.layer]).text("$.export_link")
    let body = #"{"name":"Copy","import_url":"\#(link)"}"#
    let layer = try client.call("upload_map_layer", [form.map], body: body).text("$.layer_id")
    #expect(try settled(client, form.map, layer) == "completed")
    let copy = try client.call("create_map_layer_export_link", [form.map, layer]).text("$.export_link")
    #expect(try client.visit(.get, copy).bytes == Array(Self.csv.utf8))
    let refresh = try client.call("refresh_map_layer", [form.map, form.layer])
    #expect(try refresh.text("$.url") == form.url)
    #expect(try form.status(client) == "uploading")
    #expect(try form.post(client, "a.csv", Self.csv).status == 403)
  }

  @Test("A file above the size limit is rejected", arguments: TransportKind.allCases)
  func size(_ kind: TransportKind) throws {
    let configuration = SandboxConfiguration(clock: { SandboxClient.now }, seed: 1, workTime: 0, uploadLimit: 1000)
    let client = try SandboxClient(kind, configuration)
    let form = try UploadForm(client)
    let row = "x,1\n"
    for (count, expected) in [(1000, 204), (1001, 400), (200_000, 400)] {
      let content = "a,b\n" + String(repeating: row, count: count / 4)
      let status = try form.post(client, "a.csv", String(content.prefix(count))).status
      #expect(status == expected, "\(count)")
    }
  }

  @Test("Of many exports the newest 1,000 are kept")
  func many() throws {
    let client = try SandboxClient(.memory)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let target = "/maps/\(map)/layers/\(layer)/get_export_link"
    let links = try (0..<1002).map { _ in
      try JSONValue(parsing: client.unchecked(.get, target).bytes).text("$.export_link")
    }
    let statuses = try [0, 1, 2, 1001].map { try client.visit(.get, links[$0]).status }
    #expect(statuses == [404, 404, 200, 200])
  }

  @Test(
    "A file on another machine is not fetched: the layer is a stand-in that says so", arguments: TransportKind.allCases)
  func standIns(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call(
      "create_map", body: #"{"layer_urls":["https://example.com/roads.geojson?token=hunter2"]}"#
    ).text("$.id")
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    #expect(try settled(client, map, layer) == "completed")
    let link = try client.call("create_map_layer_export_link", [map, layer]).text("$.export_link")
    let text = String(decoding: try client.visit(.get, link).bytes, as: UTF8.self)
    #expect(text.contains("stand-in") && text.contains("https://example.com/roads.geojson"))
    #expect(!text.contains("hunter2"))
  }

  /// The status of a layer once its import has ended.
  private func settled(_ client: SandboxClient, _ map: String, _ layer: String) throws -> String {
    var status = "processing"
    while status == "processing" { status = try client.call("show_map_layer", [map, layer]).text("$.status") }
    return status
  }
}
