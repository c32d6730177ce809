import TestSupport

/// A server that sends anything.
struct Responses: FuzzMaker {
  var random: SeededRandom

  private static let bodies = [
    ##"{"id":"AbCdEfGhIjKlMnOpQrStUv","type":"map","title":"A","layers":[{"id":"LbCdEfGhIjKlMnOpQrStUv","##
      + ##""type":"layer","name":"L","status":"processing","progress":40,"style":{"color":["#fff","rgb(1,2,3)"]}}],"##
      + ##""elements":{"type":"FeatureCollection","features":[]}}"##,
    #"[{"id":"PbCdEfGhIjKlMnOpQrStUv","type":"project","name":"P","visibility":"private"}]"#,
    #"{"errors":[{"title":"T","detail":"D","source":{"pointer":"/title"}}]}"#,
    #"{"id":"UbCdEfGhIjKlMnOpQrStUv","name":"Ada","email":"ada@example.com"}"#,
    #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"felt:id":"a","text":"x"},"#
      + #""geometry":{"type":"Polygon","coordinates":[[[0,0],[1e300,-9e307],[9e307,1],[0,0]]]}}]}"#,
    "", "null", "[]", "{}", "not JSON", "\u{1B}]52;c;eA==\u{7}", "{\"a\":1}{",
  ]

  private static let pieces = [
    "\r\n", "\r\n\r\n", "\n", "\0", "\u{1B}[2J", "\\u0000", "\\ud800", "\\u202e", "\"", "\\", "{", "}", "[", "]", ",",
    ":",
    "[[", "{\"a\":", "1e400", "9223372036854775808", "-", "1e99999999999999999999", "null", "\u{301}", "😀", "\u{2028}",
    "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "ff\r\n",
    "Content-Encoding: gzip\r\n", "Location: http://127.0.0.1:1/\r\n", "Retry-After: 0\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
  ].map { Array($0.utf8) }

  /// A body with very many of something, for which a square of their number would take minutes.
  private mutating func long() -> String {
    let count = 20_000
    let piece = random.one(of: ["\\n", "\\u001b", "\\u0301", "x", "felt_pat_ ", "felt_pat_ABCDEFGHIJ ", "\\u202e"])
    let text = "\"" + String(repeating: piece, count: count) + "\""
    let id = #""id":"AbCdEfGhIjKlMnOpQrStUv""#
    let items = { (item: (Int) -> String) in (0..<count).map(item).joined(separator: ",") }
    return switch random.below(7) {
    case 0: "{\(id),\"type\":\"map\",\"title\":\(text),\"name\":\(text)}"
    case 1: #"{"errors":[{"title":\#(text),"detail":\#(text)}]}"#
    case 2: "{" + items { #""k\#($0)":\#($0)"# } + "}"
    case 3: "[" + items { #"{"id":"AbCdEfGhIj\#($0)","type":"layer","name":"n\#($0)","k\#($0)":1}"# } + "]"
    case 4: #"{"errors":["# + items { #"{"title":"\#($0)","source":{"pointer":"/a\#($0)"}}"# } + "]}"
    case 5: #"{"type":"MultiPoint","coordinates":["# + items { "[\($0 % 180),\($0 % 90)]" } + "]}"
    default: "{\"a\":1e" + String(repeating: "1", count: count) + "}"
    }
  }

  private mutating func response() -> [UInt8] {
    if random.chance(3) {
      let body = long()
      let status = body.hasPrefix("{\"errors") ? 422 : 200
      return Array("HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\(body)".utf8)
    }
    var body = Array(random.one(of: Self.bodies).utf8)
    if random.chance(50) { body = random.mutated(body, with: Self.pieces) }
    let status = random.one(of: [200, 200, 200, 200, 201, 204, 302, 400, 401, 404, 422, 429, 500, 503, 99, 999])
    let type = random.one(of: ["application/json", "application/json", "text/plain", "application/octet-stream", "x"])
    var head = "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\nConnection: close\r\n"
    if status == 429 || random.chance(10) {
      head += "Retry-After: \(random.one(of: ["0", "1e400", "-1", "00000000000000000000000"]))\r\n"
    }
    if random.chance(70) { head += "Content-Length: \(random.chance(90) ? body.count : random.below(1000))\r\n" }
    if random.chance(5) { head += (0..<400).map { "A\($0): b\r\n" }.joined() }
    let whole = Array((head + "\r\n").utf8) + body
    return random.chance(15) ? random.mutated(whole, with: Self.pieces) : whole
  }

  private static let commands = [
    "get /user", "m = get /maps/AbCdEfGhIjKlMnOpQrStUv", "get /maps/AbCdEfGhIjKlMnOpQrStUv --table", "ls", "whoami",
    "get /projects --csv", "get /user --select $..*", "get /user --raw", "show --map", "show", "headers", "timing",
    "why",
    "cd /maps/AbCdEfGhIjKlMnOpQrStUv", "cd L", "pwd", "vars", "get /user --headers", "login --env", "table", "status",
    "expect $.title == 1e400", "expect status < 1e99", "post /maps title=A", "post /maps/$m/update title=$m.title",
    "get /maps/$m/layers/$m.layers[0].id", "get /user > out", "get /user >> out", "diff $m $_", "delete /maps/$m",
    "get /maps/AbCdEfGhIjKlMnOpQrStUv --map", "head /user", "export python", "set t=$_.title", "show $[?@.a == $.b]",
    "record out.felt", "record off", "cd P", "cd ..", "ls /maps/AbCdEfGhIjKlMnOpQrStUv",
  ]

  mutating func run(_ folder: TemporaryFolder) throws {
    let replies = (0..<40).map { _ in response() }
    let server = try RawServer(scripts: replies.map { [.takeRequest, .sendBytes($0)] })
    let input = (0..<25).map { _ in random.one(of: Self.commands) }.joined(separator: "\n")
    let run = try feltsh(
      [
        "--base-url", server.origin + "/api/v2", "--on-error", "continue", "--timeout", "5", "--retries", "0", "--yes",
        "--pretty",
      ],
      input: input, in: folder, environment: ["FELT_API_TOKEN": "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8"])
    // What a server sends may move no cursor where a person looks.
    if run.error.utf8.contains(0x1B) {
      throw Finding(description: "an escape on standard error\n\(input)\n\(run.error)")
    }
  }
}
