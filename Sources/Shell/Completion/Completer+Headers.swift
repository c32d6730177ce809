internal import FeltAPI
internal import HTTPTypes
internal import LineEditing

extension Completer {
  /// Headers that it makes sense to send; never those that belong to the session or to the transport.
  static let headerNames = [
    "Accept", "Accept-Language", "Cache-Control", "If-Modified-Since", "If-None-Match", "Range", "X-Request-Id",
  ]

  /// Headers as items of a request: `X-Request-Id:`.
  func headers(_ target: Target) -> CompletionList {
    let typed = target.word.lowercased()
    let candidates = Self.headerNames.filter { $0.lowercased().hasPrefix(typed) }.map {
      Completion(replacement: $0 + ":", detail: "header", isFinal: false)
    }
    return CompletionList(range: target.range, candidates: candidates)
  }

  /// The headers that the last answer has.
  func answeredHeaders(_ target: Target) -> CompletionList {
    let names = session.last?.head.headers.map { $0.name.rawName.lowercased() } ?? []
    return list(target, words: Set(names).sorted())
  }
}
