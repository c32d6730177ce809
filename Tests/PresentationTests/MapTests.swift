import CommandLanguage
import Execution
import Presentation
import Prompt
import ShellHarness
import Terminal
import Testing

/// `show --map`, and layers with the colours of their styles.
@Suite struct MapTests {
  private let screen = ScreenTraits(isTerminal: true, width: 16, height: 10)

  private func drawn(_ json: String, _ command: String = "show --map") throws -> [String] {
    let shell = try ShellHarness([.init(body: json)], output: screen)
    let outcome = shell.run("get /user > /dev/null\n" + command)
    #expect(outcome.status == .success, "\(shell.screen.messageText)")
    return shell.screen.writtenText.split(separator: "\n").map(String.init)
  }

  @Test("Points, lines and areas are drawn to scale, with their box and their counts")
  func collection() throws {
    let feature = { (geometry: String) in #"{"type":"Feature","properties":{},"geometry":\#(geometry)}"# }
    let features = [
      feature(#"{"type":"Polygon","coordinates":[[[0,0],[20,0],[20,20],[0,20],[0,0]]]}"#),
      feature(#"{"type":"LineString","coordinates":[[0,0],[20,20]]}"#),
      feature(#"{"type":"MultiPoint","coordinates":[[10,5],[12.5,2.123456789]]}"#),
      feature("null"), feature(#"{"type":"Point","coordinates":["x"]}"#),
    ]
    let lines = try drawn(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
    #expect(lines.count == 8)
    #expect(
      lines.dropLast(2) == [
        "⠀⠀⡏⠍⠉⠍⠉⠍⠉⠍⠉⠍⡩⢿⠀⠀", "⠀⠀⡇⠄⠁⠄⠁⠄⠁⠄⡡⠎⠁⢼⠀⠀", "⠀⠀⡇⠄⠁⠄⠁⠄⡡⠎⠁⠄⠁⢼⠀⠀", "⠀⠀⡇⠄⠁⠄⡡⠎⠁⠄⠁⠄⠁⢼⠀⠀",
        "⠀⠀⡇⠄⡡⠎⠁⠔⠗⠄⠁⠄⠁⢼⠀⠀", "⠀⠀⣧⣎⣁⣄⣁⣄⣑⣗⣁⣄⣁⣼⠀⠀",
      ])
    #expect(lines[lines.count - 2] == "west 0  south 0  east 20  north 20")
    #expect(
      lines.last == "5 features · 2 points · 1 line · 1 polygon · 1 without geometry · 1 not readable")
  }

  @Test("Control-C ends reading and drawing a map, whenever it is pressed", arguments: [1, 2, 30, 900])
  func interrupted(_ look: Int) throws {
    let point = #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}"#
    let json = #"{"features":[\#(Array(repeating: point, count: 1000).joined(separator: ","))]}"#
    let shell = try ShellHarness([.init(body: json)], output: screen)
    shell.run("get /user > /dev/null")
    var left = look
    shell.controlC.isPressed = {
      left -= 1
      return left == 0
    }
    #expect(shell.run("show --map").status == .interrupted)
    #expect(shell.screen.writtenText == "")
  }

  @Test(
    "A hole stays empty, and what has no size is drawn too",
    arguments: [
      (#"{"type":"Point","coordinates":[7,8]}"#, "1 point"),
      (#"{"type":"LineString","coordinates":[[7,8],[9,8]]}"#, "1 line"),
      (#"{"type":"LineString","coordinates":[[7,8],[7,9]]}"#, "1 line"),
      (#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1e300,-1e300]}]}"#, "1 point"),
      (#"{"type":"MultiPolygon","coordinates":[[[]]]}"#, "1 polygon"),
      (#"{"type":"FeatureCollection","features":[]}"#, "no features"),
      (
        #"[{"type":"Point","coordinates":[500000,5400000]},{"type":"Point","coordinates":[500010,5400000]}]"#,
        "2 points"
      ),
      (#"{"type":"MultiPoint","coordinates":[[-180,-90],[180,90]]}"#, "2 points"),
      (#"{"type":"MultiPoint","coordinates":[[-9e307,-9e307],[9e307,9e307]]}"#, "2 points"),
      (#"{"type":"LineString","coordinates":[[0,-1.7e308],[1e-300,1.7e308],[5e-324,0]]}"#, "1 line"),
      (#"{"type":"Polygon","coordinates":[[[-9e307,-9e307],[9e307,9e307],[1,2],[-9e307,-9e307]]]}"#, "1 polygon"),
      (#"{"type":"MultiPoint","coordinates":[[0,0],[5e-324,5e-324]]}"#, "2 points"),
    ])
  func edges(json: String, summary: String) throws {
    let lines = try drawn(json)
    #expect(lines.last == summary)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
  }

  @Test("A map shows its elements, and its layers with geometry, status, progress and colours")
  func map() throws {
    let layer =
      #"{"id":"L","type":"layer","name":"Roads","geometry_type":"Line","status":"processing","progress":40,"#
      + ##""style":{"style":[{"color":"#2B6CB0"},{"color":["rgb(255, 0, 1)","#2b6cb0","#abc"]}],"size":"#2"}}"##
    let map =
      #"{"id":"M","type":"map","layers":[\#(layer)],"layer_groups":[{"type":"layer_group","layers":[\#(layer)]}],"#
      + #""elements":{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}}"#
    let shell = try ShellHarness(
      [.init(body: map), .init(body: "[\(layer)]")], output: ScreenTraits(isTerminal: true, width: 80, height: 10))
    shell.run("get /user > /dev/null\nshow --map")
    let text = shell.screen.writtenText
    #expect(text.contains("1 feature · 1 point"))
    #expect(text.split(separator: "Roads").count == 2)
    #expect(text.contains("Roads  Line      processing        40  #2B6CB0 rgb(255, 0, 1) #abc  L"))
    shell.screen.clear()
    shell.screen.output.palette = .colored
    shell.run("get /user --table")
    #expect(shell.screen.writtenText.contains("\u{1B}[38;2;43;108;176m■\u{1B}[0m\u{1B}[38;2;255;0;1m■"))
    #expect(shell.screen.writtenText.contains("\u{1B}[33mprocessing\u{1B}[0m"))
    #expect(!shell.screen.writtenText.contains("#2B6CB0"))
  }

  @Test("What has nothing to draw is refused, with what can be drawn")
  func nothing() throws {
    let shell = try ShellHarness([.init(body: #"{"id":1}"#)], output: screen)
    #expect(shell.run("get /user > /dev/null\nshow --map").status == .refused)
    #expect(shell.screen.messageText.contains("nothing in this to draw"))
    #expect(shell.screen.messageText.contains("/elements"))
  }
}
