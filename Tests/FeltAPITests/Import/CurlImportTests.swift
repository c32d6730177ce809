import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("Importing a curl command")
struct CurlImportTests {
  static let token = "felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8"

  @Test("Felt's own example becomes a request without its token")
  func felts() throws {
    let read = try CurlImport(
      #"""
      curl -L \
        -X POST \
        -H 'Content-Type: application/json' \
        -H "Authorization: Bearer felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8" \
        'https://felt.com/api/v2/maps' \
        -d '{"title": "My newly created map"}'
      """#)
    #expect(read.method == .post)
    #expect(read.url == "https://felt.com/api/v2/maps")
    #expect(read.body == .json(Array(#"{"title": "My newly created map"}"#.utf8)))
    #expect(read.headers.isEmpty && read.query.isEmpty)
    #expect(read.tokenPlace == "the Authorization header")
    #expect(read.ignored == ["-L"])
    #expect(!"\(read)".contains("Jmpk"))
    #expect(try RequestBuilder().request(for: read.call).operation?.name == "create_map")
  }

  @Test("Plain http to Felt becomes https, and nothing else does")
  func scheme() throws {
    #expect(try CurlImport("curl http://felt.com/api/v2/user").url == "https://felt.com/api/v2/user")
    #expect(try CurlImport("curl felt.com/api/v2/user").url == "https://felt.com/api/v2/user")
    #expect(try CurlImport("curl http://felt.com.evil.com/x").url == "http://felt.com.evil.com/x")
    #expect(try CurlImport("curl 127.0.0.1:8787/user").url == "http://127.0.0.1:8787/user")
  }

  @Test(
    "The method is the one given, or what the other options imply",
    arguments: [
      ("curl u", "GET"), ("curl -XDELETE u", "DELETE"), ("curl --request PATCH u", "PATCH"), ("curl -I u", "HEAD"),
      ("curl -d a=b u", "POST"), ("curl --json {} u", "POST"), ("curl -F a=b u", "POST"), ("curl -G -d a=b u", "GET"),
      ("curl -sSLX PUT u -d x=y", "PUT"), ("$ curl u", "GET"), ("/usr/bin/curl u", "GET"), ("curl -- u", "GET"),
      ("curl --url u", "GET"),
    ])
  func methods(command: String, method: String) throws {
    let read = try CurlImport(command)
    #expect(read.method.rawValue == method)
    #expect(read.url == "http://u")
  }

  @Test(
    "Words are split as a POSIX shell does",
    arguments: [
      (#"curl u -H 'X-A: it'\''s'"#, "it's"), (#"curl u -H "X-A: \"q\" \$x \\ \n""#, #""q" $x \ \n"#),
      (#"curl u -H $'X-A: \x41\u00e9\U0001F5FA\'\101'"#, "Aé🗺'A"), (#"curl u -H X-A:\ a\ b"#, "a b"),
      ("curl u -H \"X-A: a\\\nb\"", "ab"), ("curl u \\\r\n -H 'X-A: a'", "a"), ("curl u\n  -H X-A:a", "a"),
      (#"curl u -H 'X-A'": "a"b"'c'"#, "abc"), ("curl u -H 'X-A;'", ""),
    ])
  func quoting(command: String, value: String) throws {
    #expect(try CurlImport(command).headers == [.init(name: "X-A", value: value)])
  }

  @Test("Headers that the session, the transport or a browser sets are left out and named")
  func headers() throws {
    let read = try CurlImport(
      """
      curl u -H 'authorization: Bearer \(Self.token)' -H 'Cookie: a=b' -H 'sec-ch-ua: x' -H 'Accept: */*' \
      -H 'X-Request-Id:  7 ' -A agent -b c=d --compressed -k -o file -m 5
      """)
    #expect(read.headers == [.init(name: "X-Request-Id", value: "7")])
    #expect(read.tokenPlace == "the Authorization header")
    #expect(read.ignored == ["Cookie", "sec-ch-ua", "-A", "-b", "--compressed", "-k", "-o", "-m"])
    #expect(try CurlImport("curl u --oauth2-bearer x").tokenPlace == "--oauth2-bearer")
    #expect(try CurlImport("curl u -H Authorization:").tokenPlace == nil)
  }

  @Test("A query is read from the URL and, with -G, from the data")
  func query() throws {
    let read = try CurlImport("curl 'https://felt.com/x?a=1%262&b#top' -G -d c=d --data-urlencode 'e=f g&h'")
    #expect(read.url == "https://felt.com/x")
    #expect(
      read.query == [
        .init(name: "a", value: "1&2"), .init(name: "b", value: ""), .init(name: "c", value: "d"),
        .init(name: "e", value: "f g&h"),
      ])
    #expect(read.body == .none)
  }

  @Test("Bodies are JSON, a form, a file or other text")
  func bodies() throws {
    #expect(try CurlImport("curl u --json '{\"a\":' --json '1}'").body == .json(Array(#"{"a":1}"#.utf8)))
    #expect(try CurlImport("curl u --data-raw @x").body == .text("@x"))
    #expect(try CurlImport("curl u --data-binary @a.json").body == .file("a.json"))
    #expect(try CurlImport("curl u --json @a.json").body == .file("a.json"))
    #expect(
      try CurlImport("curl u -d a=b+c -d d=%21").body
        == .form([.init(name: "a", value: "b c"), .init(name: "d", value: "!")]))
    #expect(
      try CurlImport("curl u -F 'a=b c' --form-string d=@e").body
        == .form([.init(name: "a", value: "b c"), .init(name: "d", value: "@e")]))
    #expect(try CurlImport("curl u -d '{oops'").body == .text("{oops"))
  }

  @Test("What cannot be taken over is refused, and why is told")
  func refused() {
    let cases: [(String, CurlImportProblem)] = [
      ("", .notCurl), ("wget u", .notCurl), ("curl", .noURL), ("curl a b", .severalURLs), ("curl u 'x", .unclosed("'")),
      ("curl u \"x", .unclosed("\"")), ("curl u $'x", .unclosed("$'")), ("curl u \\", .unclosed("\\")),
      ("curl u | jq", .shellSyntax("|")), ("curl u > f", .shellSyntax(">")), ("curl u; rm x", .shellSyntax(";")),
      ("curl u && x", .shellSyntax("&")), ("curl ^\"u^\"", .shellSyntax("^")), ("curl $(cat f)", .shellSyntax("$(…)")),
      ("curl \"`x`\"", .shellSyntax("`")),
      ("curl u --reqest x", .unknownOption("--reqest", suggestion: "--request")),
      ("curl u --zzzzzzzz", .unknownOption("--zzzzzzzz", suggestion: nil)),
      ("curl u -sQ", .unknownOption("-Q", suggestion: nil)),
      ("curl u -H", .missingValue("-H")), ("curl u --data", .missingValue("--data")),
      ("curl u -X 'a b'", .malformedMethod("a b")), ("curl u -H 'a b: c'", .malformedHeader("a b")),
      ("curl u -H X", .malformedHeader("X")), ("curl u -H @f", .malformedHeader("@f")),
      ("curl u -H $'X-A: b\\r\\nX-B: c'", .malformedHeader("X-A")),
      ("curl 'u?t=\(Self.token)'", .misplacedToken("the query")),
      ("curl u -d '{\"t\":\"\(Self.token)\"}'", .misplacedToken("the body")),
      ("curl u -H 'X-T: \(Self.token)'", .misplacedToken("the header X-T")),
    ]
    for (command, problem) in cases {
      #expect(throws: problem, "\(command)") { try CurlImport(command) }
    }
    for command in [
      "curl -u a:b u", "curl -ua:b u", "curl u -F file=@x", "curl u -T x", "curl u -K x", "curl u -d @a -d b",
      "curl u --next",
    ] {
      #expect {
        try CurlImport(command)
      } throws: { error in
        if case .unsupported = error as? CurlImportProblem { true } else { false }
      }
    }
  }

  @Test("Whatever is pasted, it is read or refused")
  func random() {
    var random = SeededRandom(6)
    let options = ["-X", "-H", "-d", "--json", "-F", "-G", "u", "'", "\"", "$'", "\\", "@", "-", "--", "-sX"]
    for _ in 0..<5000 {
      let words = (0..<5).map { _ in (options.randomElement(using: &random) ?? "") + random.text(upTo: 3) }
      _ = try? CurlImport("curl " + words.joined(separator: " "))
    }
  }

  @Test("A megabyte in one word is read in one pass", .timeLimit(.minutes(10)))
  func long() throws {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(try CurlImport("curl u -d \(long)").body == .text(long))
    #expect(
      try CurlImport("curl u -d $'\(String(repeating: "\\101", count: 200_000))'").body
        == .text(String(repeating: "A", count: 200_000)))
  }
}
