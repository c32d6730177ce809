import FeltAPI
import HTTPTypes
import Testing

@Suite("A body made of fields")
struct BodyTests {
  private func request(
    _ fields: [BodyField], _ method: HTTPRequest.Method = .post, _ path: String = "/maps"
  ) throws -> Request {
    try RequestBuilder().request(for: Call(method, [.literal(path)], body: .fields(fields)))
  }

  private func body(_ fields: [BodyField], to path: String = "/maps") throws -> String {
    guard case .bytes(let bytes) = try request(fields, .post, path).body else { return "no bytes" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func text(_ path: BodyField.Key..., is value: String) -> BodyField {
    BodyField(path: path, value: .text(value))
  }

  private func json(_ path: BodyField.Key..., is value: String) -> BodyField {
    BodyField(path: path, value: .json(Array(value.utf8)))
  }

  @Test("Fields make an object in the order they were given")
  func object() throws {
    #expect(
      try body([text(.name("title"), is: "A"), text(.name("basemap"), is: "b")]) == #"{"title":"A","basemap":"b"}"#)
  }

  @Test("Names and values are escaped as JSON asks")
  func escaped() throws {
    #expect(
      try body([text(.name("a\"b"), is: "c\"\\\n\u{1}é🗺")]) == #"{"a\"b":"c\"\\\n\u0001é🗺"}"#)
  }

  @Test("Where the schema knows a number, boolean, array or object, text is read as that; else it is a string")
  func schemaReading() throws {
    #expect(
      try body([
        text(.name("title"), is: "12"), text(.name("lat"), is: "37.770"), text(.name("zoom"), is: "eleven"),
        text(.name("layer_urls"), is: #"["u"]"#), text(.name("unknown"), is: "1"),
      ]) == #"{"title":"12","lat":37.770,"zoom":"eleven","layer_urls":["u"],"unknown":"1"}"#)
    #expect(
      try body(
        [
          text(.name("viewer_permissions"), .name("can_export_data"), is: "false"),
          text(.name("table_settings"), .name("default_table_layer_id"), is: "null"),
        ], to: "/maps/x/update")
        == #"{"viewer_permissions":{"can_export_data":false},"table_settings":{"default_table_layer_id":"null"}}"#)
  }

  @Test("Among alternatives, a text is read as the kind that any of them has")
  func alternatives() throws {
    #expect(
      try body(
        [
          text(.name("connection"), .name("port"), is: "5432"), text(.name("connection"), .name("host"), is: "1"),
        ], to: "/sources") == #"{"connection":{"port":5432,"host":"1"}}"#)
    let secret = text(.name("credential"), .name("service_account_json"), is: #"{"a": 1}"#)
    #expect(
      try body([secret], to: "/sources/x/credentials") == #"{"credential":{"service_account_json":{"a": 1}}}"#)
  }

  @Test("JSON is taken as it was written, digits and white space too")
  func asWritten() throws {
    #expect(
      try body([json(.name("a"), is: "1.10"), json(.name("b"), is: "{\"x\" : [1e400]}")])
        == #"{"a":1.10,"b":{"x" : [1e400]}}"#)
  }

  @Test("Lists are made by index in order, and by appending")
  func lists() throws {
    let byIndex = [
      text(.index(0), .name("name"), is: "A"), text(.index(0), .name("ordering_key"), is: "2"),
      text(.index(1), .name("name"), is: "B"),
    ]
    #expect(try body(byIndex, to: "/maps/x/layer_groups") == #"[{"name":"A","ordering_key":2},{"name":"B"}]"#)
    #expect(
      try body([text(.name("layer_urls"), .append, is: "u"), text(.name("layer_urls"), .append, is: "v")])
        == #"{"layer_urls":["u","v"]}"#)
  }

  @Test("What was read as what is told, with the fields that the schema does not have")
  func readings() throws {
    let readings = try request([text(.name("lat"), is: "1"), text(.name("a"), .name("b"), is: "c")]).fieldReadings
    #expect(readings.map(\.path) == ["lat", "a[b]"])
    #expect(readings.map(\.kind) == ["number", "string"])
    #expect(readings.map(\.isKnown) == [true, false])
  }

  @Test("Fields that contradict each other are refused, and which one is told")
  func conflicts() throws {
    let cases: [[BodyField]] = [
      [text(.name("a"), is: "1"), text(.name("a"), is: "2")],
      [text(.name("a"), is: "1"), text(.name("a"), .name("b"), is: "2")],
      [text(.name("a"), .name("b"), is: "1"), text(.name("a"), is: "2")],
      [text(.name("a"), .append, is: "1"), text(.name("a"), .name("b"), is: "2")],
      [text(.name("a"), is: "1"), text(.index(0), is: "2")],
    ]
    for fields in cases {
      #expect { try body(fields) } throws: { ($0 as? CallProblem)?.bodyItem == 1 }
    }
    #expect(throws: CallProblem.fieldOutOfOrder("a[2]", item: 0)) { try body([text(.name("a"), .index(2), is: "1")]) }
    #expect(throws: CallProblem.fieldOutOfOrder("a[-1]", item: 0)) { try body([text(.name("a"), .index(-1), is: "1")]) }
  }

  @Test("JSON that cannot be read is refused, and which field it was is told")
  func malformed() {
    #expect { try body([text(.name("a"), is: "1"), json(.name("b"), is: "{,}")]) } throws: {
      ($0 as? CallProblem)?.bodyItem == 1
    }
  }

  @Test("Brackets without end are refused instead of filling the stack")
  func deep() {
    let path = Array(repeating: BodyField.Key.name("a"), count: 300_000)
    #expect(throws: CallProblem.fieldTooDeep(item: 0)) { try body([BodyField(path: path, value: .text("1"))]) }
  }

  @Test("Ten thousand fields are set in place, not copied each time", .timeLimit(.minutes(10)))
  func many() throws {
    let fields = (0..<10_000).map { text(.name("layer_urls"), .append, is: "u\($0)") }
    #expect(try body(fields).hasSuffix(#","u9998","u9999"]}"#))
    #expect(try body((0..<10_000).map { text(.name("n\($0)"), is: "v") }).hasSuffix(#""n9999":"v"}"#))
  }

  @Test("No fields make no body")
  func empty() throws {
    #expect(try request([]).body == .none)
    #expect(try request([]).headers[.contentType] == nil)
  }
}
