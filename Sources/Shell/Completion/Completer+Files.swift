internal import LineEditing

extension Completer {
  /// The files that a command takes by name, or behind `@`; nil where no file stands.
  func fileArgument(of verb: String, _ before: [String], _ target: Target) -> CompletionList? {
    switch verb {
    case "source", "run", "upload": if verb == "run" || before.isEmpty { return files(target) }
    case "record":
      guard before.isEmpty else { return nil }
      var list = files(target)
      if "off".hasPrefix(target.word) { list.candidates.append(Completion(replacement: "off")) }
      return list
    case "login": if before.last == "--token-file" { return files(target) }
    default: break
    }
    // `@file`, `name=@file`, `name:=@file`
    let word = target.word
    guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")), at == word.startIndex || word[..<at].hasSuffix("=")
    else { return nil }
    let isItem = TypedRequest.method(verb) != nil || FileCompletion.takesItems(verb)
    guard isItem else { return nil }
    let start = word.utf8.index(after: at)
    let offset = word.utf8.distance(from: word.startIndex, to: start)
    return files(
      Target(word: String(word[start...]), range: target.range.lowerBound + offset..<target.range.upperBound))
  }

  /// The files and folders that begin as typed.
  func files(_ target: Target) -> CompletionList {
    let files = FileCompletion(home: session.options.environment["HOME"])
    return CompletionList(range: target.range, candidates: files.candidates(target.word))
  }
}
