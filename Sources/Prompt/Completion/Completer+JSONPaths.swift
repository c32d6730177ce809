internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import LineEditing
internal import Presentation

extension Completer {
  /// How an expectation can continue.
  func expectation(_ before: [String], _ target: Target) -> CompletionList {
    let words = Array(before.drop { $0 == "not" })
    let isPath = target.word.first.map { "$.'\"".contains($0) } ?? false
    if words.isEmpty, target.word.hasPrefix("count(") { return jsonPath(target.dropping(6)) }
    if words.isEmpty, isPath { return jsonPath(target) }
    let comparisons = Expectation.Comparison.allCases.map(\.rawValue)
    switch (words.count, words.first) {
    case (0, _):
      let starts = Expectation.subjects + ["$"] + (before.isEmpty ? ["not"] : [])
      return list(target, starts.map { Completion(replacement: $0, isFinal: $0 != "count(" && $0 != "$") })
    case (1, "header"): return responseHeaders(target)
    case (1, "status"): return list(target, words: session.last.map { [String($0.head.status)] } ?? [])
    case (1, let path): return list(target, words: (path?.hasPrefix("$") ?? false ? ["all"] : []) + comparisons)
    case (2, "header"): return list(target, words: comparisons)
    case (2, let path?) where words[1] != "exists": return list(target, words: responseValues(path))
    default: return .none
    }
  }

  /// The plain values that a path finds in the last response, as they are typed.
  private func responseValues(_ path: String) -> [String] {
    guard let root = response, let found = try? JSONQuery.evaluate(path, on: root, at: nil) else { return [] }
    return found.prefix(10).compactMap { value in
      switch value {
      case .array, .object: nil
      case .string(let text): Self.quoted(text, like: "\"")
      case .null, .bool, .number: String(decoding: value.serialized(), as: UTF8.self)
      }
    }
  }

  /// The last response, where it is not too long to be looked through while someone waits.
  private var response: JSONValue? {
    session.last?.json(upTo: 4 << 20)
  }

  func jsonPath(_ target: Target) -> CompletionList {
    guard let response else { return .none }
    var target = target
    let isQuoted = target.word.hasPrefix("'") || target.word.hasPrefix("\"")
    let prefix = target.word.isEmpty ? "$" : ""
    if isQuoted { target = target.dropping(1) }
    if target.word.hasPrefix("$") {
      target = target.dropping(1)
    } else if !target.word.isEmpty, target.word.first != "." {
      return .none
    }
    return JSONPathCompletion(root: response, isOpen: isQuoted).list(target, prefix: prefix)
  }

  /// Names of columns, with commas between them.
  func columns(_ target: Target) -> CompletionList {
    guard let response else { return .none }
    let last = target.word.utf8.lastIndex(of: UInt8(ascii: ",")).map { target.word.utf8.index(after: $0) }
    let target = target.dropping(
      target.word.utf8.distance(from: target.word.startIndex, to: last ?? target.word.startIndex))
    let row = TableRows.of(response).first ?? response
    if target.word.hasPrefix("$") { return JSONPathCompletion(root: row, isOpen: true).list(target.dropping(1)) }
    guard case .object(let object) = row else { return .none }
    let names = object.members.map(\.name).filter(JSONPathCompletion.isPlain)
    return list(target, names.map { Completion(replacement: $0, isFinal: false) })
  }

  /// The headers that the last response has.
  private func responseHeaders(_ target: Target) -> CompletionList {
    let names = session.last?.head.headers.map { $0.name.rawName.lowercased() } ?? []
    return list(target, words: Set(names).sorted())
  }
}
