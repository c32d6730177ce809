internal import CommandLanguage
internal import JSONText
internal import Platform
internal import Terminal

extension Interpreter {
  func diff(_ left: Word, _ right: Word, ignoring: [Word]) throws {
    let paths = try ignoring.map { word in
      try JSONQuery.parse(try word.rawText ?? expander.text(word), at: word.range)
    }
    let (old, new) = (try side(left), try side(right))
    let changes = try JSONQuery.located("", at: left.range) { () throws(JSONPathError) in
      try JSONDiff.between(old, new, ignoring: paths)
    }
    for change in changes { for line in DiffLines.of(change) { try print(line) } }
    if changes.isEmpty { screen.message("no difference") }
  }

  /// One of the two: a variable, or a file.
  private func side(_ word: Word) throws -> JSONValue {
    if word.isFile {
      let bytes = try readFile(word.fileName) { path throws(FileError) in try FileReader.contents(of: path) }
      do { return try JSONValue(parsing: bytes) } catch {
        throw Failure(.unreadable, "this is not JSON: \(error.description)", at: word.range)
      }
    }
    guard let value = try expander.wholeValue(word) else {
      throw Failure(.unreadable, "diff compares $variables and @files", at: word.range)
    }
    return value
  }
}

/// A difference in lines: what was, what is.
enum DiffLines {
  static func of(_ change: JSONDiff.Change) -> [StyledText] {
    let path = StyledText(SafeText.of(change.path), .strong)
    return switch change.kind {
    case .added(let value): [StyledText("+ ", .added) + path + StyledText("  " + text(value), .added)]
    case .removed(let value): [StyledText("- ", .removed) + path + StyledText("  " + text(value), .removed)]
    case .changed(let old, let new):
      [
        StyledText("- ", .removed) + path + StyledText("  " + text(old), .removed),
        StyledText("+ ", .added) + path + StyledText("  " + text(new), .added),
      ]
    }
  }

  private static func text(_ value: JSONValue) -> String {
    let text = SafeText.of(String(decoding: value.serialized(), as: UTF8.self))
    return text.count > 200 ? text.prefix(199) + "…" : text
  }
}
