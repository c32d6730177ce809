internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import LineEditing

extension Completer {
  /// What a request begins with.
  var requests: [Completion] {
    table.commands.filter(\.isRequest).map { Completion(replacement: $0.name, detail: $0.summary) } + operations
  }

  /// The commands whose value a variable can keep.
  var givers: [Completion] {
    table.commands.filter(\.givesValue).map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  /// What a command begins with.
  var beginnings: [Completion] {
    table.commands.map { Completion(replacement: $0.name, detail: $0.summary) } + aliases + operations
  }

  private var operations: [Completion] {
    Catalogue.operations.map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  private var aliases: [Completion] {
    session.preferences.aliases.definitions.sorted { $0.key < $1.key }
      .map { Completion(replacement: $0.key, detail: $0.value.text) }
  }

  /// What can follow a command that is not a request, as its spec says.
  func arguments(of spec: CommandSpec, _ before: [String], _ target: Target) -> CompletionList {
    let expected = expected(spec, before)
    if target.word.hasPrefix("-") { return options(target, of: spec) }
    // A variable may stand anywhere but where names are asked for.
    let asksForName = expected.contains { [.variable, .alias, .header].contains($0.kind) }
    let isPath =
      target.word.hasPrefix("$.") || target.word.hasPrefix("$[")
      || (target.word == "$" && expected.contains { $0.kind == .jsonPath })
    if target.word == "$", expected.contains(where: { $0.kind == .jsonPath }) {
      // Both may follow: a member of the last response, and a variable.
      let (paths, names) = (jsonPath(target), variables(target) ?? .none)
      let members = paths.candidates.map {
        Completion(replacement: "$" + $0.replacement, label: $0.label, detail: $0.detail, isFinal: $0.isFinal)
      }
      let variables = names.candidates.map {
        Completion(replacement: "$" + $0.replacement, label: $0.label, detail: $0.detail, isFinal: $0.isFinal)
      }
      return CompletionList(range: target.range, candidates: members + variables)
    }
    if !asksForName, !isPath, let variables = variables(target), !variables.candidates.isEmpty {
      return variables
    }
    let leads = expected.compactMap(\.leadingWord).filter { $0.hasPrefix(target.word) }
    for argument in expected {
      var found = candidates(argument, spec, before, target)
      // Where more of the same can follow, so can the word in front of the next.
      if argument.repeats, !found.candidates.isEmpty { found.candidates += leads.map { Completion(replacement: $0) } }
      // A script may stand in place of everything else.
      if before.isEmpty, let script = spec.arguments.first(where: { $0.kind == .script && $0.leadingWord != nil }) {
        found.candidates += candidates(script, spec, before, target).candidates
      }
      guard !found.candidates.isEmpty else { continue }
      return found
    }
    return expected.isEmpty || target.word.isEmpty ? options(target, of: spec) : .none
  }

  /// The arguments that could stand behind the words that are there.
  private func expected(_ spec: CommandSpec, _ before: [String]) -> [ArgumentSpec] {
    var remaining = spec.arguments[...]
    var words = before[...]
    while let word = words.popFirst() {
      if let option = allOptions(of: spec).first(where: { $0.name == word }) {
        if option.value != nil { _ = words.popFirst() }
        continue
      }
      let led = remaining.firstIndex { $0.leadingWord == word }
      if let led, words.isEmpty { return [remaining[led].withoutLeadingWord] }
      let positional = { (argument: ArgumentSpec) in
        argument.leadingWord == nil && argument.accepts(word)
      }
      guard let index = led ?? remaining.firstIndex(where: positional) else { return [] }
      let argument = remaining[index]
      if led != nil, argument.kind != .request { _ = words.popFirst() }
      if [.expectation, .request].contains(argument.kind) { return [argument.withoutLeadingWord] }
      // One that repeats may have ended.
      if argument.repeats { remaining[index] = argument.asOptional } else { remaining.remove(at: index) }
    }
    let end = remaining.firstIndex { !$0.isOptional } ?? remaining.endIndex - 1
    return remaining.isEmpty ? [] : Array(remaining[...max(end, remaining.startIndex)])
  }

  private func candidates(
    _ argument: ArgumentSpec, _ spec: CommandSpec, _ before: [String], _ target: Target
  ) -> CompletionList {
    if let word = argument.leadingWord { return list(target, words: [word]) }
    var list = candidates(argument.kind, spec, before, target)
    let keywords = argument.keywords.filter { $0.hasPrefix(target.word) }.map { Completion(replacement: $0) }
    if !keywords.isEmpty, list.candidates.isEmpty { list.range = target.range }
    list.candidates += keywords
    return list
  }

  private func candidates(
    _ kind: ArgumentSpec.Kind, _ spec: CommandSpec, _ before: [String], _ target: Target
  ) -> CompletionList {
    switch kind {
    case .choice(let words): return list(target, words: words)
    case .file, .newFile, .script, .dataFile: return files(target)
    case .map: return target.word.hasPrefix("/") ? path(target, methods: [.get]) : titles(target, of: ["map_id"])
    case .item(let operation):
      let words = ["x"] + before.filter { $0.contains("=") }
      return TypedRequest(verb: operation, words: words[...], location: "", table: table).map { items($0, target) }
        ?? .none
    case .page:
      return target.word.hasPrefix("/") ? path(target, methods: [.get]) : titles(target, of: ["map_id", "layer_id"])
    case .location, .resource: return target.word.hasPrefix("/") ? path(target, methods: [.get]) : titles(target)
    case .variable: return list(target, words: session.variables.keys.sorted().filter { !before.contains($0) })
    case .alias, .aliasDefinition:
      let names = session.preferences.aliases.definitions.keys.sorted()
      return list(target, words: names.filter { !before.contains($0) })
    case .header: return list(target, words: Self.headerNames)
    case .topic:
      return target.word.hasPrefix("/") ? path(target, methods: nil) : list(target, words: HelpSubject.names(table))
    case .jsonPath: return jsonPath(target)
    case .columns: return columns(target)
    case .jsonFile: return fileItem(target) ?? list(target, [])
    case .value: return fileItem(target) ?? list(target, [])
    case .assignment: return fileItem(target) ?? list(target, [])
    case .promptFormat: return promptParts(target)
    case .expectation: return expectation(before, target)
    case .request:
      let words = Array(before.dropFirst(Self.requestStart(spec, before)))
      guard let verb = words.first else { return list(target, requests) }
      return arguments(of: verb, Array(words.dropFirst()), target)
    case .title:
      let kind = spec.arguments.firstIndex { if case .choice = $0.kind { true } else { false } }
      return titles(target, ofKind: kind.flatMap { before.indices.contains($0) ? before[$0] : nil })
    case .block(let kind): return block(kind, before, target)
    case .text, .duration, .requestLine, .foreign: return .none
    }
  }

  /// How many words stand in front of a whole request that is an argument.
  private static func requestStart(_ spec: CommandSpec, _ before: [String]) -> Int {
    guard let index = spec.arguments.firstIndex(where: { $0.kind == .request }) else { return 0 }
    guard let word = spec.arguments[index].leadingWord else { return index }
    return (before.firstIndex(of: word) ?? -1) + 1
  }

  /// What stands in front of a block's brace.
  private func block(_ kind: BlockKind, _ before: [String], _ target: Target) -> CompletionList {
    switch (kind, before.count) {
    case (.loop, 1): return list(target, words: ["in"])
    case (.loop, 2): return fileItem(target) ?? files(target)
    case (.retry, 1): return list(target, words: ["every"])
    case (.condition, _): return expectation(before, target)
    case (.loop, _), (.retry, _), (.finally, _): return list(target, [])
    }
  }

  /// What another program's text begins with.
  func foreign(_ typed: TypedLine, _ target: Target) -> CompletionList {
    guard let spec = typed.command.flatMap({ table.command(named: $0.verb) }), typed.before.count == 1,
      spec.arguments.contains(where: { $0.kind == .foreign })
    else { return .none }
    return list(target, words: ["curl"])
  }

  /// Placeholders within a prompt's format.
  private func promptParts(_ target: Target) -> CompletionList {
    guard let brace = target.word.utf8.lastIndex(of: UInt8(ascii: "{")), !target.word[brace...].contains("}") else {
      return list(target, [])
    }
    let offset = target.word.utf8.distance(from: target.word.startIndex, to: brace)
    return list(
      target.dropping(offset),
      PromptFormat.Placeholder.allCases.map {
        Completion(replacement: "{\($0.rawValue)}", detail: $0.summary, isFinal: false)
      })
  }
}

extension ArgumentSpec {
  /// Whether a word that was typed can be meant for it, as far as its shape tells.
  fileprivate func accepts(_ word: String) -> Bool {
    switch kind {
    case .jsonFile: word.hasPrefix("@")
    case .item: word.contains("=") && !word.contains("://")
    case .dataFile: !word.contains("=") || word.contains("://")
    default: true
    }
  }
}
