import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct ErrorTests {
  @Test("Every operation refuses a missing and a wrong token with the header named", arguments: TransportKind.allCases)
  func unauthorized(_ kind: TransportKind) throws {
    var guest = try SandboxClient(kind)
    for operation in Catalogue.operations {
      let path = try operation.path.expand(
        Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "x") }))
      for token in [nil, try Token("felt_pat_somebodyelsesxxxxxx")] {
        guest.token = token
        let response = try guest.raw(operation.method, path)
        #expect(response.status == 401)
        #expect(try response.value?.text("$.errors[0].source.header") == "authorization")
      }
    }
  }

  @Test("Wrong ids are 404 with the parameter, whichever of the path's it is", arguments: TransportKind.allCases)
  func notFound(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let source = try client.call(
      "create_source", body: #"{"name":"S","connection":{"type":"wfs","url":"https://example.com/wfs"}}"#)
    let known = ["map_id": map, "layer_id": layer, "source_id": try source.text("$.id")]
    for operation in Catalogue.operations {
      for wrong in operation.path.parameterNames {
        let values = operation.path.parameterNames.map { ($0, $0 == wrong ? "nosuch" : known[$0] ?? "nosuch") }
        let path = try operation.path.expand(Dictionary(uniqueKeysWithValues: values))
        let query = operation.query.filter(\.isRequired).map { "\($0.name)=x" }.joined()
        let body = operation.body.map(Sample.text) ?? ""
        let response = try client.raw(operation.method, path + (query.isEmpty ? "" : "?" + query), body: body)
        #expect(response.status == 404, "\(path)")
        #expect(try response.value?.text("$.errors[0].source.parameter") == wrong)
      }
    }
  }

  @Test("A body that is not as it has to be is 422, with the place", arguments: TransportKind.allCases)
  func invalid(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let cases = [
      ("/maps", #"{"titel":"x"}"#, "/titel"), ("/maps", #"{"title":1}"#, "/title"), ("/maps", #"{"lat":"x"}"#, "/lat"),
      ("/maps", #"{"public_access":"x"}"#, "/public_access"), ("/maps", #"{"layer_urls":[1]}"#, "/layer_urls/0"),
      ("/maps", "{", "/"), ("/maps", "[]", "/"), ("/maps", "\u{FEFF}", "/"), ("/maps", #"{"title":null}"#, "/title"),
      ("/projects", #"{"name":"x"}"#, "/visibility"), ("/sources", #"{"name":"x"}"#, "/connection"),
    ]
    for (path, body, pointer) in cases {
      let response = try client.raw(.post, path, body: body)
      #expect(response.status == 422)
      #expect(try response.value?.text("$.errors[0].source.pointer") == pointer, "\(body)")
    }
  }

  @Test("Of a field that stands twice the last is taken, and one is given back", arguments: TransportKind.allCases)
  func twice(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let body = #"{"name":"S","connection":{"type":"wfs","url":"https://a.example"},"permissions":{"type":"x"},"#
    let permissions = #""permissions":{"type":"workspace_editors","type":"source_owner"}}"#
    #expect(try client.call("create_source", body: body + permissions).text("$.permissions.type") == "source_owner")
  }

  @Test("Wrong methods, paths, content types and sizes have their own statuses", arguments: TransportKind.allCases)
  func others(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let method = try client.raw(.put, "/maps")
    #expect(method.status == 405)
    #expect(method.headers[.allow] == "POST")
    #expect(try client.raw(.patch, "/user").headers[.allow] == "GET, HEAD")
    #expect(try client.raw(.get, "/nosuch").status == 404)
    #expect(try client.raw(.post, "/maps", body: "title=x", type: "application/x-www-form-urlencoded").status == 415)
    #expect(try client.raw(.post, "/maps/\(client.call("create_map").text("$.id"))/embed_token").status == 422)
    #expect(try client.raw(.post, "/maps", body: String(repeating: " ", count: 17 << 20)).status == 413)
  }

  @Test("An response to HEAD is that to GET without its body", arguments: TransportKind.allCases)
  func head(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let (get, head) = (try client.raw(.get, "/projects"), try client.raw(.head, "/projects"))
    #expect(head.status == 200 && head.bytes.isEmpty)
    #expect(head.headers[.contentLength] == String(get.bytes.count))
  }
}
