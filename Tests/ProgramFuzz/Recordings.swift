import TestSupport

/// Sessions that are recorded, and recordings that are run: what went well once goes well again.
struct Recordings: FuzzMaker {
  var random: SeededRandom

  private static let titles = [
    "A", "Flood zones", "it's", "a \\\" b", "back\\\\slash", "\\$x", "é日😀", "\\u0007", "two\\nlines", "a\\r\\nb", "}",
    "#", "=",
    "\\u2028", "-x", "@f", "\\\"\\u0301", "@\\u0301", "$\\u0301", "e\\u0301", "\\u0301", "`", "${", "$",
  ]

  private mutating func step(_ number: Int) -> String {
    let title = "\"\(random.one(of: Self.titles))\(random.chance(30) ? " \(number)" : "")\""
    switch random.below(16) {
    case 0, 1: return "m\(random.below(3)) = post /maps title=\(title)"
    case 2: return "post /maps title=\(title) description=\(title)"
    case 3: return "post /maps/$m0/update title=\(title)"
    case 4: return "update_map $m1 {\"title\":\r\n \"x\"}"
    case 5: return "get /maps/$m0"
    case 6: return "expect status \(random.one(of: ["200", "404", "< 300"]))"
    case 7: return "post /maps/$m0/layer_groups [{\"name\":\r\n \"\(number)\"}]"
    case 8: return "post /maps/nosuchmap/update title=\(title)  # \(random.one(of: ["fails", "a\rb", "\u{2028}x"]))"
    case 9: return "p = post /projects name=\(title) visibility=private"
    case 10: return "post /maps/$m0/move project_id=$p.id"
    case 11: return "# \(random.one(of: ["a comment", "c\r", "\u{2028}", "'", "\"", "<<END"]))"
    case 12: return "set city=\(title)"
    case 13: return "post /maps title=\"In $city\""
    case 14: return "delete /maps/$m2"
    default: return "cd /maps/$m0\nget layers\nexpect status 200\ncd .."
    }
  }

  mutating func run(_ folder: TemporaryFolder) throws {
    let start = ["m0 = post /maps title=A", "m1 = post /maps title=B", "m2 = post /maps title=C", "set city=Oslo"]
    let steps = start + (0..<12).map { step($0) }
    let input = "record out.felt\n" + steps.joined(separator: "\n") + "\nrecord off\n"
    let arguments = ["--sandbox", "--yes"]
    _ = try feltsh(arguments + ["--on-error", "continue"], input: input, in: folder)
    let text = try folder.read("out.felt")
    let again = try feltsh(arguments + ["run", "out.felt"], input: "", in: folder)
    guard again.status == 0 else {
      throw Finding(description: "exit status \(again.status ?? -1)\n\(again.error)\nof\n\(text)\nof\n\(input)")
    }
  }
}
