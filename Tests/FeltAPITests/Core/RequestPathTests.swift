import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("The path of a request")
struct RequestPathTests {
  let builder = RequestBuilder()

  private func url(_ parts: Call.PathPart...) throws -> String {
    try builder.request(for: Call(.get, parts)).url
  }

  @Test(
    "It may be relative, absolute, below /api/v2, or a whole URL of the same origin",
    arguments: [
      "maps/abc", "/maps/abc", "/maps/abc/", "/api/v2/maps/abc", "https://felt.com/api/v2/maps/abc",
      "HTTPS://FELT.com:443/api/v2/maps/abc",
    ])
  func forms(path: String) throws {
    #expect(try url(.literal(path)) == "https://felt.com/api/v2/maps/abc")
  }

  @Test("A query that was typed with it is kept, a fragment is not")
  func query() throws {
    #expect(try url(.literal("/library?source=felt#top")) == "https://felt.com/api/v2/library?source=felt")
    let call = Call(.get, [.literal("/library?a=1")], query: [.init(name: "b c", value: "d&e=f")])
    #expect(try builder.request(for: call).query == "a=1&b%20c=d%26e%3Df")
  }

  @Test(
    "A path that would leave the API is refused",
    arguments: [
      "/../x", "/maps/..", "/maps/./x", "../x", "/maps/%2e%2e/x", "/maps/%2E./x", "/maps/.%2e", "//evil.com/x",
      "/api/v2/../x", "/maps/%", "/maps/%g1", "/maps/a b", "/maps/\u{1b}[2J", "/maps/a\nb", "/maps/a\\b",
    ])
  func refused(path: String) {
    #expect(throws: CallProblem.self) { try url(.literal(path)) }
  }

  @Test(
    "A whole URL of another origin is refused, however like ours it looks",
    arguments: [
      "https://evil.com/api/v2/maps", "http://felt.com:8080/api/v2/maps", "https://felt.com:444/api/v2/maps",
      "https://felt.com.evil.com/api/v2/maps", "https://felt.com@evil.com/api/v2/maps",
      "https://api.felt.com/api/v2/maps",
      "https://user:x@felt.com/api/v2/maps", "https://felt.com/api/v22/maps", "https://felt.com/other",
      "ftp://felt.com/api/v2/maps", "https://felt.com/api/v2/../../x",
    ])
  func foreign(url text: String) {
    #expect(throws: CallProblem.foreignURL(text, base: "https://felt.com/api/v2")) { try url(.literal(text)) }
  }

  @Test(
    "A value stays inside its segment whatever it holds",
    arguments: [
      ("../../user", "..%2F..%2Fuser"), ("a?b=c", "a%3Fb=c"), ("a#b", "a%23b"), ("%2e%2e", "%252e%252e"),
      ("https://evil.com", "https:%2F%2Fevil.com"), ("//x", "%2F%2Fx"), ("@evil.com", "@evil.com"), ("ä", "%C3%A4"),
    ])
  func values(value: String, encoded: String) throws {
    #expect(try url(.literal("/maps/"), .value(value)) == "https://felt.com/api/v2/maps/\(encoded)")
  }

  @Test("Values that are dots alone are refused", arguments: [".", "..", ""])
  func dots(value: String) {
    #expect(throws: CallProblem.unusablePathValue(value)) { try url(.literal("/maps/"), .value(value)) }
  }

  @Test("A value that completes dots in the text beside it is refused")
  func joinedDots() {
    #expect(throws: CallProblem.self) { try url(.literal("/maps/."), .value(".x"), .literal("/../y")) }
    #expect(throws: CallProblem.self) { try url(.literal("/maps/%2e"), .literal(".")) }
  }

  @Test("Whatever the path and the values are, the URL stays under the base URL and is plain ASCII")
  func random() {
    var random = SeededRandom(4)
    var built = 0
    for _ in 0..<5000 {
      let parts: [Call.PathPart] = [
        .literal(random.text(upTo: 6)), .value(random.text(upTo: 6)), .literal(random.text(upTo: 4)),
      ]
      guard let request = try? builder.request(for: Call(.get, parts)) else { continue }
      built += 1
      #expect(request.url.hasPrefix("https://felt.com/api/v2"))
      #expect(request.path.isEmpty || request.path.hasPrefix("/"))
      #expect(request.url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      for segment in request.path.split(separator: "/") {
        let plain = PathSegment.decode(segment)
        #expect(plain != nil && plain != "." && plain != "..")
      }
    }
    #expect(built > 50)
  }

  @Test("Text that a URL cannot hold but a person types is escaped")
  func umlaut() throws {
    #expect(try url(.literal("/maps/Fläche")) == "https://felt.com/api/v2/maps/Fl%C3%A4che")
  }

  @Test("Below a base URL with another path, Felt's own prefix is understood too")
  func otherBase() throws {
    let builder = RequestBuilder(baseURL: try #require(BaseURL("http://127.0.0.1:8787/")))
    for path in ["/maps", "/api/v2/maps", "http://127.0.0.1:8787/maps"] {
      #expect(try builder.request(for: Call(.get, [.literal(path)])).url == "http://127.0.0.1:8787/maps")
    }
  }
}
