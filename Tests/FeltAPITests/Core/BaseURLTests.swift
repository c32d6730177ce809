import FeltAPI
import TestSupport
import Testing

@Suite("A base URL")
struct BaseURLTests {
  @Test(
    "It is read with scheme, host, port and path",
    arguments: [
      ("https://felt.com/api/v2/", "https://felt.com/api/v2", 443),
      ("HTTPS://Felt.COM:443/api/v2", "https://felt.com/api/v2", 443),
      ("http://127.0.0.1:8787", "http://127.0.0.1:8787", 8787),
      ("http://[::1]:8787/x", "http://[::1]:8787/x", 8787),
      ("http://localhost", "http://localhost", 80),
      ("https://example.com//a//b/", "https://example.com/a/b", 443),
    ])
  func read(text: String, shown: String, port: Int) throws {
    let url = try #require(BaseURL(text))
    #expect(url.description == shown)
    #expect(url.port == port)
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", "felt.com", "ftp://felt.com", "file:///etc/passwd", "https://", "https:///api", "https://user@felt.com",
      "https://felt.com@evil.com", "https://felt.com?x", "https://felt.com/#x", "https://felt.com:99999",
      "https://felt.com:0", "https://felt.com:+80", "https://felt.com:8a", "https://fe lt.com", "https://felt.com\n",
      "https://felt.com/../x", "https://felt.com/%2e%2E/x", "https://felt.com/%zz", "https://felt.com\\@evil.com",
      "https://felt%2ecom", "https://[::1", "https://[::1]x", "https://[fe80::1%25eth0]", "https://f\u{435}lt.com",
    ])
  func refused(text: String) {
    #expect(BaseURL(text) == nil)
  }

  @Test("Random text is read or refused, and what is read prints as something that reads the same")
  func random() {
    var random = SeededRandom(3)
    for _ in 0..<5000 {
      guard let url = BaseURL("http://" + random.text(upTo: 12)) else { continue }
      #expect(BaseURL(url.description) == url)
    }
  }

  @Test(
    "http://felt.com stands for https, and no other host or port does",
    arguments: [
      ("http://felt.com/api/v2", "https://felt.com/api/v2"), ("HTTP://Felt.com:80", "https://felt.com"),
      ("http://felt.com:8080", "http://felt.com:8080"), ("http://felt.com.evil.com", "http://felt.com.evil.com"),
      ("http://api.felt.com", "http://api.felt.com"),
    ])
  func upgraded(text: String, url: String) throws {
    #expect(try #require(BaseURL(text)).description == url)
  }

  @Test(
    "Secrets are kept over https and on loopback addresses, not by names that look like them",
    arguments: [
      ("https://felt.com", true), ("http://127.0.0.1", true), ("http://127.8.9.10:80", true), ("http://[::1]", true),
      ("http://felt.com:8080", false), ("http://localhost", false), ("http://127.0.0.1.evil.com", false),
      ("http://128.0.0.1", false), ("http://127.0.0", false), ("http://127.0.0.256", false),
      ("http://127.0.0.01", false), ("http://[::2]", false), ("http://0.0.0.0", false),
    ])
  func privacy(text: String, isPrivate: Bool) throws {
    #expect(try #require(BaseURL(text)).keepsSecrets == isPrivate)
  }

  @Test("Loopback is an address in 127.0.0.0/8 or ::1, written plainly")
  func loopback() {
    #expect(Loopback.contains("127.0.0.1") && Loopback.contains("127.255.255.255") && Loopback.contains("::1"))
    for host in ["", "127", "127.", "127.0.0.1.", "127.0.0.-1", "127.0.0.1 ", "0x7f.0.0.1", "2130706433", "localhost"] {
      #expect(!Loopback.contains(host), "\(host)")
    }
  }
}
