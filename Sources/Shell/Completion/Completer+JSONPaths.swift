internal import FeltAPI
internal import JSONText
internal import LineEditing

extension Completer {
  /// JSONPaths over the last answer, where a command takes one; nil where no JSONPath stands.
  func pathArgument(of verb: String, _ before: [String], _ target: Target) -> CompletionList? {
    if before.last == "--select" || before.last == "--ignore" { return jsonPath(target) }
    if before.last == "--table" && !target.word.hasPrefix("-") && !target.word.contains("=") { return columns(target) }
    let isPath = target.word.first.map { "$.'\"".contains($0) } ?? true
    switch verb {
    case "show": return before.allSatisfy { $0.hasPrefix("-") || $0.hasPrefix("@") } && isPath ? jsonPath(target) : nil
    case "table": return before.isEmpty && !"-@>|".contains(target.word.first ?? " ") ? columns(target) : nil
    case "expect":
      if target.word.hasPrefix("count("), before.allSatisfy({ $0 == "not" }) { return jsonPath(target.dropping(6)) }
      return before.allSatisfy { $0 == "not" } && isPath && !target.word.isEmpty ? jsonPath(target) : nil
    default: return nil
    }
  }

  /// What an expectation can go on with.
  func expectation(_ before: [String], _ target: Target) -> CompletionList {
    let words = Array(before.drop { $0 == "not" })
    let comparisons = ["==", "!=", "<", "<=", ">", ">=", "contains", "matches", "exists"]
    switch (words.count, words.first) {
    case (0, _):
      let starts = ["status", "time", "header", "count(", "$"] + (before.isEmpty ? ["not"] : [])
      return list(target, starts.map { Completion(replacement: $0, isFinal: $0 != "count(" && $0 != "$") })
    case (1, "header"): return answeredHeaders(target)
    case (1, "status"): return list(target, words: session.last.map { [String($0.head.status)] } ?? [])
    case (1, let path): return list(target, words: (path?.hasPrefix("$") ?? false ? ["all"] : []) + comparisons)
    case (2, "header"): return list(target, words: comparisons)
    case (2, let path?) where words[1] != "exists": return list(target, words: answeredValues(path))
    default: return .none
    }
  }

  /// The plain values that a path finds in the last answer, as they are typed.
  private func answeredValues(_ path: String) -> [String] {
    guard let root = answer, let found = try? JSONQuery.evaluate(path, on: root, at: 0..<0) else { return [] }
    return found.prefix(10).compactMap { value in
      switch value {
      case .array, .object: nil
      case .string(let text): Self.quoted(text, like: "\"")
      case .null, .bool, .number: String(decoding: value.serialized(), as: UTF8.self)
      }
    }
  }

  /// The last answer, where it is not too long to be looked through while someone waits.
  private var answer: JSONValue? {
    guard let last = session.last, case .kept(let bytes) = last.body, bytes.count < 4 << 20 else { return nil }
    return try? last.json()
  }

  private func jsonPath(_ target: Target) -> CompletionList {
    guard let answer else { return .none }
    var target = target
    let isQuoted = target.word.hasPrefix("'") || target.word.hasPrefix("\"")
    let prefix = target.word.isEmpty ? "$" : ""
    if isQuoted { target = target.dropping(1) }
    if target.word.hasPrefix("$") {
      target = target.dropping(1)
    } else if !target.word.isEmpty, target.word.first != "." {
      return .none
    }
    return JSONPathCompletion(root: answer, isOpen: isQuoted).list(target, prefix: prefix)
  }

  /// Names of columns, with commas between them.
  private func columns(_ target: Target) -> CompletionList {
    guard let answer else { return .none }
    let last = target.word.utf8.lastIndex(of: UInt8(ascii: ",")).map { target.word.utf8.index(after: $0) }
    let target = target.dropping(
      target.word.utf8.distance(from: target.word.startIndex, to: last ?? target.word.startIndex))
    let row = TableBuilder.rows(of: answer).first ?? answer
    if target.word.hasPrefix("$") { return JSONPathCompletion(root: row, isOpen: true).list(target.dropping(1)) }
    guard case .object(let object) = row else { return .none }
    let names = object.members.map(\.name).filter(JSONPathCompletion.isPlain)
    return list(target, names.map { Completion(replacement: $0, isFinal: false) })
  }
}

extension Completer.Target {
  /// The word without its first bytes.
  func dropping(_ count: Int) -> Self {
    Self(
      word: String(decoding: word.utf8.dropFirst(count), as: UTF8.self),
      range: min(range.lowerBound + count, range.upperBound)..<range.upperBound)
  }
}
