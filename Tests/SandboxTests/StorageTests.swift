import FeltAPI
import Foundation
import HTTPTypes
import JSONText
import Sandbox
import Synchronization
import Testing

/// Files on their way in and out.
@Suite struct StorageTests {
  private static let geoJSON =
    #"{"type":"FeatureCollection", "features":[ {"type":"Feature","geometry":{"type":"Point","coordinates":[10.750,59.91]},"#
    + #""properties":{"name":"Oslo, \"the\" city","people":709037}},{"type":"Feature","geometry":null,"properties":{}}]}"#

  /// The fields of a form as storage wants them, in their order, and the file last.
  private func form(_ fields: [(String, String)], file: String?, name: String = "cities.geojson") -> [UInt8] {
    var text = ""
    for (field, value) in fields {
      text += "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
    }
    if let file {
      text += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
      text += "Content-Type: application/octet-stream\r\n\r\n\(file)\r\n"
    }
    return Array((text + "--edge--\r\n").utf8)
  }

  private let formType: HTTPFields = [.contentType: "multipart/form-data; boundary=edge"]

  private struct Upload {
    let map: String
    let layer: String
    let url: String
    let fields: [(String, String)]
  }

  private func begin(_ client: SandboxClient) throws -> Upload {
    let map = try client.call("create_map").text("$.id")
    let response = try client.call("upload_map_layer", [map], body: #"{"name":"Cities"}"#)
    guard case .object(let object) = response, case .object(let attributes)? = object["presigned_attributes"] else {
      Issue.record("no form")
      return Upload(map: map, layer: "", url: "", fields: [])
    }
    return Upload(
      map: map, layer: try response.text("$.layer_id"), url: try response.text("$.url"),
      fields: attributes.members.map { member in
        if case .string(let text) = member.value { (member.name, text) } else { (member.name, "") }
      })
  }

  @Test("A file is taken, worked on, and given back byte for byte, whole and in ranges", arguments: WayIn.allCases)
  func roundTrip(way: WayIn) throws {
    let time = TestClock()
    let client = try SandboxClient(way, SandboxConfiguration(clock: { time.now }, seed: 1, workTime: 10))
    let upload = try begin(client)
    let layer = { try client.call("show_map_layer", [upload.map, upload.layer]) }
    #expect(try layer().text("$.status") == "uploading")
    #expect(try client.raw(.get, "/maps/\(upload.map)/layers/\(upload.layer)/get_export_link").status == 422)
    let posted = try client.storage(
      .post, upload.url, headers: formType, body: form(upload.fields, file: Self.geoJSON))
    #expect(posted.status == 204)
    #expect(try layer().text("$.status") == "processing")
    time.pass(4)
    #expect(try layer().text("$.progress") == "40")
    time.pass(6)
    #expect(try layer().text("$.status") == "completed")
    #expect(try layer().text("$.geometry_type") == "Point")

    let link = try client.call("create_map_layer_export_link", [upload.map, upload.layer]).text("$.export_link")
    let whole = try client.storage(.get, link)
    #expect(String(decoding: whole.body, as: UTF8.self) == Self.geoJSON)
    let part = try client.storage(.get, link, headers: [.range: "bytes=5-9"])
    #expect(part.status == 206)
    #expect(part.body == Array(Array(Self.geoJSON.utf8)[5...9]))
    #expect(part.headers[.contentRange] == "bytes 5-9/\(Self.geoJSON.utf8.count)")
    #expect(try client.storage(.get, link, headers: [.range: "bytes=-3"]).body == Array(Self.geoJSON.utf8.suffix(3)))
    let other = try client.storage(.get, link, headers: [.range: "bytes=5-9", .ifRange: "\"other\""])
    #expect(other.status == 200 && other.body == whole.body)
    #expect(try client.storage(.get, link, headers: [.range: "bytes=100000-"]).status == 416)
    let head = try client.storage(.head, link)
    #expect(head.status == 200 && head.body.isEmpty)
    #expect(head.headers[.contentLength] == String(Self.geoJSON.utf8.count))
    #expect(try client.storage(.get, link.replacingOccurrences(of: "Signature=", with: "Signature=x")).status == 403)
    time.pass(100_000)
    #expect(try client.storage(.get, link).status == 403)
  }

  @Test("A layer is exported as CSV, filtered, after polls", arguments: WayIn.allCases)
  func csv(way: WayIn) throws {
    let client = try SandboxClient(way)
    let upload = try begin(client)
    _ = try client.storage(.post, upload.url, headers: formType, body: form(upload.fields, file: Self.geoJSON))
    let export = try client.call(
      "create_map_layer_custom_export", [upload.map, upload.layer], body: #"{"output_format":"csv"}"#)
    let id = try export.text("$.export_request_id")
    var poll = export
    for _ in 0..<3 { poll = try client.call("poll_map_layer_custom_export", [upload.map, upload.layer, id]) }
    #expect(try poll.text("$.status") == "completed")
    let answer = try client.storage(.get, poll.text("$.download_url"))
    let lines = String(decoding: answer.body, as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(lines.count == 3)
    #expect(lines.first?.contains("name,people") == true)
    #expect(lines.dropFirst().first?.contains(#""Oslo, ""the"" city",709037"#) == true)
  }

  @Test(
    "A form without all of its fields, with a token, or with the file not last is refused", arguments: WayIn.allCases)
  func refusals(way: WayIn) throws {
    let client = try SandboxClient(way)
    let upload = try begin(client)
    let post = { (headers: HTTPFields, body: [UInt8]) in
      try client.storage(.post, upload.url, headers: headers, body: body).status
    }
    for index in upload.fields.indices {
      var fields = upload.fields
      fields.remove(at: index)
      #expect(try post(formType, form(fields, file: Self.geoJSON)) == 403)
      fields.insert((upload.fields[index].0, "forged"), at: index)
      #expect(try post(formType, form(fields, file: Self.geoJSON)) == 403)
    }
    var withToken = formType
    withToken[.authorization] = "Bearer felt_pat_xxxxxxxxxxxxxxxxxxxxxxxx"
    #expect(try post(withToken, form(upload.fields, file: Self.geoJSON)) == 400)
    #expect(try post(formType, form(upload.fields, file: nil)) == 400)
    let file = String(decoding: form([], file: Self.geoJSON), as: UTF8.self).replacingOccurrences(
      of: "--edge--\r\n", with: "")
    #expect(try post(formType, Array(file.utf8) + form(upload.fields, file: nil)) == 400)
    #expect(try post([.contentType: "application/json"], Array("{}".utf8)) == 400)
    #expect(try client.call("show_map_layer", [upload.map, upload.layer]).text("$.status") == "uploading")
    #expect(try post(formType, form(upload.fields, file: Self.geoJSON)) == 204)
  }

  @Test("A file that cannot be read ends as a layer that failed", arguments: WayIn.allCases)
  func unreadable(way: WayIn) throws {
    let client = try SandboxClient(way)
    let upload = try begin(client)
    #expect(
      try client.storage(.post, upload.url, headers: formType, body: form(upload.fields, file: "{oops")).status == 204)
    #expect(try client.call("show_map_layer", [upload.map, upload.layer]).text("$.status") == "failed")
    #expect(try client.raw(.get, "/maps/\(upload.map)/layers/\(upload.layer)/get_export_link").status == 422)
  }

  @Test("What the state file holds is there again, with its tokens, files and ids; a spoilt one is refused")
  func state() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "feltsh-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = StateFile(folder + "/state.json")
    #expect(try file.load() == nil)
    let client = try SandboxClient(.memory)
    let upload = try begin(client)
    _ = try client.storage(.post, upload.url, headers: formType, body: form(upload.fields, file: Self.geoJSON))
    try file.save(client.service)
    #expect(
      try FileManager.default.attributesOfItem(atPath: folder + "/state.json")[.posixPermissions] as? Int == 0o600)

    var again = try SandboxClient(.socket, SandboxClient.still, state: StateFile(folder + "/state.json").load())
    again.token = client.token
    #expect(try again.call("show_map_layer", [upload.map, upload.layer]).text("$.status") == "completed")
    let link = try again.call("create_map_layer_export_link", [upload.map, upload.layer]).text("$.export_link")
    #expect(String(decoding: try again.storage(.get, link).body, as: UTF8.self) == Self.geoJSON)

    for text in ["", "{", "[]", #"{"feltsh":1}"#] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/state.json"))
      #expect(throws: (any Error).self) { try StateFile(folder + "/state.json").load() }
    }
  }
}

/// A clock that a test moves.
final class TestClock: Sendable {
  private let seconds = Mutex(1_790_000_000.0)

  var now: Double { seconds.withLock { $0 } }

  func pass(_ time: Double) {
    seconds.withLock { $0 += time }
  }
}
