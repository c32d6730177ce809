import LineEditing
import Testing

@Suite struct PlaceholderTests {
  private static let text = "1\n2"
  private static let label = "[pasted 2 lines]"

  @Test("Equal texts share a placeholder, others of their size are numbered")
  func labels() {
    var placeholders = Placeholders()
    let labels = ["1\n2", "3\n4", "1\n2"].map { placeholders.add($0, .pasted) }
    #expect(labels == [Self.label, "[pasted 2 lines, 2]", Self.label])
    #expect(placeholders.add("abc", .typed) == "[typed 3 characters]")
    #expect(placeholders.expand("a[pasted 2 lines, 2]b\(Self.label)[pasted 3 lines]") == "a3\n4b1\n2[pasted 3 lines]")
  }

  @Test(
    "A change of a part of a placeholder takes it whole or is undone, and others stand",
    arguments: [
      // old, cursor after the change, new, and what becomes of it: nil leaves it
      ("a[pasted 2 lines]b", "a[pasted 2 lines|b", "a|b"),
      ("a[pasted 2 lines]b", "a|pasted 2 lines]b", "a|b"),
      ("a[pasted 2 lines]b", "a[pas|b", "a|b"),
      ("a[pasted 2 lines]b", "a[pax|sted 2 lines]b", "undone"),
      ("a[pasted 2 lines]b", "a[PASTED| 2 lines]b", "undone"),
      ("a[pasted 2 lines]b", "a|b", "as it is"),
      ("a[pasted 2 lines]b", "a|", "as it is"),
      ("a[pasted 2 lines]", "ax|[pasted 2 lines]", "as it is"),
      ("a[pasted 2 lines]", "a[|[pasted 2 lines]", "as it is"),
      ("a[[pasted 2 lines]", "a|[pasted 2 lines]", "as it is"),
      ("[pasted 2 lines]]", "[pasted 2 lines]|", "as it is"),
      ("[pasted 2 lines]", "[pasted 2 lines]]|", "as it is"),
      ("x[pasted 2 lines][pasted 2 lines]y", "x[past|lines]y", "x|y"),
      ("plain", "plan|", "as it is"),
    ])
  func repairs(old: String, new: String, expected: String) {
    var placeholders = Placeholders()
    #expect(placeholders.add(Self.text, .pasted) == Self.label)
    let before = LineContent(text: old, cursor: 0)
    let repaired = placeholders.repaired(Self.content(new), from: before)
    switch expected {
    case "as it is": #expect(repaired == nil)
    case "undone": #expect(repaired == before)
    default: #expect(repaired == Self.content(expected))
    }
  }

  private static func content(_ marked: String) -> LineContent {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    return LineContent(text: parts.joined(), cursor: parts[0].unicodeScalars.count)
  }

  @Test("A line has room up to the last row but one, with its prompt")
  func room() {
    let room = LineRoom(prompt: "felt> ", columns: 40, rows: 10)
    #expect(room.fits(String(repeating: "x", count: 40 * 9 - 7)))
    #expect(!room.fits(String(repeating: "x", count: 40 * 9 - 6)))
    #expect(room.slack(for: "") == 8)
    #expect(room.slack(for: "a\nb\nc") == 6)
    #expect(!LineRoom(prompt: "", columns: 1000, rows: 1000).fits(String(repeating: "x", count: 4_001)))
    #expect(LineRoom(prompt: "felt> ", columns: 2, rows: 1).fits("[pasted 214 lines] [typed 1234 characters, 2]"))
  }
}
