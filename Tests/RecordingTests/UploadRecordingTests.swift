import Execution
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct UploadRecordingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(#"{"type":"Point","coordinates":[5,60]}"#, to: "roads.geojson")
  }

  private func shell(seed: UInt64, typed: Bool) throws -> ShellHarness {
    let clock = StepClock()
    let service = SandboxService(configuration: .init(clock: { clock.now }, seed: seed))
    return try ShellHarness(sandbox: service, typed: typed ? [] : nil, clock: clock)
  }

  /// The script that is recorded of lines, without its first line.
  private func recorded(_ lines: String) throws -> String {
    let shell = try shell(seed: 1, typed: true)
    let file = folder.file("a.felt")
    let text = "record \(file)\n" + lines.replacing("%", with: folder.path) + "\nrecord off"
    #expect(shell.type(text) == .success, "\(shell.screen.messageText)")
    let script = try folder.read("a.felt").replacing(folder.path + "/", with: "")
    return String(script.drop { $0 != "\n" }.dropFirst())
  }

  private func replay(_ script: String) throws {
    let other = try shell(seed: 2, typed: false)
    #expect(other.run(script, name: folder.file("b.felt")).status == .success, "\(script)\n\(other.screen.messageText)")
  }

  @Test("An upload is recorded as it was typed, later lines refer to its response, and it runs with other ids")
  func captured() throws {
    let script = try recorded(
      """
      map = post /maps title=Sites
      layer = upload %/roads.geojson to $map name=Roads --wait
      get /maps/$map/layers/$layer.layer_id
      expect $.status == completed
      refresh $layer %/roads.geojson --wait
      upload %/roads.geojson to $map name=Roads --refresh
      """)
    #expect(
      script == """
        # It needs a file beside it: roads.geojson
        map = post /maps title=Sites
        expect status 200
        layer = upload roads.geojson to $map name=Roads --wait
        get /maps/$map/layers/$layer.layer_id
        expect $.status == completed
        refresh $layer roads.geojson --wait
        upload roads.geojson to $map name=Roads --refresh

        """)
    try replay(script)
  }

  @Test("What cd went to and what a title meant are written out")
  func places() throws {
    let script = try recorded(
      """
      cd "Flood zones"
      upload https://example.com/a.csv name=A
      up = upload %/roads.geojson to "Gauging stations"
      refresh $up %/roads.geojson
      """)
    #expect(script.contains("upload https://example.com/a.csv name=A to /maps/$"), "\(script)")
    #expect(script.contains("up = upload roads.geojson to /maps/$"), "\(script)")
    try replay(script)
  }

  @Test("No presigned field is written, and what only shows a request is left out")
  func secrets() throws {
    let script = try recorded(
      """
      map = post /maps title=Sites
      up = upload %/roads.geojson to $map
      upload %/roads.geojson to $map --dry-run
      set policy=$up.presigned_attributes.policy
      """)
    #expect(!script.contains("policy") && !script.contains("--dry-run"), "\(script)")
  }
}
