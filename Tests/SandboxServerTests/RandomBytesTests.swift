import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("Random bytes on the socket")
struct RandomBytesTests {
  @Test("Whatever comes, the server goes on, and what it responses is an response")
  func survival() throws {
    let server = try TestServer(faults: ["get /projects delay=1ms every=5", "get /user truncate=7 every=7"])
    var random = SeededRandom(7)
    let whole = [
      server.request("GET", "/user"), server.request("POST", "/maps", body: #"{"title":"ü"}"#),
      server.request("GET", "/projects", ["Connection: close"]), server.request("HEAD", "/user"),
      server.request("POST", "/maps", ["Transfer-Encoding: chunked"]) + "3\r\n{  \r\n1\r\n}\r\n0\r\n\r\n",
      server.request("POST", "/maps", ["Expect: 100-continue"], body: "{}"),
      server.request("PUT", "/maps", ["Upgrade: x"]),
    ].map { Array($0.utf8) }
    for round in 0..<600 {
      var bytes: [UInt8] = []
      for _ in 0...Int.random(in: 0...2, using: &random) { bytes += whole.randomElement(using: &random) ?? [] }
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert([0x0A, 0x0D, 0x20, 0x00, 0x3A].randomElement(using: &random) ?? 0, at: place)
        case 2 where bytes.count > 40: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        default: bytes.insert(contentsOf: bytes.prefix(place).suffix(40), at: place)
        }
      }
      let client = try server.connect()
      try client.send(bytes)
      client.finish()
      if let response = try client.end(), !response.isEmpty {
        #expect(response.starts(with: "HTTP/1.1 ".utf8), "round \(round)")
        #expect(!String(decoding: response, as: UTF8.self).contains("HTTP/1.1 500"), "round \(round)")
      }
    }
    let client = try server.connect()
    try client.send(server.request("GET", "/maps/x"))
    #expect(try client.response().status == 404)
  }
}
