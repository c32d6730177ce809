extension StyledText {
  /// The text with its lines broken between words where they are longer than the screen is wide. A word that is longer
  /// than a line stays whole.
  ///
  /// - Parameter indent: how many columns a continued line stands to the right; nil for as many as its line does.
  package func wrapped(to width: Int, indent: Int? = nil) -> StyledText {
    .joined(lines.map { Self.wrap($0, to: width, indent) }, separator: "\n")
  }

  /// The lines that the text has.
  private var lines: [StyledText] {
    var lines = [StyledText()]
    for part in parts {
      for (index, piece) in part.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1] += StyledText(String(piece), part.role)
      }
    }
    return lines
  }

  private static func wrap(_ line: StyledText, to width: Int, _ indent: Int?) -> StyledText {
    guard DisplayWidth.of(line.text) > width else { return line }
    let margin = min(indent ?? line.text.prefix { $0 == " " }.count, width / 2)
    var rows: [StyledText] = []
    var row: [(character: Character, role: Role)] = []
    var column = 0
    /// Where the row can be broken: behind the words that it begins with.
    var lastSpace: Int?
    var hasWord = false
    for part in line.parts {
      for character in part.text {
        let columns = DisplayWidth.of(character)
        if column + columns > width, let space = lastSpace {
          rows.append(text(row[..<space]))
          row = Array(row[space...].drop { $0.character == " " })
          column = margin + row.reduce(0) { $0 + DisplayWidth.of($1.character) }
          lastSpace = nil
          hasWord = !row.isEmpty
          if character == " ", row.isEmpty { continue }
        }
        if character == " ", hasWord { lastSpace = row.count }
        if character != " " { hasWord = true }
        row.append((character, part.role))
        column += columns
      }
    }
    if !row.isEmpty { rows.append(text(row[...])) }
    return .joined(rows, separator: "\n" + String(repeating: " ", count: margin))
  }

  private static func text(_ row: ArraySlice<(character: Character, role: Role)>) -> StyledText {
    var result = StyledText()
    var rest = row
    while let first = rest.first {
      let run = rest.prefix { $0.role == first.role }
      result += StyledText(String(run.map(\.character)), first.role)
      rest = rest.dropFirst(run.count)
    }
    return result
  }
}
