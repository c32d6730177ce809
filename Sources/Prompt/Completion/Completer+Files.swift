internal import Execution
internal import LineEditing

extension Completer {
  /// The files behind `@`, as in `@file`, `name=@file`, `name:=@file`; nil when no file stands here.
  func fileItem(_ target: Target) -> CompletionList? {
    let word = target.word
    guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")), at == word.startIndex || word[..<at].hasSuffix("=")
    else { return nil }
    return files(target.dropping(word.utf8.distance(from: word.startIndex, to: at) + 1))
  }

  /// The files and folders that begin as typed.
  func files(_ target: Target) -> CompletionList {
    let files = FileCompletion(home: session.options.environment["HOME"])
    return CompletionList(range: target.range, candidates: files.candidates(target.word))
  }
}
