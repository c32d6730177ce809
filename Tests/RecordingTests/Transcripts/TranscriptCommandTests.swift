import Execution
import FeltAPI
import Presentation
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// Commands that send requests of their own, and blocks: recorded, compared in worlds with other ids, and replayed.
@Suite struct TranscriptCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(#"{"type":"Point","coordinates":[5,60]}"#, to: "roads.geojson")
    try folder.write("name,title\nA,First\nB,Second\n", to: "sites.csv")
  }

  /// Records what is typed, compares it in other worlds, and runs it once more with its own responses.
  ///
  /// - Returns: the transcript, and how many responses were compared.
  @discardableResult
  private func recorded(_ lines: [String]) throws -> (text: String, compared: Int) {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
    let file = folder.file("t.felt")
    for line in ["record '\(file)' --transcript"] + lines + ["record off"] {
      let status = shell.type(line.replacing("FOLDER", with: folder.path))
      #expect(status == .success, "\(line): \(shell.screen.messageText)")
    }
    let text = try folder.read("t.felt").replacing(folder.path + "/", with: "")
    try folder.write(text, to: "t.felt")
    var compared = 0
    for world in UInt64(2)...3 {
      let other = try ShellHarness(sandbox: RandomSession.service(seed: world)) { $0.assumesYes = true }
      compared = try held(other, text)
    }
    let token = try Token("felt_pat_0000000000000000000000replay")
    let replay = try ShellHarness([]) { $0.assumesYes = true }
    replay.executor.environment.client = APIClient(
      try ReplayTransport(file, formats: Renderer.all.map(\.format), RequestBuilder(token: token)))
    #expect(try held(replay, text) == compared)
    return (text, compared)
  }

  /// Compares the transcript, and brings it up to date: nothing changes.
  private func held(_ shell: ShellHarness, _ text: String) throws -> Int {
    var options = TranscriptControl.Options()
    options.isStrict = true
    let summary = TranscriptTest(shell.executor).run(files: [folder.file("t.felt")], options)[0]
    #expect(
      summary.status == .success && !shell.screen.messageText.contains("warning"),
      "\(shell.screen.messageText)\n\(text)")
    return summary.compared
  }

  @Test("find has the response that it gives, and of what it looked through the thing that it found")
  func find() throws {
    let (text, compared) = try recorded([
      "m = find map 'Flood zones' in 'River survey'", "get /maps/$m --select $.title",
      "p = find project 'River survey'",
    ])
    #expect(compared == 7, "\(text)")
    let map = #"{"id": <id:map>, "type": "map_reference", "title": "Flood zones", ...}"#
    for part in [
      "#> 200 GET /projects/<id:project>\n#> {", "\n#> 200 GET /maps/<id:map>\n#> {\n", map, "\n#> 200 GET /projects\n",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }

  @Test("find … or has what it made, or what it found the second time")
  func fallback() throws {
    let (text, _) = try recorded([
      "s = find map Sites in 'River survey' or post /maps title=Sites", "get /maps/$s --select $.title",
      "delete /maps/$s",
    ])
    #expect(text.contains("#> {...}\n#> 200 POST /maps\n#> {"), "\(text)")
  }

  @Test("upload, refresh, wait and download have each response that they are about, and no address of storage")
  func files() throws {
    let (text, _) = try recorded([
      "m = post /maps title=A", "layer = upload FOLDER/roads.geojson to $m name=Roads", "wait $layer",
      "upload FOLDER/roads.geojson to $m name=Roads --refresh --wait", "refresh $layer FOLDER/roads.geojson --wait",
      "download $layer to FOLDER/out.geojson --force", "download $layer as csv to FOLDER/out.csv --force",
      "upload FOLDER/roads.geojson to $m name=Again --wait",
    ])
    for part in [
      "#> 200 POST /maps/<id:m>/upload\n#> {", "\"presigned_attributes\": <secret>", "\"url\": <url>",
      "POST /maps/<id:m>/layers/<id:layer>/refresh", "/get_export_link\n#> {\"export_link\": <url>}",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(!text.contains("X-Amz") && !text.contains("x-amz") && !text.contains("storage"), "\(text)")
  }

  @Test("In a loop a transcript says what is true of every round, and a name is each round's own")
  func loops() throws {
    let (text, compared) = try recorded([
      "p = find project 'River survey'",
      """
      for row in @FOLDER/sites.csv {
        m = post /maps title=$row.title
        expect status 200
        get /maps/$m
        upload FOLDER/roads.geojson to $m name=Roads --wait
        if $row.title == "First" { get /maps/$m/layers }
      }
      """, "for map in $p.maps[*] { get /maps/$map/layers }", "post /maps title=C", "get /maps/$_",
    ])
    #expect(text.contains("\n  #> 200\n  #> {\n"), "\(text)")
    #expect(text.contains("\"title\": <string>") && text.contains("\"id\": <id:m>"), "\(text)")
    #expect(text.contains("    get /maps/$m/layers\n    #> 200\n    #> [\n"), "\(text)")
    #expect(text.contains("for map in $p.maps[*] {\n  get /maps/$map/layers\n  #> 200\n"), "\(text)")
    #expect(compared > 12, "\(text)")
  }

  @Test("retry has what its last attempt gave")
  func retry() throws {
    let (text, _) = try recorded([
      "m = post /maps title=A", "retry 3 every 1s {\n  get /maps/$m\n  expect $.title == A\n}",
    ])
    #expect(text.contains("  get /maps/$m\n  #> 200\n  #> {"), "\(text)")
    #expect(text.contains("  expect $.title == A\n}"), "\(text)")
  }

  @Test("A request that is not sent any more is a difference, and --update takes it out")
  func missing() throws {
    let harness = try TranscriptHarness([
      .init(body: #"{"id":"AbCdEfGhIjKlMnOpQrSt12","type":"layer","status":"completed"}"#)
    ])
    let layer = "/maps/AbCdEfGhIjKlMnOpQrSt34/layers/AbCdEfGhIjKlMnOpQrSt12"
    let text =
      "wait \(layer)\n#> 200 GET /projects\n#> [...]\n#> 200 GET \(layer)\n#> {\"status\": \"completed\", ...}\n"
    #expect(try harness.test(text).differences == 1)
    #expect(harness.messages.contains("t.felt:2:4: error: the request is missing: expected GET /projects"))
    harness.shell.transport.replies = harness.shell.transport.replies
    try harness.test(text, updates: true)
    #expect(try harness.text == "wait \(layer)\n#> 200 GET \(layer)\n#> {\"status\": \"completed\", ...}\n")
  }
}
