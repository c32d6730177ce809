import FeltAPI
import Foundation
import Testing

@Suite("Finding tokens where they don't belong")
struct TokenLeakDetectorTests {
  private static let secret = "felt_pat_07T+Jmp/kQ9=="

  private static func found(_ text: String, _ detector: TokenLeakDetector = TokenLeakDetector()) -> String? {
    detector.firstToken(in: Array(text.utf8)).map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
  }

  @Test(
    "A Felt token is found whole, however its letters are written",
    arguments: [
      "felt_pat_07T+Jmp/kQ9==", "%66elt_pat_07T%2BJmpkQ", "%66%65%6C%74%5f%70%61%74%5f0123456789",
      #"\u0066elt_pat_07T\u002bJmpkQ"#, #"felt_pat_07T\/Jmp\/kQ"#, "felt%5Fpat%5F07TJmpkQ9",
      Data("felt_pat_07TJmpkQ9abc".utf8).base64EncodedString(),
      Data("user:felt_pat_07TJmpkQ9abc".utf8).base64EncodedString(),
      Data("u:felt_pat_07TJmpkQ9abcd".utf8).base64EncodedString(),
    ])
  func shapes(form: String) {
    let range = TokenLeakDetector().firstToken(in: Array("x \(form) y".utf8))
    #expect(range?.upperBound == form.utf8.count + 2, "\(String(describing: range)) in \(form)")
  }

  @Test(
    "A mention of tokens is not a token",
    arguments: [
      "felt_pat_", "felt_pat_… and more", "felt_pat_abc", "begins with felt_pat_, then", "felt%5Fpat", "%", "\\u00",
    ])
  func mentions(text: String) {
    #expect(Self.found(text) == nil)
  }

  @Test("The session's token is found by its value, in each encoding that programs write")
  func known() throws {
    let detector = TokenLeakDetector(tokens: [try Token("sk_other+Token/0123")])
    #expect(Self.found("a sk_other+Token/0123 b", detector) == "sk_other+Token/0123")
    #expect(Self.found("?t=sk_other%2BToken%2F0123", detector) == "sk_other%2BToken%2F0123")
    #expect(Self.found("?t=%73k_other%2bToken%2f0123", detector) == "%73k_other%2bToken%2f0123")
    #expect(detector.findsToken(in: Data("me:sk_other+Token/0123".utf8).base64EncodedString()))
    #expect(!detector.findsToken(in: "sk_other+Token/012"))
  }

  @Test("A token of a few letters is not looked for: it would be found in every text")
  func short() throws {
    #expect(Self.found("an abc", TokenLeakDetector(tokens: [try Token("abc")])) == nil)
  }

  @Test("The detector shows no token when it is printed")
  func printing() throws {
    let detector = TokenLeakDetector(tokens: [try Token(Self.secret)])
    #expect("\(detector) \(String(reflecting: detector))".contains("07T") == false)
    #expect(Mirror(reflecting: detector).children.isEmpty)
  }
}
