import FeltAPI
import Foundation
import HTTPTypes
import Testing

@Suite("An exported request")
struct RequestExportTests {
  static let token = "felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8"
  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.isExecutableFile)

  private func request(_ call: Call, base: String = "https://felt.com/api/v2") throws -> Request {
    let baseURL = try #require(BaseURL(base))
    return try RequestBuilder(baseURL: baseURL, token: baseURL.keepsSecrets ? try Token(Self.token) : nil)
      .request(for: call)
  }

  private var create: Call {
    Call(.post, [.literal("/maps")], body: .json(Array(#"{"title":"It's \"A\" $x `y` {{z}}","lat":37.77}"#.utf8)))
  }

  @Test("No form has the token in it", arguments: RequestExport.allCases)
  func noToken(form: RequestExport) throws {
    let text = form.text(for: try request(create))
    #expect(!text.contains("Jmpk"))
    #expect(text.contains("FELT_API_TOKEN"))
  }

  @Test("No form sends a token where it would not stay private", arguments: RequestExport.allCases)
  func insecure(form: RequestExport) throws {
    let text = form.text(for: try request(Call(.get, [.literal("/user")]), base: "http://example.com"))
    #expect(!text.contains("FELT_API_TOKEN"))
  }

  @Test("As curl it reads well")
  func curlText() throws {
    let text = RequestExport.curl.text(
      for: try request(Call(.post, [.literal("/maps")], body: .json(Array(#"{"title":"A"}"#.utf8)))))
    #expect(
      text == #"""
        curl -sS -X POST https://felt.com/api/v2/maps \
          -H "Authorization: Bearer $FELT_API_TOKEN" \
          -H 'Accept: application/json' \
          -H 'Content-Type: application/json' \
          --data-raw '{"title":"A"}'
        """#)
  }

  @Test("As curl it means the same words after a shell has read it, whatever is in the body")
  func curlWords() throws {
    let words = try ShellProbe.words(
      of: RequestExport.curl.text(for: try request(create)), program: "curl", token: Self.token)
    #expect(
      words == [
        "-sS", "-X", "POST", "https://felt.com/api/v2/maps", "-H", "Authorization: Bearer \(Self.token)", "-H",
        "Accept: application/json", "-H", "Content-Type: application/json", "--data-raw",
        #"{"title":"It's \"A\" $x `y` {{z}}","lat":37.77}"#,
      ])
  }

  @Test("As curl, HEAD, brackets, files and empty headers are written as curl wants them")
  func curlSpecials() throws {
    let call = Call(
      .head, [.literal("/maps?a[b]=c")], headers: [.init(name: "X-A", value: ""), .init(name: "X-B", value: "it's")])
    let head = RequestExport.curl.text(for: try request(call))
    #expect(head.hasPrefix("curl -sS --head --globoff 'https://felt.com/api/v2/maps?a[b]=c'"))
    #expect(head.contains("-H 'X-A;'"))
    #expect(head.contains(#"-H 'X-B: it'\''s'"#))
    let body = Call.Body.file(path: "my file.json", byteCount: 1, contentType: "application/json")
    let file = RequestExport.curl.text(for: try request(Call(.post, [.literal("/maps")], body: body)))
    #expect(file.hasSuffix("--data-binary '@my file.json'"))
  }

  @Test("A curl command that was exported is imported as the same request")
  func roundTrip() throws {
    let original = try request(create)
    let read = try CurlImport(RequestExport.curl.text(for: original))
    let again = try request(read.call)
    #expect(read.tokenPlace == nil)
    #expect(again.url == original.url && again.method == original.method && again.body == original.body)
    #expect(again.headers == original.headers)
  }

  @Test("As HTTPie it means the same words after a shell has read it")
  func httpie() throws {
    let call = Call(
      .post, [.literal("/maps")], headers: [.init(name: "X-A", value: "=b"), .init(name: "X-B", value: "")],
      body: create.body)
    let text = RequestExport.httpie.text(for: try request(call))
    #expect(
      try ShellProbe.words(of: text, program: "http", token: Self.token) == [
        "--ignore-stdin", "POST", "https://felt.com/api/v2/maps", "Authorization:Bearer \(Self.token)",
        "Accept:application/json", "Content-Type:application/json", #"X-A:\=b"#, "X-B;", "--raw",
        #"{"title":"It's \"A\" $x `y` {{z}}","lat":37.77}"#,
      ])
  }

  @Test("As Hurl it is a file that expects the operation's own status, braces in texts kept from being variables")
  func hurl() throws {
    let text = RequestExport.hurl.text(for: try request(create))
    #expect(
      text == #"""
        # hurl --variable FELT_API_TOKEN="$FELT_API_TOKEN" request.hurl
        POST https://felt.com/api/v2/maps
        Authorization: Bearer {{FELT_API_TOKEN}}
        Accept: application/json
        Content-Type: application/json
        {"title":"It's \"A\" $x `y` \u007b\u007bz}}","lat":37.77}
        HTTP 200
        """#)
    let header = Call(.get, [.literal("/x")], headers: [.init(name: "X-A", value: "a#b\\c{{d}}")])
    #expect(RequestExport.hurl.text(for: try request(header)).contains(##"X-A: a\#b\\c\u{7b}\u{7b}d\u{7d}\u{7d}"##))
    let body = Call.Body.file(path: "a b;c.json", byteCount: 1, contentType: "application/json")
    #expect(
      RequestExport.hurl.text(for: try request(Call(.post, [.literal("/x")], body: body)))
        .hasSuffix("file,a\\ b\\;c.json;\nHTTP *"))
  }

  @Test("As Python it reads well")
  func pythonText() throws {
    let json = #"{"title":"A","public":true,"list":[1,null,{}],"lat":37.77}"#
    let text = RequestExport.python.text(
      for: try request(Call(.post, [.literal("/maps")], body: .json(Array(json.utf8)))))
    #expect(
      text == #"""
        import os

        import requests

        response = requests.request(
            "POST",
            "https://felt.com/api/v2/maps",
            headers={
                "Authorization": f"Bearer {os.environ['FELT_API_TOKEN']}",
                "Accept": "application/json",
                "Content-Type": "application/json",
            },
            json={
                "title": "A",
                "public": True,
                "list": [
                    1,
                    None,
                    {},
                ],
                "lat": 37.77,
            },
            timeout=60,
        )
        response.raise_for_status()
        print(response.text)
        """#)
  }

  @Test(
    "As Python, what a dictionary or a float would change is sent as text",
    arguments: ["1.10", "1e400", "123456789012345678"])
  func pythonExact(number: String) throws {
    let call = Call(.post, [.literal("/maps")], body: .json(Array(#"{"lat":\#(number)}"#.utf8)))
    #expect(RequestExport.python.text(for: try request(call)).contains(#"data="{\"lat\":\#(number)}".encode(),"#))
    let twice = Call(.post, [.literal("/maps")], body: .json(Array(#"{"a":1,"a":2}"#.utf8)))
    #expect(RequestExport.python.text(for: try request(twice)).contains("data="))
  }

  @Test(
    "As Python it runs and sends what was built",
    .enabled(if: RequestExportTests.python != nil, "there is no Python here"))
  func pythonRuns() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("feltapi-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let module = """
      import json as j
      class Response:
        text = ""
        def raise_for_status(self): pass
      def request(method, url, headers, json=None, data=None, timeout=None):
        r = Response()
        r.text = j.dumps([method, url, headers["Authorization"], j.dumps(json) if json is not None else data.decode()])
        return r
      """
    try module.write(to: folder.appendingPathComponent("requests.py"), atomically: true, encoding: .utf8)
    for json in [#"{"title": "It's \"A\" \\ $x {{z}} \n é", "lat": 37.77, "zoom": 3}"#, #"{"lat": 1.10}"#] {
      let text = RequestExport.python.text(
        for: try request(Call(.post, [.literal("/maps/a'b")], body: .json(Array(json.utf8)))))
      let output = try ShellProbe.run(
        try #require(Self.python), ["-c", text],
        environment: ["PYTHONPATH": folder.path, "FELT_API_TOKEN": Self.token, "PYTHONDONTWRITEBYTECODE": "1"])
      let sent = try #require(try JSONDecoder().decode([String]?.self, from: Data(output.utf8)))
      #expect(sent.dropLast() == ["POST", "https://felt.com/api/v2/maps/a'b", "Bearer \(Self.token)"])
      let body = try JSONSerialization.jsonObject(with: Data((sent.last ?? "").utf8)) as? NSDictionary
      #expect(body == (try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary))
    }
  }
}
