import FeltAPI
import HTTPTypes
import Testing

@Suite("Forms for storage")
struct StorageFormTests {
  /// A body that is given in these pieces.
  private static func content(_ pieces: [String]) -> StreamedBody {
    StreamedBody(byteCount: pieces.joined().utf8.count, summary: "a file") { Pieces(pieces) }
  }

  private final class Pieces: BodyReader {
    private var rest: ArraySlice<String>
    init(_ pieces: [String]) { rest = pieces[...] }
    func next() -> [UInt8] { rest.popFirst().map { Array($0.utf8) } ?? [] }
  }

  private static func request(_ form: StorageForm, to address: String) throws -> Request {
    try StorageRequestBuilder(userAgent: "test").request(posting: form, to: address)
  }

  @Test("The fields come first, in their order, the file last, and the length is exact")
  func form() throws {
    let form = StorageForm(
      [.init(name: "key", value: "uploads/1"), .init(name: "policy", value: "e30=")], fileName: "a \"b\".csv",
      content: Self.content(["lat,", "lng\n"]), boundary: "xyz")
    let request = try Self.request(form, to: "https://bucket.example.com/path/?a=b#c")
    #expect(request.url == "https://bucket.example.com/path/?a=b")
    #expect(request.method == .post)
    #expect(request.headers[.contentType] == "multipart/form-data; boundary=xyz")
    #expect(request.authorization == nil)
    guard case .streamed(let body) = request.body else {
      Issue.record("\(request.body)")
      return
    }
    let reader = try body.open()
    var bytes: [UInt8] = []
    while case let piece = try reader.next(), !piece.isEmpty { bytes += piece }
    let text = [
      "--xyz", "Content-Disposition: form-data; name=\"key\"", "", "uploads/1", "--xyz",
      "Content-Disposition: form-data; name=\"policy\"", "", "e30=", "--xyz",
      "Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.csv\"",
      "Content-Type: application/octet-stream", "", "lat,lng\n", "--xyz--", "",
    ].joined(separator: "\r\n")
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(body.byteCount == bytes.count)
  }

  @Test("Boundaries are never the same, and short enough")
  func boundaries() {
    let boundaries = Set((0..<100).map { _ in StorageForm.randomBoundary() })
    #expect(boundaries.count == 100)
    #expect(boundaries.allSatisfy { $0.utf8.count <= 70 })
    #expect(boundaries.joined().allSatisfy { $0.isLetter || $0.isNumber })
  }

  @Test("Only https and this machine get a file", arguments: ["http://bucket.example.com/", "ftp://a/b", "/path", ""])
  func otherAddress(text: String) {
    let form = StorageForm([], fileName: "a", content: Self.content([]))
    #expect(throws: CallProblem.unusableStorageAddress) { try Self.request(form, to: text) }
  }

  @Test("An address on this machine is fine without TLS", arguments: ["http://127.0.0.1:8787/storage/uploads"])
  func loopback(text: String) throws {
    let form = StorageForm([], fileName: "a", content: Self.content([]))
    #expect(try Self.request(form, to: text).url == text)
  }
}
