internal import Execution
internal import CommandLanguage
internal import JSONText
internal import LineEditing

extension Completer {
  /// `$map`, `$map.la`, `${map`: the names of variables and of what is inside them; nil where no variable stands.
  func variables(_ target: Target) -> CompletionList? {
    guard let dollar = target.word.utf8.lastIndex(of: UInt8(ascii: "$")) else { return nil }
    var typed = target.dropping(target.word.utf8.distance(from: target.word.startIndex, to: dollar) + 1)
    if typed.word.hasPrefix("{") { typed = typed.dropping(1) }
    let name = String(decoding: typed.word.utf8.prefix(while: \.isIdentifierByte), as: UTF8.self)
    let query = typed.dropping(name.utf8.count)
    guard !query.word.isEmpty else {
      let names = session.variables.keys + (session.last == nil ? [] : ["_"])
      let candidates = names.filter { $0.hasPrefix(name) }.sorted().map {
        Completion(replacement: $0, label: "$" + $0, isFinal: false)
      }
      // A name that is whole goes on with what is inside of it.
      if candidates.count == 1, candidates[0].replacement == name { return members(of: name, query) }
      return CompletionList(range: typed.range, candidates: candidates)
    }
    guard query.word.hasPrefix(".") || query.word.hasPrefix("[") else { return nil }
    return members(of: name, query)
  }

  private func members(of name: String, _ query: Target) -> CompletionList {
    guard let value = value(of: name) else { return .none }
    return JSONPathCompletion(root: value, isOpen: true).list(query)
  }

  private func value(of name: String) -> JSONValue? {
    if name == "_" { return try? session.last?.json() }
    return try? session.variables[name]?.value.json()
  }
}
