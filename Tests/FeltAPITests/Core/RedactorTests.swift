import FeltAPI
import Foundation
import TestSupport
import Testing

@Suite("The redactor")
struct RedactorTests {
  static let token = "felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8="
  static let other = "s3cr=t/Value+9\"x"

  private func redactor() throws -> Redactor {
    Redactor(tokens: [try Token(Self.token), try Token("sk_other+Token/0123456789")], secrets: [Self.other])
  }

  /// The ways in which a secret is written.
  private static func forms(_ secret: String) -> [String] {
    let unreserved = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    let percent = secret.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    let json = secret.replacingOccurrences(of: "\"", with: "\\\"")
    let base64 = ["", "a", "ab", "user:"].map { Data(($0 + secret + "xy").utf8).base64EncodedString() }
    return [
      secret, percent,
      percent.replacingOccurrences(of: "%2F", with: "%2f").replacingOccurrences(of: "%2B", with: "%2b")
        .replacingOccurrences(of: "%3D", with: "%3d"),
      json, json.replacingOccurrences(of: "/", with: "\\/"),
    ] + base64
  }

  @Test(
    "Known secrets are taken out plain, percent-encoded, escaped for JSON and in base64",
    arguments: [token, "sk_other+Token/0123456789", other])
  func forms(secret: String) throws {
    let redactor = try redactor()
    for form in Self.forms(secret) {
      let result = redactor.redacting("before \(form) after")
      #expect(result.hasPrefix("before ") && result.hasSuffix(" after"))
      #expect(!result.contains(form.dropFirst(6).prefix(12)), "\(form) became \(result)")
    }
  }

  @Test("Anything that looks like a token is taken out, known or not")
  func shapes() {
    let redactor = Redactor()
    #expect(redactor.redacting("Bearer \(Self.token), ok") == "Bearer felt_pat_…, ok")
    #expect(redactor.redacting("felt_pat_a felt_pat_b") == "felt_pat_… felt_pat_…")
    #expect(redactor.redacting(#"{"t":"felt_pat_a\/b\u002bc"}"#) == #"{"t":"felt_pat_…"}"#)
    #expect(redactor.redacting(#"{"t":"felt_pat_a\"x"}"#) == #"{"t":"felt_pat_…\"x"}"#)
    #expect(redactor.redacting("?t=felt_pat_a%2Bb&x=1") == "?t=felt_pat_…&x=1")
  }

  @Test(
    "What only speaks of tokens stays as it is",
    arguments: ["", "felt_pat_", "begins with felt_pat_, then", "felt_pat_… and more", "felt_pat", "nothing"])
  func harmless(text: String) throws {
    #expect(try redactor().redacting(text) == text)
  }

  @Test("Redacting twice changes nothing more")
  func twice() throws {
    let once = try redactor().redacting("a \(Self.token) b \(Self.other) c")
    #expect(once == "a felt_pat_… b [secret] c")
    #expect(try redactor().redacting(once) == once)
  }

  @Test("Secrets that overlap are taken out whole, and too short ones are left")
  func overlap() {
    #expect(Redactor(secrets: ["abcdef", "defghi", "abcd"]).redacting("xabcdefghix") == "x[secret]x")
    #expect(Redactor(secrets: ["abc", ""]).redacting("abc") == "abc")
  }

  @Test("Chunks of any size give what the whole text gives")
  func chunks() throws {
    let redactor = try redactor()
    var random = SeededRandom(5)
    let pieces =
      [Self.token, Self.other, "felt_pat_", "felt_", "f", "x", " ", "\\", "…", "sk_other+Token/012"]
      + Self.forms(Self.other) + Self.forms(Self.token)
    for _ in 0..<120 {
      let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let bytes = Array(text.utf8)
      let expected = redactor.redacting(text)
      var stream = redactor
      var result: [UInt8] = []
      var place = 0
      while place < bytes.count {
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
        result += stream.redact(Array(bytes[place..<end]))
        place = end
      }
      result += stream.finish()
      #expect(String(decoding: result, as: UTF8.self) == expected, "\(text)")
      #expect(!expected.contains("JmpkQ") && !expected.contains("s3cr"), "\(text) became \(expected)")
    }
  }

  @Test("Of any secrets the first that a text has is found, and a text with none stays as it is")
  func anySecrets() {
    var random = SeededRandom(11)
    let letters = Array("ab_1 Zé%\n")
    func word(_ length: Int) -> String {
      String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" })
    }
    var found = 0
    for _ in 0..<300 {
      let secrets = (0..<random.below(9)).map { _ in word(4 + random.below(8)) }
      let planted = random.chance(50) ? secrets.randomElement(using: &random) ?? "" : ""
      let text = word(random.below(200)) + planted + word(random.below(60))
      let result = Redactor(secrets: secrets).redacting(text)
      let first = secrets.compactMap { text.utf8.firstRange(of: $0.utf8)?.lowerBound }.min()
      found += first == nil ? 0 : 1
      #expect(result.hasPrefix(text[..<(first ?? text.endIndex)] + (first == nil ? "" : "[secret]")), "\(secrets)")
      #expect(first != nil || result == text)
      #expect(!secrets.contains { result.replacing("[secret]", with: "|").utf8.firstRange(of: $0.utf8) != nil })
    }
    #expect(found > 100)
  }

  @Test("Printed or dumped, it says nothing of what it looks for")
  func printed() throws {
    var dumped = ""
    dump(try redactor(), to: &dumped)
    for text in [dumped, "\(try redactor())", String(reflecting: try redactor())] { #expect(text.count < 20) }
  }

  @Test("What can be no part of a secret is given back at once")
  func prompt() throws {
    var stream = try redactor()
    #expect(stream.redact(Array("hello\n".utf8)) == Array("hello\n".utf8))
    #expect(stream.redact(Array("hello fel".utf8)) == Array("hello ".utf8))
    #expect(stream.redact(Array("low".utf8)) == Array("fellow".utf8))
    #expect(stream.finish() == [])
  }
}
