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

  /// A layer that waits for a file, on a map of its own.
  private struct Waiting {
    let map: String
    let layer: String
    let url: String
    let fields: [(String, String)]

    init(_ client: SandboxClient) throws {
      map = try client.call("create_map").text("$.id")
      let upload = try client.call("upload_map_layer", [map], body: #"{"name":"Roads"}"#)
      (layer, url) = (try upload.text("$.layer_id"), try upload.text("$.url"))
      guard case .object(let answer) = upload, case .object(let form)? = answer["presigned_attributes"] else {
        throw ProgramFailure("there is no form")
      }
      fields = try form.members.map { ($0.name, try $0.value.text("$")) }
    }

    func post(
      _ client: SandboxClient, _ name: String, _ content: String,
      changing change: (inout [MultipartPart]) -> Void = { _ in },
      token: Token? = nil
    ) throws -> SandboxClient.Answer {
      var parts = fields.map { MultipartPart($0.0, $0.1) } + [MultipartPart("file", content, fileName: name)]
      change(&parts)
      return try client.visit(
        .post, url, body: MultipartPart.body(parts), type: MultipartPart.contentType, token: token)
    }

    func status(_ client: SandboxClient) throws -> String {
      try client.call("show_map_layer", [map, layer]).text("$.status")
    }
  }

  /// A sandbox in which work takes two seconds of the clock.
  private func client(_ way: WayIn, _ clock: TestClock) throws -> SandboxClient {
    try SandboxClient(way, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 2))
  }

  @Test("A file is uploaded, processed, and comes back byte for byte", arguments: WayIn.allCases)
  func upload(_ way: WayIn) throws {
    let clock = TestClock()
    let client = try client(way, clock)
    for (name, content, type) in [
      ("a.geojson", Self.geoJSON, "application/geo+json"), ("a.csv", Self.csv, "text/csv; charset=utf-8"),
    ] {
      let waiting = try Waiting(client)
      #expect(try waiting.status(client) == "uploading")
      #expect(try waiting.post(client, name, content).status == 204)
      clock.advance(by: 0.5)
      let processing = try client.call("show_map_layer", [waiting.map, waiting.layer])
      #expect(try processing.text("$.status") == "processing")
      #expect(try processing.text("$.progress") == "25")
      clock.advance(by: 1.5)
      #expect(try waiting.status(client) == "completed")
      let link = try client.call("create_map_layer_export_link", [waiting.map, waiting.layer]).text("$.export_link")
      let file = try client.visit(.get, link)
      #expect(file.status == 200 && file.bytes == Array(content.utf8))
      #expect(file.headers[.contentType] == type)
    }
  }

  @Test("A layer is exported in another format, after some polls", arguments: WayIn.allCases)
  func customExport(_ way: WayIn) throws {
    let clock = TestClock()
    let client = try client(way, clock)
    let waiting = try Waiting(client)
    _ = try waiting.post(client, "a.geojson", Self.geoJSON)
    clock.advance(by: 2)
    let path = [waiting.map, waiting.layer]
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

  @Test("A part of a file is had by its range, of the same version alone", arguments: WayIn.allCases)
  func ranges(_ way: WayIn) throws {
    let client = try SandboxClient(way)
    let waiting = try Waiting(client)
    _ = try waiting.post(client, "a.csv", Self.csv)
    let link = try client.call("create_map_layer_export_link", [waiting.map, waiting.layer]).text("$.export_link")
    let bytes = Array(Self.csv.utf8)
    let tag = try #require(try client.visit(.head, link).headers[.eTag])
    func get(_ range: String, ifRange: String? = nil) throws -> SandboxClient.Answer {
      let condition = ifRange.map { [Call.HeaderItem(name: "If-Range", value: $0)] } ?? []
      return try client.visit(.get, link, headers: [.init(name: "Range", value: range)] + condition)
    }
    for (range, part) in [
      ("bytes=0-3", bytes[...3]), ("bytes=5-", bytes[5...]), ("bytes=-4", bytes.suffix(4)),
      ("bytes=2-9999", bytes[2...]),
    ] {
      let answer = try get(range)
      #expect(answer.status == 206 && answer.bytes == Array(part), "\(range)")
      #expect(
        answer.headers[.contentRange] == "bytes \(part.startIndex)-\(part.endIndex - 1)/\(bytes.count)", "\(range)")
    }
    let beyond = try get("bytes=9999-")
    #expect(beyond.status == 416 && beyond.headers[.contentRange] == "bytes */\(bytes.count)")
    #expect(try get("bytes=3-1").status == 200)
    #expect(try get("bytes=0-3", ifRange: tag).status == 206)
    let other = try get("bytes=0-3", ifRange: "\"other\"")
    #expect(other.status == 200 && other.bytes == bytes)
    #expect(try client.visit(.get, link + "0").status == 403)
    #expect(try client.visit(.get, link, token: client.token).status == 400)
    try client.call("delete_map_layer", [waiting.map, waiting.layer])
    #expect(try client.visit(.get, link).status == 404)
  }

  @Test("A form is refused unless it is as it was given", arguments: WayIn.allCases)
  func refusals(_ way: WayIn) throws {
    let clock = TestClock()
    let client = try client(way, clock)
    let waiting = try Waiting(client)
    for index in waiting.fields.indices {
      #expect(try waiting.post(client, "a.csv", Self.csv) { $0.remove(at: index) }.status == 403)
      #expect(try waiting.post(client, "a.csv", Self.csv) { $0[index].content += "x" }.status == 403)
    }
    #expect(try waiting.post(client, "a.csv", Self.csv, token: client.token).status == 400)
    #expect(try waiting.post(client, "a.csv", Self.csv) { $0.append($0.removeFirst()) }.status == 400)
    #expect(try waiting.post(client, "a.csv", Self.csv) { $0.removeLast() }.status == 400)
    #expect(try waiting.post(client, "a.csv", Self.csv) { $0.append($0[$0.count - 1]) }.status == 400)
    #expect(try client.visit(.post, waiting.url, body: Array("x".utf8), type: "text/plain").status == 400)
    #expect(try client.visit(.get, waiting.url).status == 405)
    #expect(try waiting.status(client) == "uploading")
    clock.advance(by: 3601)
    #expect(try waiting.post(client, "a.csv", Self.csv).status == 403)
  }

  @Test(
    "A layer fails when its file cannot be read",
    arguments: [("a.geojson", "{"), ("b.geojson", "[]"), ("c.bin", "\u{0}\u{1}"), ("d.csv", ""), ("e.xml", "<a/>")])
  func unreadable(name: String, content: String) throws {
    let clock = TestClock()
    let client = try client(.memory, clock)
    let waiting = try Waiting(client)
    #expect(try waiting.post(client, name, content).status == 204)
    #expect(try waiting.status(client) == "processing")
    clock.advance(by: 2)
    #expect(try waiting.status(client) == "failed")
    let answer = try client.raw(.get, "/maps/\(waiting.map)/layers/\(waiting.layer)/get_export_link")
    #expect(answer.status == 422)
  }

  @Test("What stands on this machine is fetched, and fetched again", arguments: WayIn.allCases)
  func imports(_ way: WayIn) throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(Self.csv.utf8.count)\r\n\r\n"
    let server = try RawServer(
      [.takeRequest, .send(head + Self.csv)], [.takeRequest, .send("HTTP/1.1 404 Not Found\r\n\r\n")])
    let client = try SandboxClient(way)
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

  @Test("The sandbox fetches from itself what it gives away, and a refresh takes what is there then")
  func ownExport() throws {
    let client = try SandboxClient(.socket)
    let waiting = try Waiting(client)
    _ = try waiting.post(client, "a.csv", Self.csv)
    let link = try client.call("create_map_layer_export_link", [waiting.map, waiting.layer]).text("$.export_link")
    let body = #"{"name":"Copy","import_url":"\#(link)"}"#
    let layer = try client.call("upload_map_layer", [waiting.map], body: body).text("$.layer_id")
    #expect(try settled(client, waiting.map, layer) == "completed")
    let copy = try client.call("create_map_layer_export_link", [waiting.map, layer]).text("$.export_link")
    #expect(try client.visit(.get, copy).bytes == Array(Self.csv.utf8))
    let form = try client.call("refresh_map_layer", [waiting.map, waiting.layer])
    #expect(try form.text("$.url") == waiting.url)
    #expect(try waiting.status(client) == "uploading")
    #expect(try waiting.post(client, "a.csv", Self.csv).status == 403)
  }

  @Test("A file that is larger than may be is refused, and so is one that is much larger", arguments: WayIn.allCases)
  func size(_ way: WayIn) throws {
    let configuration = SandboxConfiguration(clock: { SandboxClient.now }, seed: 1, workTime: 0, uploadLimit: 1000)
    let client = try SandboxClient(way, configuration)
    let waiting = try Waiting(client)
    let row = "x,1\n"
    for (count, expected) in [(1000, 204), (1001, 400), (200_000, 400)] {
      let content = "a,b\n" + String(repeating: row, count: count / 4)
      let status = try waiting.post(client, "a.csv", String(content.prefix(count))).status
      #expect(status == expected, "\(count)")
    }
  }

  @Test("Of exports that are made again and again, the newest are kept")
  func many() throws {
    let client = try SandboxClient(.memory)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let target = "/maps/\(map)/layers/\(layer)/get_export_link"
    let links = try (0..<1002).map { _ in
      try JSONValue(parsing: client.ask(.get, target).bytes).text("$.export_link")
    }
    let statuses = try [0, 1, 2, 1001].map { try client.visit(.get, links[$0]).status }
    #expect(statuses == [404, 404, 200, 200])
  }

  @Test("What stands elsewhere is not fetched: a layer says so in its place", arguments: WayIn.allCases)
  func standIns(_ way: WayIn) throws {
    let client = try SandboxClient(way)
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

  /// The status of a layer once it is no longer on its way.
  private func settled(_ client: SandboxClient, _ map: String, _ layer: String) throws -> String {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      let status = try client.call("show_map_layer", [map, layer]).text("$.status")
      if status != "processing" { return status }
    }
    return "processing"
  }
}
