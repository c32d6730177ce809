internal import CommandLanguage
internal import Platform

/// What the items of a file are, as its name says.
enum FileFormat {
  /// CSV.
  case table
  /// A JSON list.
  case list
  /// A JSON value a line.
  case lines

  init?(_ name: String) {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch name[name.utf8.index(after: dot)...].lowercased() {
    case "csv", "tsv": self = .table
    case "json": self = .list
    case "jsonl", "ndjson": self = .lines
    default: return nil
    }
  }
}

/// The files whose names fit a pattern, as far as the statement may read them.
struct FileItems {
  /// By name.
  let found: [String]
  /// The pattern with its variables replaced.
  let text: String

  /// - Parameter home: the folder that `~` stands for.
  init(_ word: Word, _ resolver: VariableResolver, _ trust: Trust, home: String?) throws(Failure) {
    var pieces: [(text: String, isLiteral: Bool)] = []
    for part in word.parts {
      switch part.kind {
      case .bare(let text):
        if pieces.isEmpty, text.begins(with: "~/"), let home {
          pieces += [(home, true), (String(text.dropFirst()), false)]
        } else {
          pieces.append((text, false))
        }
      case .quoted(let text), .raw(let text): pieces.append((text, true))
      case .variable: pieces.append((try resolver.file(Word([part], part.range)), true))
      }
    }
    let pattern = FilePattern(pieces)
    let fixed = pattern.fixedFolder
    if !fixed.isEmpty { _ = try trust.files.readable(fixed, at: word.range) }
    found = pattern.files(in: trust.files.base)
    // A link in the folder may lead out of it.
    for path in found { _ = try trust.files.readable(path, at: word.range) }
    text = pieces.map(\.text).joined()
  }
}
