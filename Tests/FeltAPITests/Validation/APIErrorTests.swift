import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("Errors of the API")
struct APIErrorTests {
  private func errors(_ text: String) -> [APIError] { APIError.errors(in: Array(text.utf8)) }

  @Test("They are read with title, detail and source")
  func read() {
    let found = errors(
      #"""
      {"errors":[
        {"title":"Invalid value","detail":"null value where string expected","source":{"pointer":"/title"}},
        {"title":"Not found","detail":"no map","source":{"parameter":"map_id"}},
        {"title":"Unauthorized","detail":"","source":{"header":"authorization"}},
        {"detail":"alone"}]}
      """#)
    #expect(found.map(\.title) == ["Invalid value", "Not found", "Unauthorized", ""])
    #expect(found.map(\.detail) == ["null value where string expected", "no map", "", "alone"])
    #expect(
      found.map(\.source) == [.pointer("/title"), .parameter("map_id"), .header("authorization"), nil])
  }

  @Test("Other shapes are read as far as they go, and none is a failure")
  func otherShapes() {
    #expect(errors(#"{"errors":{"detail":"Not Found"}}"#).map(\.detail) == ["Not Found"])
    #expect(errors(#"{"errors":["a",1]}"#).map(\.detail) == ["a"])
    #expect(errors(#"{"error":"b"}"#).map(\.detail) == ["b"])
    #expect(errors(#"{"message":"c"}"#).map(\.detail) == ["c"])
    for text in ["", "<html>", "[]", "1", "{}", #"{"errors":1}"#, #"{"errors":[[]]}"#] { #expect(errors(text).isEmpty) }
  }

  @Test(
    "A pointer is mapped to the field that was typed",
    arguments: [
      ("/title", 0), ("#/title", 0), ("/body/title", 0), ("body.title", 0), ("title", 0),
      ("/viewer_permissions/can_export_data", 1), ("viewer_permissions.can_export_data", 1),
      ("/viewer_permissions/other", 1), ("/viewer_permissions", 1), ("/layer_urls/0", 2), ("/layer_urls/1", 3),
      ("/layer_urls/1/x", 3), ("/a~1b", 4),
    ])
  func pointer(pointer: String, field: Int) throws {
    let fields = [
      ("title", "A"), ("viewer_permissions[can_export_data]", "true"), ("layer_urls[]", "u"), ("layer_urls[]", "v"),
      ("a/b", "1"),
    ]
    let call = Call(
      .post, [.literal("/maps/x/update")],
      body: .fields(fields.map { RequestValidatorTests.field($0.0, $0.1) }))
    #expect(try error(#"{"pointer":"\#(pointer)"}"#).item(in: call, of: nil) == .field(field))
  }

  @Test("In a list a pointer is mapped by its index")
  func list() throws {
    let fields = [("[0][id]", "a"), ("[0][name]", "A"), ("[1][id]", "b")]
    let call = Call(
      .post, [.literal("/maps/x/layers")], body: .fields(fields.map { RequestValidatorTests.field($0.0, $0.1) }))
    #expect(try error(#"{"pointer":"/0/name"}"#).item(in: call, of: nil) == .field(1))
    #expect(try error(#"{"pointer":"/1/name"}"#).item(in: call, of: nil) == .field(2))
    #expect(try error(#"{"pointer":"/7/name"}"#).item(in: call, of: nil) == .body)
    #expect(try error(#"{"pointer":""}"#).item(in: call, of: nil) == .body)
  }

  @Test("A parameter is mapped to the path or the query, a header to the token or its place")
  func parameters() throws {
    let operation = try #require(Catalogue.operation(named: "create_map_embed_token"))
    let call = Call(
      .post, [.literal("/maps/x/embed_token")], query: [.init(name: "user_email", value: "a")],
      headers: [.init(name: "X-A", value: "b")])
    #expect(try error(#"{"parameter":"map_id"}"#).item(in: call, of: operation) == .pathParameter("map_id"))
    #expect(try error(#"{"parameter":"user_email"}"#).item(in: call, of: operation) == .query(0))
    #expect(try error(#"{"parameter":"other"}"#).item(in: call, of: operation) == nil)
    #expect(try error(#"{"header":"Authorization"}"#).item(in: call, of: operation) == .token)
    #expect(try error(#"{"header":"x-a"}"#).item(in: call, of: operation) == .header(0))
    #expect(try error(#"{"pointer":"/title"}"#).item(in: call, of: operation) == nil)
    #expect(try error("{}").item(in: call, of: operation) == nil)
  }

  private func error(_ source: String) throws -> APIError {
    try #require(errors(#"{"errors":[{"title":"t","detail":"d","source":\#(source)}]}"#).first)
  }

  @Test("Any pointer, and any index in it, is mapped or not without a crash")
  func random() throws {
    var random = SeededRandom(8)
    let call = Call(
      .post, [.literal("/maps")],
      body: .fields([
        RequestValidatorTests.field("a[9223372036854775807][]", "1"), RequestValidatorTests.field("[]", "1"),
      ]))
    for _ in 0..<2000 {
      let pointer =
        "/" + random.text(upTo: 6).filter { $0.isASCII && !"\"\\".contains($0) && $0 >= " " } + "/99999999999999999999"
      _ = try error(#"{"pointer":"\#(pointer)"}"#).item(in: call, of: nil)
    }
  }

  @Test("Each status that Felt documents has a next step of one line", arguments: [401, 403, 404, 422, 429, 500, 503])
  func nextSteps(status: Int) throws {
    let step = try #require(NextStep.forStatus(status))
    #expect(!step.contains("\n") && step.count < 160)
    #expect(NextStep.forStatus(200) == nil && NextStep.forStatus(418) == nil)
  }

  @Test("Retry-After is told in seconds or as the date, and nothing else is believed")
  func retryAfter() {
    func step(_ value: String) -> String? { NextStep.forStatus(429, headers: [.retryAfter: value]) }
    #expect(step("7")?.hasSuffix("in 7 seconds") == true)
    #expect(step("1")?.hasSuffix("in 1 second") == true)
    #expect(step("Wed, 21 Oct 2026 07:28:00 GMT")?.hasSuffix("after Wed, 21 Oct 2026 07:28:00 GMT") == true)
    for value in ["", "-1", "99999999999999999999", "soon", String(repeating: ":", count: 100)] {
      #expect(step(value)?.hasSuffix("a little later") == true)
    }
  }
}
