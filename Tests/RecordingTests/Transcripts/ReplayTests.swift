import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Presentation
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// Requests that a transcript responds to.
@Suite struct ReplayTests {
  private let folder: TemporaryFolder
  private let token: Token

  init() throws {
    folder = try TemporaryFolder()
    token = try Token("felt_pat_0000000000000000000000replay")
  }

  private func transport(_ text: String, variables: [String: String] = [:]) throws -> ReplayTransport {
    try folder.write(text, to: "t.felt")
    return try ReplayTransport(
      folder.file("t.felt"), formats: Renderer.all.map(\.format), RequestBuilder(token: token), variables: variables)
  }

  /// What a request gets: its status and body, or why it gets nothing.
  private func send(_ transport: ReplayTransport, _ method: HTTPRequest.Method, _ path: String) throws -> String {
    let request = try RequestBuilder(token: token).request(for: Call(method, [.literal(path)]))
    do {
      let response = try transport.send(request)
      return "\(response.status) \(String(decoding: response.body, as: UTF8.self))"
    } catch let error as TransportError {
      return error.description
    }
  }

  @Test("Responses come in order for each method and path, with stable ids in the place of placeholders")
  func replays() throws {
    let transport = try transport(
      """
      map = post /maps title=A
      #> 200
      #> {"id": <id:map>, "url": "https://felt.com/map/A-<id:map>", "created_at": <time>, "n": [1, ...], ...}
      get /maps/$map
      #> 200
      #> {"id": <id:map>, "title": "A"}
      post /maps/$map/update title=B
      #> 200
      #> {"title": "B"}
      get /maps/$map
      #> 200
      #> {"id": <id:map>, "title": "B"}
      delete /maps/$map
      #> 204
      get /maps/$map
      #> 404
      #> {"errors": []}
      get /user
      #> 200 text/csv
      #> a,<id:map>
      #> ...

      """)
    let id = "map0000000000000000001"
    #expect(
      try send(transport, .post, "/maps")
        == #"200 {"id":"\#(id)","url":"https://felt.com/map/A-\#(id)","created_at":"2026-01-01T00:00:00Z","n":[1]}"#)
    #expect(try send(transport, .get, "/maps/\(id)") == #"200 {"id":"\#(id)","title":"A"}"#)
    #expect(try send(transport, .get, "/maps/\(id)") == #"200 {"id":"\#(id)","title":"B"}"#)
    #expect(try send(transport, .delete, "/maps/\(id)") == "204 ")
    #expect(try send(transport, .get, "/maps/\(id)") == #"404 {"errors":[]}"#)
    // What only reads can be asked for again.
    #expect(try send(transport, .get, "/maps/\(id)") == #"404 {"errors":[]}"#)
    #expect(try send(transport, .get, "/user") == "200 a,\(id)\n")
    let file = folder.file("t.felt")
    #expect(try send(transport, .delete, "/maps/\(id)") == "\(file) has no further response for DELETE /maps/\(id)")
    #expect(
      try send(transport, .get, "/users") == "\(file) has no response for GET /users; the nearest is GET /user, line 18"
    )
  }

  @Test("A recorded session can be replayed to itself, and holds then")
  func whole() throws {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
    for line in [
      "record '\(folder.file("r.felt"))' --transcript", "get /projects", "map = post /maps title=A",
      "cd 'River survey'", "get .", "update_map $map title=B", "get /maps/$map", "delete /maps/$map", "record off",
    ] { shell.type(line) }
    let text = try folder.read("r.felt")
    let again = try TranscriptHarness(transport: try transport(text))
    let summary = try again.test(text, strict: true)
    #expect(summary.status == .success && summary.compared == 7, "\(again.messages)\(text)")
  }

  @Test("What can't be replayed is refused")
  func refusals() throws {
    #expect(throws: ReplayTransport.Problem.self) { try transport("get /user\n") }
    #expect(throws: ReplayTransport.Problem.self) { try transport("get /user\n#> 200\n#> {\n") }
    #expect(throws: ReplayTransport.Problem.self) { try transport("gte /user\n#> 200\n") }
  }
}
