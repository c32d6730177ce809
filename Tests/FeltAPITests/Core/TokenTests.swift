import FeltAPI
import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite("A token")
struct TokenTests {
  static let text = "felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8"
  static let shown = "felt_pat_…D/g8"

  @Test("It prints, reflects, dumps, interpolates and encodes as its prefix and its last four characters")
  func shownAsLittle() throws {
    let token = try Token(Self.text)
    #expect(token.description == Self.shown)
    #expect("\(token)" == Self.shown)
    #expect(String(describing: token) == Self.shown)
    #expect(String(reflecting: token) == Self.shown)
    #expect(try JSONDecoder().decode([String].self, from: JSONEncoder().encode([token])) == [Self.shown])
    var dumped = ""
    dump(token, to: &dumped)
    var dumpedOptional = ""
    dump([Token?.some(token)], to: &dumpedOptional)
    for text in [dumped, dumpedOptional, "\(Mirror(reflecting: token).children.map { "\($0)" })"] {
      #expect(text.contains(Self.shown))
      #expect(!text.contains("Jmpk"))
    }
  }

  @Test("A builder and a request that hold a token print and dump no more of it")
  func containers() throws {
    let builder = RequestBuilder(token: try Token(Self.text))
    let request = try builder.request(for: Call(.get, [.literal("/user")]))
    var texts = ["\(builder)", "\(request)", String(reflecting: request)]
    for value in [builder as Any, request] {
      var text = ""
      dump(value, to: &text)
      texts.append(text)
    }
    for text in texts { #expect(!text.contains("Jmpk")) }
  }

  @Test("So little of a short one that it could be guessed is shown")
  func short() throws {
    #expect("\(try Token("abc123"))" == "felt_pat_…")
  }

  @Test(
    "It goes into the Authorization header in full, white space around it dropped", arguments: [text, "  \(text)\r\n"])
  func header(pasted: String) throws {
    let token = try Token(pasted)
    #expect(token.authorizationHeaderValue() == "Bearer " + Self.text)
    #expect(token.warning == nil)
  }

  @Test(
    "Base64 characters are taken, padding at the end included",
    arguments: ["felt_pat_a+b/c=", "felt_pat_AAAA==", "felt_pat_a-b_c~d.e"])
  func base64(text: String) throws {
    #expect(try Token(text).warning == nil)
  }

  @Test("Another prefix is warned of, without saying what the token is")
  func otherPrefix() throws {
    let warning = try #require(try Token("sk_live_0123456789abcdef").warning)
    #expect(warning.contains("felt_pat_"))
    #expect(!warning.contains("sk_live"))
  }

  @Test(
    "What is not a token is refused, and the reason does not repeat it",
    arguments: [
      ("", TokenProblem.empty), (" \n", .empty),
      ("Bearer \(text)", .bearerPrefix), ("bearer \(text)", .bearerPrefix),
      ("Authorization: Bearer \(text)", .bearerPrefix),
      ("<YOUR_API_TOKEN>", .placeholder), ("YOUR_API_TOKEN", .placeholder), ("felt_pat_…", .placeholder),
      ("felt_pat_...", .placeholder), ("$FELT_API_TOKEN", .placeholder),
      ("\"\(text)\"", .quoted), ("'\(text)'", .quoted), ("“\(text)”", .quoted), ("\(text)\"", .quoted),
      ("felt_pat_a b", .space(at: 10)), ("felt_pat_a\u{A0}b", .unexpectedCharacter(at: 10)),
      ("felt_pat_a=b", .unexpectedCharacter(at: 11)), ("felt_pat_ä", .unexpectedCharacter(at: 9)),
      (String(repeating: "a", count: 5000), .tooLong(5000)),
    ])
  func refused(text: String, problem: TokenProblem) {
    #expect(throws: problem) { try Token(text) }
    #expect(!problem.description.contains("Jmpk"))
  }

  @Test("No newline and no control character can reach a header by way of a token", arguments: 0..<0x20)
  func controlCharacters(code: UInt8) {
    let character = String(UnicodeScalar(code))
    #expect(throws: TokenProblem.controlCharacter(at: 12)) { try Token("felt_pat_abc\(character)def") }
    #expect(throws: TokenProblem.controlCharacter(at: 12)) { try Token("felt_pat_abc\(character)\r\nX-Evil: 1") }
  }

  @Test("DEL is a control character as well")
  func delete() {
    #expect(throws: TokenProblem.controlCharacter(at: 12)) { try Token("felt_pat_abc\u{7F}") }
  }

  @Test("Whatever is taken for a token is printable ASCII without spaces or quotes")
  func random() {
    var random = SeededRandom(1)
    for _ in 0..<3000 {
      guard let token = try? Token("felt_pat_" + random.text(upTo: 6)) else { continue }
      let value = token.authorizationHeaderValue().utf8.dropFirst("Bearer ".utf8.count)
      #expect(value.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") })
    }
  }

  @Test("Erased, it and every copy of it have no header value left")
  func erased() throws {
    let token = try Token(Self.text)
    let copy = token
    token.erase()
    #expect(token.authorizationHeaderValue() == "")
    #expect(copy.authorizationHeaderValue() == "")
    #expect("\(copy)" == "felt_pat_…")
  }
}
