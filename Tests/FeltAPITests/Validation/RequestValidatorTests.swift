import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("Checks before sending")
struct RequestValidatorTests {
  private func problems(
    _ method: HTTPRequest.Method, _ path: String, _ fields: [(String, String)] = [], query: [(String, String)] = [],
    json: String? = nil
  ) -> [RequestProblem] {
    let body: Call.Body =
      json.map { .json(Array($0.utf8)) } ?? (fields.isEmpty ? .none : .fields(fields.map { Self.field($0.0, $0.1) }))
    let items = query.map { Call.QueryItem(name: $0.0, value: $0.1) }
    return RequestValidator().problems(with: Call(method, [.literal(path)], query: items, body: body))
  }

  /// `a[b][0][]` as a path; a value that begins with a colon is JSON.
  static func field(_ name: String, _ value: String) -> BodyField {
    let path = name.split(separator: "[", omittingEmptySubsequences: false).enumerated().compactMap {
      place, part -> BodyField.Key? in
      if place == 0 { return part.isEmpty ? nil : .name(String(part)) }
      let inner = String(part.dropLast())
      return inner.isEmpty ? .append : Int(inner).map { .index($0) } ?? .name(inner)
    }
    return BodyField(path: path, value: value.hasPrefix(":") ? .json(Array(value.dropFirst().utf8)) : .text(value))
  }

  @Test("A path that nothing has is told, with the one that was meant and the values that were typed")
  func unknownPath() throws {
    let cases: [(String, String?)] = [
      ("/map", "/maps"), ("/maps/abc/layer", "/maps/abc/layers"),
      ("/mpas/abc/layers/x/refesh", "/maps/abc/layers/x/refresh"),
      ("/usr", "/user"), ("/project", "/projects"), ("/nothing/like/that", nil), ("/", nil),
    ]
    for (path, suggestion) in cases {
      let problem = try #require(problems(.get, path).first, "\(path)")
      #expect(problem.kind == .unknownPath && problem.item == .path && problem.suggestion == suggestion, "\(path)")
    }
  }

  @Test("Each of 30,000 wrong fields is found, at a cost that grows with their number")
  func manyFields() {
    let items = (0..<30_000).map { _ in ("layer_urls[]", ":1") }
    let wrong = problems(.post, "/maps", items)
    #expect(wrong.map(\.item) == items.indices.map { .field($0) })
    let unknown = problems(.post, "/maps", items.indices.map { ("a\($0)", "1") })
    #expect(unknown.map(\.item) == items.indices.map { .field($0) })
  }

  @Test("A method that a path does not have is told, with those it has")
  func method() throws {
    let patch = try #require(problems(.patch, "/maps/abc", [("title", "A")]).first)
    #expect(patch.kind == .methodNotAllowed(allowed: [.delete, .get]) && patch.item == .method)
    #expect(patch.suggestion == "post /maps/abc/update")
    #expect(patch.description == "PATCH is not a method of this path: it has DELETE and GET")
    #expect(problems(.get, "/duplicate_layers").first?.suggestion == "post")
    #expect(problems(.head, "/maps/abc").isEmpty)
  }

  @Test("A field that the body does not have is told, with the one that was meant")
  func unknownField() throws {
    let problem = try #require(problems(.post, "/maps", [("lat", "1"), ("titel", "A")]).first)
    #expect(problem.item == .field(1) && problem.name == "titel" && problem.pointer == "/titel")
    #expect(problem.suggestion == "title")
    #expect(problem.description.hasPrefix("there is no field titel: there are title, basemap, "))
    let nested = problems(.post, "/maps/x/update", [("viewer_permissions[can_export]", "true")])
    #expect(nested.map(\.name) == ["viewer_permissions[can_export]"])
    #expect(nested.first?.suggestion == "viewer_permissions[can_export_data]")
    #expect(problems(.post, "/maps", [("zzzzzz", "A")]).first?.suggestion == nil)
  }

  @Test("Where other fields are allowed, only a typed name that is nearly one of the known is told")
  func openObjects() {
    #expect(
      problems(.post, "/maps/x/upload", [("name", "A"), ("improt_url", "u")]).map(\.suggestion) == ["import_url"])
    #expect(problems(.post, "/maps/x/upload", [("name", "A"), ("whatever", "u")]).isEmpty)
    #expect(problems(.post, "/maps/x/upload", json: #"{"name":"A","improt_url":"u"}"#).isEmpty)
  }

  @Test("A value of another type is told, with what it has to be")
  func wrongType() throws {
    let cases: [(String, String, String)] = [
      ("lat", "north", "lat has to be a number, and this is the text \"north\""),
      ("lat", ":true", "lat has to be a number, and this is true"),
      ("title", ":1", "title has to be a text, and this is the number 1"),
      ("layer_urls", "u", "layer_urls has to be a list, and this is the text \"u\""),
      ("title", ":null", "title has to be a text, and this is null"),
    ]
    for (name, value, text) in cases {
      let found = problems(.post, "/maps", [(name, value)])
      #expect(found.map(\.description) == [text])
      #expect(found.first?.item == .field(0))
    }
    #expect(
      problems(.post, "/maps/x/layer_groups", [("[0][name]", "A"), ("[0][ordering_key]", "1.5")]).map(\.item) == [
        .field(1)
      ])
    #expect(problems(.post, "/maps/x/layer_groups", [("[0][name]", "A"), ("[0][ordering_key]", "2.0")]).isEmpty)
  }

  @Test("A value that is not in the list is told, with the list and the nearest")
  func notAllowed() throws {
    let problem = try #require(problems(.post, "/maps", [("public_access", "view-only")]).first)
    #expect(
      problem.kind
        == .valueNotAllowed(
          "view-only", allowed: ["private", "view_only", "view_and_comment", "view_comment_and_edit"]))
    #expect(problem.suggestion == "public_access=view_only")
    #expect(problem.description.hasSuffix("private, view_only, view_and_comment or view_comment_and_edit"))
  }

  @Test("A field that is missing is told, beside the fields around it")
  func missing() {
    let project = problems(.post, "/projects", [("name", "A")])
    #expect(project.map(\.kind) == [.missingField(allowed: ["workspace", "private"])])
    #expect(project.map(\.name) == ["visibility"] && project.map(\.item) == [.body])
    #expect(problems(.post, "/projects").map(\.name) == ["name", "visibility"])
    let layers = problems(.post, "/maps/x/layers", [("[0][id]", "a"), ("[1][name]", "B")])
    #expect(
      layers.map(\.name) == ["[1][id]"] && layers.map(\.item) == [.field(1)] && layers.map(\.pointer) == ["/1/id"])
  }

  @Test("Among alternatives the one that a field names is meant")
  func discriminated() {
    let postgres = [
      ("name", "A"), ("connection[type]", "postgresql"), ("connection[host]", "h"), ("connection[prot]", "1"),
    ]
    #expect(
      problems(.post, "/sources", postgres).map(\.name) == [
        "connection[prot]", "connection[database]", "connection[password]", "connection[user]",
      ])
    #expect(problems(.post, "/sources", postgres).first?.suggestion == "connection[port]")
    let mistyped = problems(.post, "/sources", [("name", "A"), ("connection[type]", "postgres")])
    #expect(mistyped.map(\.suggestion) == ["connection[type]=postgresql"])
    let without = problems(.post, "/sources", [("name", "A"), ("connection[url]", "u")])
    #expect(without.map(\.name) == ["connection[type]"])
    #expect(
      problems(.post, "/sources", [("name", "A"), ("connection", "x")]).map(\.description) == [
        "connection has to be an object, and this is the text \"x\""
      ])
    #expect(
      problems(.post, "/sources", [("name", "A"), ("connection[type]", "wfs"), ("connection[url]", "u")]).isEmpty)
  }

  @Test("Among alternatives without such a field, what each needs is told")
  func undiscriminated() {
    #expect(problems(.post, "/maps/x/move").map(\.description) == ["the body needs project_id or folder_id"])
    #expect(problems(.post, "/maps/x/move", [("project_id", "p")]).isEmpty)
    let both = problems(.post, "/maps/x/duplicate", [("destination[project]", "p")])
    #expect(both.map(\.name) == ["destination"])
    let hint = [("name", "A"), ("hints[0][attributes][lat]", "y"), ("hints[0][attributes][lng]", "x")]
    #expect(problems(.post, "/maps/x/upload", hint).isEmpty)
  }

  @Test("Too many elements are told")
  func tooMany() {
    let credential =
      #"{"name":"a","use_case":"source_authentication","credential":{"type":"azure_storage_connection_string","connection_string":"s"}}"#
    let json =
      #"{"name":"A","connection":{"type":"abs_bucket","blob_storage_url":"u","credentials":[\#(credential),\#(credential)]}}"#
    #expect(problems(.post, "/sources", json: json).map(\.kind) == [.tooManyElements(2, atMost: 1)])
  }

  @Test("JSON as it was written is checked too, and where in it is told")
  func rawJSON() {
    let found = problems(.post, "/maps/x/layers", json: #"[{"id":"a","refresh_period":"15 mins","a/b~":1}]"#)
    #expect(found.map(\.item) == [.body, .body])
    #expect(found.map(\.pointer) == ["/0/refresh_period", "/0/a~1b~0"])
    #expect(
      problems(.post, "/maps/x/layers", json: "{}").map(\.description) == [
        "the body has to be a list, and this is an object"
      ])
    #expect(problems(.post, "/maps", [("table", ":{}"), ("lat", ":[1]")]).map(\.item) == [.field(0), .field(1)])
  }

  @Test("A field given as JSON is told when something inside of it is wrong")
  func insideField() throws {
    let found = problems(
      .post, "/maps/x/update", [("title", "A"), ("viewer_permissions", #":{"can_export_data":"no"}"#)])
    #expect(found.map(\.item) == [.field(1)])
    #expect(found.map(\.name) == ["viewer_permissions[can_export_data]"])
  }

  @Test("Query parameters that are unknown, missing or not in the list are told")
  func query() throws {
    #expect(problems(.post, "/maps/x/embed_token").map(\.kind) == [.missingQuery])
    #expect(problems(.post, "/maps/x/embed_token", query: [("user_email", "a@b")]).isEmpty)
    let mistyped = problems(.post, "/maps/x/embed_token", query: [("usr_email", "a@b")])
    #expect(mistyped.map(\.kind) == [.unknownQuery(known: ["user_email"]), .missingQuery])
    #expect(mistyped.first?.item == .query(0) && mistyped.first?.suggestion == "user_email==…")
    #expect(problems(.get, "/library", query: [("source", "fel")]).map(\.suggestion) == ["source==felt"])
    #expect(problems(.get, "/library?source=nope").map(\.item) == [.path])
    #expect(problems(.get, "/library?source=all").isEmpty)
    #expect(problems(.post, "/maps", query: [("title", "A")]).map(\.suggestion) == ["title=…"])
  }

  @Test("A body where none is taken is told, and that a query parameter was meant")
  func bodyNotTaken() {
    #expect(problems(.get, "/library", [("source", "felt")]).map(\.suggestion) == ["source==…"])
    #expect(problems(.post, "/maps/x/embed_token", [("user_email", "a")]).map(\.kind).contains(.bodyNotTaken))
    #expect(problems(.post, "/maps/x/layers/y/refresh", json: "{}").map(\.kind) == [.bodyNotTaken])
  }

  @Test("A token anywhere in a call is told before it is sent")
  func tokens() throws {
    let token = "felt_pat_07T+JmpkQ"
    let call = Call(
      .post, [.literal("/maps/\(token)")], query: [.init(name: "t", value: token)],
      headers: [.init(name: "X-T", value: token)], body: .fields([Self.field("title", token)]))
    let found = RequestValidator().problems(with: call).filter { $0.kind == .token }
    #expect(found.map(\.item) == [.path, .query(0), .header(0), .field(0)])
    #expect(!found.contains { $0.description.contains("JmpkQ") })
    let known = RequestValidator(leakDetector: TokenLeakDetector(tokens: [try Token("sk_0123456789abcdef")]))
    let json = Call(.post, [.literal("/maps")], body: .json(Array(#"{"title":"sk_0123456789abcdef"}"#.utf8)))
    #expect(known.problems(with: json).map(\.item) == [.body])
  }

  @Test("A call that cannot be built is left to the builder, and a file is not read")
  func passes() {
    #expect(problems(.get, "/../x").isEmpty)
    #expect(problems(.post, "/maps", json: "{oops").isEmpty)
    #expect(problems(.post, "/maps", [("a", "1"), ("a", "2")]).isEmpty)
    let file = Call.Body.file(path: "x", byteCount: 1, contentType: "application/json")
    #expect(RequestValidator().problems(with: Call(.post, [.literal("/projects")], body: file)).isEmpty)
  }

  @Test("Whatever is asked, checking ends without a crash, and no problem spans lines")
  func random() {
    var random = SeededRandom(7)
    let names = [
      "title", "connection[type]", "[0][id]", "hints[0][attribute]", "a[][]", "features", "[-1]", "[9999999999]",
    ]
    let paths = Catalogue.operations.map(\.path.description)
    for _ in 0..<1500 {
      let fields = (0..<3).map { _ in (names.randomElement(using: &random) ?? "", random.text(upTo: 4)) }
      let path = (paths.randomElement(using: &random) ?? "").replacing("{", with: "").replacing("}", with: "")
      for problem in problems([.get, .post, .delete].randomElement(using: &random) ?? .get, path, fields) {
        #expect(!problem.description.contains("\n"))
      }
    }
  }
}
