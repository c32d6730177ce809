import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport
import Testing

/// Responses that the API's description doesn't allow.
@Suite struct DriftTests {
  private static let layer =
    #""id":"AbCdEfGhIjKlMnOpQrSt12","type":"layer","name":"A","caption":null,"geometry_type":null,"hide_from_legend":false,"progress":100,"refresh_period":"disabled","refresh_status":"active","style":{}"#
  private static let body = "[{\(layer),\"status\":\"archived\"},{\(layer),\"status\":\"archived\",\"new\":1}]"
  private static let message =
    "warning: the response of list_map_layers differs from its description: $[*].status is \"archived\", which is not one of uploading, processing, failed, completed"

  @Test("A transcript's test warns of them, once a place, with the operation's name")
  func test() throws {
    let harness = try TranscriptHarness([.init(body: Self.body), .init(body: Self.body)])
    let text = "get /maps/x/layers\n#> 200\n#> [...]\nget /maps/x/layers\n#> 200\n#> [...]\n"
    #expect(try harness.test(text).status == .success)
    #expect(harness.messages.contains("t.felt:1:1: \(Self.message)"), "\(harness.messages)")
    #expect(harness.messages.matches(of: #/warning/#).count == 1)
  }

  @Test("--verbose tells of them, and nothing else does")
  func verbose() throws {
    let quiet = try ShellHarness([.init(body: Self.body)])
    quiet.run("get /maps/x/layers")
    #expect(!quiet.screen.messageText.contains("warning"))
    let verbose = try ShellHarness([.init(body: Self.body), .init(body: #"[{"id":7}]"#)]) { $0.isVerbose = true }
    verbose.run("get /maps/x/layers\nget /maps/x/layers")
    #expect(verbose.screen.messageText.contains(Self.message))
    #expect(verbose.screen.messageText.contains("$[*].id is the number 7, and not a text"))
    #expect(verbose.screen.messageText.contains("$[*].type is missing"))
  }
}
