import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

private let mapID = "MapMapMapMapMapMapMap1"
private let layerID = "LayLayLayLayLayLayLay1"
private let roads = #"{"type":"Point","coordinates":[5,60]}"#

/// Felt's response to an upload.
private func ticket(_ address: String? = "https://storage.example.com/up", id: String = layerID) -> String {
  let url = address.map { "\"\($0)\"" } ?? "null"
  let fields = address == nil ? "null" : #"{"key":"uploads/1","policy":"aSecretPolicy"}"#
  return
    #"{"type":"upload_response","layer_id":"\#(id)","layer_group_id":"G","url":\#(url),"presigned_attributes":\#(fields)}"#
}

private func layer(_ status: String, name: String = "Roads", id: String = layerID) -> String {
  #"{"id":"\#(id)","type":"layer","name":"\#(name)","status":"\#(status)","progress":0}"#
}

@Suite struct UploadTests {
  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = try folder.write(roads, to: "roads.geojson")
  }

  private func shell(_ replies: [ScriptedTransport.Reply], configure: (inout SessionOptions) -> Void = { _ in }) throws
    -> ShellHarness
  {
    try ShellHarness(replies, configure: configure)
  }

  private func lines(_ shell: ShellHarness) -> [String] {
    shell.transport.requests.map { "\($0.method.rawValue) \($0.url)" }
  }

  private func body(_ request: Request?) throws -> String {
    guard case .streamed(let body)? = request?.body else { return "" }
    let reader = try body.open()
    var bytes: [UInt8] = []
    while case let piece = try reader.next(), !piece.isEmpty { bytes += piece }
    #expect(bytes.count == body.byteCount)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Felt is asked with the token, and storage gets the fields and the file without it")
  func order() throws {
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")])
    #expect(shell.run("layer = upload \(file) to \(mapID)\nshow $layer.layer_id").status == .success)
    #expect(
      lines(shell) == ["POST https://felt.com/api/v2/maps/\(mapID)/upload", "POST https://storage.example.com/up"])
    let requests = shell.transport.requests
    #expect(requests.first?.authorization != nil && requests.last?.authorization == nil)
    #expect(requests.last?.headers[.authorization] == nil)
    let form = try body(requests.last)
    #expect(!form.contains(shell.token))
    let places = ["uploads/1", "aSecretPolicy", "filename=\"roads.geojson\"", roads].map { form.firstRange(of: $0) }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0?.lowerBound } == places.compactMap { $0?.lowerBound }.sorted())
    #expect(shell.screen.writtenText.contains("\"\(layerID)\"") && !shell.screen.writtenText.contains("aSecret"))
  }

  @Test(
    "Items are fields of Felt's request; without one the file's name is the layer's",
    arguments: [
      ["", #"{"name":"roads"}"#], [" name='All roads' zoom=9", #"{"name":"All roads","zoom":9}"#],
      [" hints[][attribute][lat_lng]=at", #"{"hints":[{"attribute":{"lat_lng":"at"}}],"name":"roads"}"#],
    ])
  func fields(_ texts: [String]) throws {
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")])
    shell.run("upload \(file) to \(mapID)" + texts[0])
    guard case .bytes(let bytes)? = shell.transport.requests.first?.body else {
      Issue.record("\(shell.screen.messageText)")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == texts[1])
  }

  @Test("A URL is Felt's to fetch, and nothing goes to storage")
  func address() throws {
    let shell = try shell([.init(body: ticket(nil))])
    #expect(shell.run("upload https://example.com/a%20b.csv?key=1 to \(mapID)").status == .success)
    #expect(shell.transport.lastBody == #"{"name":"a b","import_url":"https://example.com/a%20b.csv?key=1"}"#)
    #expect(lines(shell).count == 1)
  }

  @Test(
    "What can be known before is an error before anything is sent",
    arguments: [
      ["upload $F/none.csv to M", "no such file"], ["upload $F/empty.csv to M", "there is nothing in it"],
      ["upload $F/hollow to M", "there are no files in"],
      ["upload $F/a.csv https://x/y to M", "a URL has to be uploaded by itself"],
      ["upload ftp://x/y.csv to M", "is not an http or https address"], ["upload $F/a.csv", "the map is missing"],
      ["upload $F/a.csv to M nmae=x", "there is no field nmae"],
      ["upload $F/a.csv $F/sub/a.csv to M", "are called a.csv"],
      ["upload $F/a.csv to M zoom=high", "zoom"], ["upload to M", "a file is missing"],
      ["upload $F/a.csv to $map", "there is no variable map"], ["refresh M", "there is nothing called M here"],
      ["refresh $F/a.csv https://x/y", "refresh takes files"],
    ])
  func refused(_ texts: [String]) throws {
    try folder.write("", to: "empty.csv")
    try folder.write("a\n1\n", to: "a.csv")
    try folder.makeFolder("hollow")
    try folder.makeFolder("sub")
    try folder.write("a\n1\n", to: "sub/a.csv")
    let shell = try shell([.init(body: "[]"), .init(body: "[]"), .init(body: "[]")])
    let run = shell.run(texts[0].replacing("$F", with: folder.path))
    #expect(run.status == .refused, "\(shell.screen.messageText)")
    #expect(shell.screen.messageText.contains(texts[1]), "\(shell.screen.messageText)")
    #expect(shell.transport.requests.allSatisfy { $0.method == .get })
  }

  @Test("A shapefile's parts beside it go along in a ZIP archive, whatever the case of their names")
  func shapefile() throws {
    for name in ["Roads.shp", "Roads.SHX", "roads.dbf", "Roads.prj", "Roads.shp.xml", "Roads.txt", "Roads2.dbf"] {
      try folder.write("data of \(name)", to: name)
    }
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")])
    #expect(shell.run("upload \(folder.path)/Roads.shp to \(mapID)").status == .success, "\(shell.screen.messageText)")
    let form = try body(shell.transport.requests.last)
    for name in ["Roads.shp", "Roads.SHX", "roads.dbf", "Roads.prj", "Roads.shp.xml"] { #expect(form.contains(name)) }
    for name in ["Roads.txt", "Roads2.dbf"] { #expect(!form.contains(name)) }
    #expect(form.contains("filename=\"Roads.zip\""))
    #expect(!shell.screen.messageText.contains("incomplete"))
    try folder.write("x", to: "alone.shp")
    shell.transport.replies = [.init(body: ticket()), .init(status: 204, body: "")]
    #expect(shell.run("upload \(folder.path)/alone.shp to \(mapID)").status == .success)
    #expect(shell.screen.messageText.contains("beside it there is no .shx and no .dbf"))
  }

  @Test("A folder and several files are packed with their names")
  func several() throws {
    try folder.makeFolder("data.gdb")
    try folder.write("x", to: "data.gdb/a1.table")
    try folder.write("", to: "data.gdb/lock")
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")])
    #expect(shell.run("upload \(folder.path)/data.gdb \(file) to \(mapID)").status == .success)
    let form = try body(shell.transport.requests.last)
    for text in ["data.gdb/a1.table", "data.gdb/lock", "roads.geojson", "filename=\"data.zip\""] {
      #expect(form.contains(text))
    }
  }

  @Test(
    "A file that does not get there names the layer and what to do, and $layer is set",
    arguments: [
      ("refused", "storage refused the file: 403 Forbidden, AccessDenied: … expired", Execution.ExitStatus.clientError),
      ("slow down", "storage refused the file: 503 Service Unavailable", .serverError),
      ("moved", "storage refused the file: 307 Temporary Redirect", .clientError),
      ("lost", "the connection broke", .noResponse), ("cancelled", "interrupted", .interrupted),
      ("no address", "does not say where the file could go", .clientError),
      ("unsafe", "names no https address", .refused),
    ])
  func unfinished(kind: String, message: String, status: Execution.ExitStatus) throws {
    var address: String? = "https://storage.example.com/up"
    var reply = ScriptedTransport.Reply(status: 403)
    switch kind {
    case "refused": reply.body = "<Error><Code>AccessDenied</Code><Message>aSecretPolicy expired</Message></Error>"
    case "slow down": reply.status = 503
    case "moved": reply = .init(status: 307, headers: [.location: "https://other.example.com/"])
    case "lost": reply.error = TransportError(.connectionLost("reset"), mayHaveHappened: true)
    case "cancelled": reply.error = TransportError(.cancelled, mayHaveHappened: true)
    case "unsafe": address = "http://storage.example.com/up"
    default: address = nil
    }
    let shell = try shell([.init(body: ticket(address)), reply])
    let run = shell.run("layer = upload \(file) to \(mapID)")
    #expect(run.status == status, "\(shell.screen.messageText)")
    #expect(shell.screen.messageText.contains(message), "\(shell.screen.messageText)")
    #expect(shell.screen.messageText.contains("the layer \"roads\" was made, and has no data"))
    #expect(shell.screen.messageText.contains("delete /maps/\(mapID)/layers/\(layerID) removes it"))
    #expect(!shell.screen.messageText.contains("aSecret"))
    #expect(shell.transport.requests.count == (address?.hasPrefix("https") ?? false ? 2 : 1))
    #expect(shell.session.variables["layer"] != nil)
  }

  @Test("Nothing goes to storage when Felt refuses, and the item is pointed at")
  func feltRefuses() throws {
    let refusal = #"{"errors":[{"detail":"too long","source":{"pointer":"/name"}}]}"#
    let shell = try shell([.init(status: 422, body: refusal)])
    #expect(shell.run("upload \(file) to \(mapID) name=Roads").status == .clientError)
    #expect(lines(shell).count == 1)
    #expect(shell.screen.messageText.contains("^~~~~~~~~~"), "\(shell.screen.messageText)")
  }

  @Test("--dry-run and --as show the request and send nothing; --read-only refuses")
  func shown() throws {
    let shell = try shell([])
    #expect(shell.run("upload \(file) to \(mapID) --dry-run").status == .success)
    #expect(shell.screen.writtenText.contains("POST https://felt.com/api/v2/maps/\(mapID)/upload"))
    #expect(shell.screen.messageText.contains("Then roads.geojson"))
    shell.screen.clear()
    #expect(shell.run("upload \(file) to \(mapID) --as curl").status == .success)
    #expect(shell.screen.writtenText.contains("curl"))
    #expect(shell.transport.requests.isEmpty)
    let reader = try self.shell([]) { $0.isReadOnly = true }
    #expect(reader.run("upload \(file) to \(mapID)").status == .refused)
    #expect(reader.transport.requests.isEmpty)
  }

  @Test("--verbose shows the requests in words that can be typed, and no secret")
  func verbose() throws {
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")]) { $0.isVerbose = true }
    #expect(shell.run("upload \(file) to \(mapID) name='My roads'").status == .success)
    #expect(
      shell.screen.messageText == """
        upload_map_layer \(mapID) name="My roads"
        # POST https://storage.example.com/up with roads.geojson, and without the token
        """)
  }

  @Test("A script's uploads are files of its own folder")
  func trust() throws {
    try folder.makeFolder("scripts")
    try folder.write(roads, to: "scripts/inside.geojson")
    let shell = try shell([.init(body: ticket()), .init(status: 204, body: "")])
    let script = folder.path + "/scripts/a.felt"
    #expect(shell.run("upload ../roads.geojson to \(mapID)", name: script).status == .refused)
    #expect(shell.screen.messageText.contains("a script may not read outside of its own folder"))
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.run("upload inside.geojson to \(mapID)", name: script).status == .success)
  }

  @Test("--refresh refreshes the one layer of that name once it is completed, and makes it when there is none")
  func refreshByName() throws {
    let path = "https://felt.com/api/v2/maps/\(mapID)"
    let shell = try shell([
      .init(body: "[\(layer("processing")),\(layer("completed", name: "Rivers", id: "x"))]"),
      .init(body: layer("processing")), .init(body: layer("processing")), .init(body: layer("completed")),
      .init(body: ticket()), .init(status: 204, body: ""),
    ])
    #expect(
      shell.run("upload \(file) to \(mapID) name=Roads --refresh").status == .success, "\(shell.screen.messageText)")
    #expect(
      lines(shell) == ["GET \(path)/layers"] + Array(repeating: "GET \(path)/layers/\(layerID)", count: 3) + [
        "POST \(path)/layers/\(layerID)/refresh", "POST https://storage.example.com/up",
      ])
    let none = try self.shell([.init(body: "[]"), .init(body: ticket()), .init(status: 204, body: "")])
    #expect(none.run("upload \(file) to \(mapID) --refresh").status == .success)
    #expect(lines(none).contains("POST \(path)/upload"))
    let several = try self.shell([.init(body: "[\(layer("completed")),\(layer("failed", id: "other"))]")])
    #expect(several.run("upload \(file) to \(mapID) name=Roads --refresh").status == .refused)
    #expect(several.screen.messageText.contains("2 layers of this map are called \"Roads\""))
    #expect(several.screen.messageText.contains("\(layerID), other"))
    #expect(lines(several).count == 1)
  }

  @Test("A layer that failed is not refreshed")
  func failedLayer() throws {
    let shell = try shell([
      .init(body: "[\(layer("failed"))]"), .init(body: layer("failed")), .init(body: layer("failed")),
    ])
    #expect(shell.run("upload \(file) to \(mapID) name=Roads --refresh").status == .expectationFailed)
    #expect(lines(shell).allSatisfy { $0.hasPrefix("GET") })
  }

  @Test("Progress is a bar on a terminal, and a line every ten seconds elsewhere")
  func progress() throws {
    // Each look at the clock costs this many seconds.
    for (isTerminal, seconds) in [(true, 1.0), (false, 6.0)] {
      let clock = StepClock()
      let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
      let large = try folder.write(bytes, to: "large.csv")
      let service = SandboxService(configuration: .init(clock: { clock.now }))
      let screen = MemoryScreen(messages: ScreenTraits(isTerminal: isTerminal, width: 100))
      let shell = try ShellHarness(sandbox: service, screen: screen, clock: clock)
      shell.executor.environment.now = {
        _ = clock.pause(seconds)
        return clock.now
      }
      #expect(shell.run("map = post /maps title=A\nupload \(large) to $map").status == .success)
      if isTerminal {
        #expect(
          screen.progressLines.contains { $0.contains("large.csv  [=") && $0.contains("MB") }, "\(screen.progressLines)"
        )
        #expect(!screen.messageText.contains("large.csv"))
      } else {
        #expect(screen.messageText.contains("large.csv: "), "\(screen.messageText)")
        #expect(screen.progressLines.isEmpty)
      }
    }
  }
}
