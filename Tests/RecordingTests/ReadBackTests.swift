import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import JSONText
import ShellHarness
import TestSupport
import Testing

/// What is recorded is read back as what it was, whatever characters are in it.
@Suite struct ReadBackTests {
  private static let pieces = [
    "\r\n", "\r", "\n", "\u{2028}", "\u{2029}", "\u{85}", "\t", "\0", "\u{1B}", "\u{7F}", "\u{301}", "\u{200D}",
    "\u{FEFF}", "\u{202E}", "'", "\"", "\\", "$", "`", "#", "}", "{", "]", "[", "=", ":", "@", "|", ">", "<<END", "END",
    " ", "  ", "a", "é", "😀", "$x", "${y", "\\n", "\\u000a", "delete /maps/x", "-", ".", "/", "%", "%0A", "felt",
  ]

  private static func text(_ random: inout SeededRandom) -> String {
    // Of few kinds, so that any two of them stand beside each other now and then.
    let kinds = (0..<3).map { _ in random.one(of: pieces) }
    return (0..<random.below(6)).map { _ in random.one(of: kinds) }.joined()
  }

  /// Bytes of any kind, as a server sends them.
  private static func bytes(_ random: inout SeededRandom) -> String {
    String(decoding: (0..<random.below(12)).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
  }

  private static func json(_ text: String) -> String {
    String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
  }

  /// A command, as text, that sends one request.
  private static func line(_ random: inout SeededRandom) -> String {
    let text = random.chance(30) ? bytes(&random) : text(&random)
    let gap = random.one(of: [" ", "\n", "\r\n", "\r", "\t", "\n\n"])
    let json = "{\(gap)\"title\":\(gap)\(json(text))\(gap)}"
    let comment = random.chance(50) ? "  #" + text.filter { $0 != "\n" && $0 != "\r\n" } : ""
    switch random.below(6) {
    case 0: return "post /maps title=\(Word.doubleQuote(text))\(comment)"
    case 1: return "post /maps title=\(Word.quote(text)) description=\(Word.meaning(text).printed)\(comment)"
    case 2: return "post /maps \(json)\(comment)"
    case 3: return "post /maps <<X\(comment)\n\(json)\nX"
    case 4: return "get /maps/\(Word.doubleQuote(text.isEmpty ? "m" : text))\(comment)"
    default: return "post /maps/AbCdEfGhIjKlMnOpQrStUv/update title:=\(Self.json(text))\(comment)"
    }
  }

  @Test(
    "What was sent is sent again by the recording, and what was refused is a comment: of 400 sessions", arguments: 0..<4
  )
  func sessions(part: Int) throws {
    var random = SeededRandom(UInt64(17 + part))
    var counted = (sent: 0, refused: 0, comments: 0)
    for _ in 0..<100 {
      let folder = try TemporaryFolder()
      let shell = try ShellHarness()
      var lines: [String] = []
      for _ in 0..<4 {
        if random.chance(20) {
          lines.append("#" + Self.text(&random).filter { $0 != "\n" && $0 != "\r\n" })
          counted.comments += 1
        }
        lines.append(Self.line(&random))
      }
      shell.run("record '\(folder.path)/out.felt'")
      var sent: [Request] = []
      for line in lines {
        let isRefused = random.chance(30)
        let detail = Self.json(random.chance(50) ? Self.bytes(&random) : Self.text(&random))
        let body =
          #"{"id":"AbCdEfGhIjKlMnOpQrStUv","title":\#(detail),"errors":[{"title":\#(detail),"detail":\#(detail)}]}"#
        shell.transport.replies = [.init(status: isRefused ? 422 : 200, body: body)]
        let count = shell.transport.requests.count
        shell.run(line)
        let new = shell.transport.requests.dropFirst(count)
        if isRefused { counted.refused += new.count } else { sent += new.filter { $0.method != .get } }
      }
      shell.run("record off")
      counted.sent += sent.count
      let text = try folder.read("out.felt")
      let replies = [ScriptedTransport.Reply](repeating: .init(body: #"{"id":"AbCdEfGhIjKlMnOpQrStUv"}"#), count: 20)
      let replay = try ShellHarness(replies)
      let script = Script(parsing: text, source: .script("out.felt"), table: replay.executor.table)
      #expect(script.errors.isEmpty, "\(lines) gave \(text.debugDescription)")
      replay.run(text, name: "out.felt")
      let again = replay.transport.requests.filter { $0.method != .get }
      #expect(again.map(\.body) == sent.map(\.body), "\(lines) gave \(text.debugDescription)")
      #expect(again.map(\.path) == sent.map(\.path), "\(lines) gave \(text.debugDescription)")
    }
    #expect(counted.sent > 80 && counted.refused > 40 && counted.comments > 40, "\(counted)")
  }
}
