internal import CommandLanguage
internal import LineEditing

extension Completer {
  /// The options of a request.
  func options(_ target: Target) -> CompletionList {
    list(target, table.outputOptions.map { Completion(replacement: $0.name, detail: $0.summary) })
  }

  /// The options of a command.
  func options(_ target: Target, of spec: CommandSpec) -> CompletionList {
    list(target, allOptions(of: spec).map { Completion(replacement: $0.name, detail: $0.summary) })
  }

  func allOptions(of spec: CommandSpec) -> [OptionSpec] {
    spec.options + (spec.takesOutput ? table.outputOptions : [])
  }

  /// What stands behind an option that takes a value; nil when there is none before the cursor.
  func optionValue(_ before: [String], _ target: Target, _ spec: CommandSpec?) -> CompletionList? {
    let known = spec.map(allOptions) ?? table.outputOptions
    guard let last = before.last, let option = known.first(where: { $0.name == last }), let value = option.value,
      !target.word.hasPrefix("-")
    else { return nil }
    switch value.kind {
    case .jsonPath: return jsonPath(target)
    case .columns: return target.word.contains("=") ? nil : columns(target)
    case .choice(let words): return list(target, words: words)
    case .file, .script: return files(target)
    default: return nil
    }
  }

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
}
