internal import Execution
internal import CommandLanguage
internal import FeltAPI
internal import LineEditing
internal import Terminal

extension Completer {
  /// Fields, parameters and headers that a request can still be given; behind a sign, their values.
  func items(_ request: TypedRequest, _ target: Target) -> CompletionList {
    if target.word.hasPrefix("-") { return options(target) }
    let narrow = items(request, target, all: false)
    if !narrow.candidates.isEmpty { return narrow }
    let wide = items(request, target, all: true)
    return wide.candidates.isEmpty && !target.word.contains("=") ? headers(target) : wide
  }

  private func items(_ request: TypedRequest, _ target: Target, all: Bool) -> CompletionList {
    let help = OperationHelp(request.operation)
    let group = request.hasWholeBody ? nil : help.body
    let body = group.map { ItemField.fields($0, given: Set(request.items), all: all) } ?? []
    let query = help.query.map { ItemField($0) }
    if let sign = target.word.firstIndex(of: "=") {
      return values(behind: sign, request, target, body: body, query: query)
    }
    let given = request.givenNames
    let candidates = body.map { Self.candidate($0, "=") } + query.map { Self.candidate($0, "==") }
    return list(
      target,
      candidates.filter { candidate in
        let name = candidate.replacement.prefix { $0 != "=" }
        return name.hasSuffix("[]") || !given.contains(String(name))
      })
  }

  private static func candidate(_ field: ItemField, _ sign: String) -> Completion {
    Completion(
      replacement: field.name + sign, label: field.name + sign + (field.isRequired ? " *" : ""), detail: field.detail,
      isFinal: false)
  }

  private func values(
    behind sign: String.Index, _ request: TypedRequest, _ target: Target, body: [ItemField], query: [ItemField]
  ) -> CompletionList {
    let isQuery = target.word[sign...].hasPrefix("==")
    let key = target.word[..<sign]
    // `name:=` takes JSON.
    let isJSON = key.hasSuffix(":")
    let name = isJSON ? key.dropLast() : key
    let start = target.word.index(sign, offsetBy: isQuery ? 2 : 1)
    let typed = target.word[start...]
    let plain = TypedLine.meaning(typed)
    if let kind = request.operation.body?.resource(at: ItemField.keys(String(name))), !isJSON, !isQuery {
      let found = matching(
        kind.pathParameter, String(typed), within: request.given.compactMapValues(identifier))
      return CompletionList(
        range: target.range,
        candidates: found.map {
          Completion(
            replacement: target.word[..<start] + $0.id, label: SafeText.of($0.title), detail: $0.id)
        })
    }
    let values = (isQuery ? query : body).filter { $0.name == name }.flatMap(\.values)
    let candidates = values.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .filter { $0.hasPrefix(plain) }
      .map { value in
        let isWord = value == "true" || value == "false"
        let text = isJSON && !isWord ? "'\"\(value)\"'" : Self.quoted(value, like: typed)
        return Completion(replacement: target.word[..<start] + text, label: value)
      }
    return CompletionList(range: target.range, candidates: candidates)
  }
}
