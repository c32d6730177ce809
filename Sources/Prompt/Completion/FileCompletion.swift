internal import CommandLanguage
internal import LineEditing
internal import Platform
internal import Terminal

/// Completes names of files: `~` is the home folder, spaces are quoted, hidden files are shown when they are asked for.
struct FileCompletion {
  /// What `~` stands for; nil where nobody has a home.
  let home: String?

  /// - Parameter typed: the name as far as it was typed, with its quotes.
  func candidates(_ typed: String) -> [Completion] {
    let name = TypedLine.meaning(typed)
    if name == "~", home != nil { return [Completion(replacement: "~/", isFinal: false)] }
    let cut = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let (folder, beginning) = (String(name[..<cut]), name[cut...])
    let isHidden = beginning.hasPrefix(".")
    let quote = typed.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
    return FolderListing.entries(of: place(folder, isQuoted: quote != nil))
      .filter { $0.name.hasPrefix(beginning) && ($0.name.hasPrefix(".") == isHidden) && !$0.name.hasControls }
      .sorted { $0.name < $1.name }
      .map { entry in
        let slash = entry.isFolder ? "/" : ""
        return Completion(
          replacement: Self.write(folder + entry.name + slash, in: quote), label: SafeText.of(entry.name + slash),
          isFinal: !entry.isFolder)
      }
  }

  /// The folder to look into.
  private func place(_ folder: String, isQuoted: Bool) -> String {
    if folder.isEmpty { return "." }
    // In quotes it is a sign like any other.
    guard folder.hasPrefix("~/"), !isQuoted, let home else { return folder }
    return home + folder.dropFirst()
  }

  /// The name as it is typed: in the quotes that were begun, which stay open, or with backslashes.
  private static func write(_ name: String, in quote: Character?) -> String {
    guard let quote else {
      return name.reduce(into: "") { text, character in
        if " \t'\"\\$#|<>{}[]()*?!;&`".contains(character) { text.append("\\") }
        text.append(character)
      }
    }
    if quote == "'" { return "'" + name }
    return "\""
      + name.reduce(into: "") { text, character in
        if "\"\\$`".contains(character) { text.append("\\") }
        text.append(character)
      }
  }
}

extension String {
  /// Whether there is a character in it that no line can hold.
  fileprivate var hasControls: Bool { unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }
}
