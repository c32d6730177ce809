internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import LineEditing

extension Completer {
  /// What a request begins with.
  var requests: [Completion] {
    TypedRequest.methods.map { Completion(replacement: $0) }
      + Catalogue.operations.map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  /// What a command begins with.
  var beginnings: [Completion] {
    CommandEntry.all.map { Completion(replacement: $0.name, detail: $0.summary) } + aliases
      + Catalogue.operations.map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  private var aliases: [Completion] {
    session.preferences.aliases.texts.sorted { $0.key < $1.key }.map { Completion(replacement: $0, detail: $1) }
  }

  /// What can follow a command that is no request.
  func sessionArgument(of verb: String, _ before: [String], _ target: Target) -> CompletionList {
    switch verb {
    case "help":
      return target.word.hasPrefix("/") ? path(target, methods: nil) : list(target, words: Help.topics)
    case "cd", "ls", "edit":
      guard before.isEmpty else { return .none }
      return target.word.hasPrefix("/") ? path(target, methods: [.get]) : titles(target)
    case "export":
      guard let request = before.dropFirst().first else {
        return before.isEmpty
          ? list(target, words: RequestExport.allCases.map(\.rawValue)) : list(target, requests)
      }
      return arguments(of: request, Array(before.dropFirst(2)), target)
    case "expect": return expectation(before, target)
    case "show", "table": return options(target)
    case "diff": return list(target, words: ["--ignore"])
    case "prompt": return promptParts(before, target)
    case "unset", "unalias": return list(target, words: words(after: verb).filter { !before.contains($0) })
    default: return list(target, words: before.isEmpty ? words(after: verb) : [])
    }
  }

  /// The first words that a command takes.
  private func words(after verb: String) -> [String] {
    switch verb {
    case "login": ["--token-file", "--env"]
    case "import": ["curl"]
    case "color": ["auto", "always", "never"]
    case "alias", "unalias": session.preferences.aliases.texts.keys.sorted()
    case "unset": session.variables.keys.sorted()
    case "header": Self.headerNames
    default: Toggle(rawValue: verb) == nil ? [] : ["on", "off"]
    }
  }

  /// `prompt default`, and placeholders within a format.
  private func promptParts(_ before: [String], _ target: Target) -> CompletionList {
    guard before.isEmpty else { return .none }
    guard let brace = target.word.utf8.lastIndex(of: UInt8(ascii: "{")),
      !target.word[brace...].contains("}")
    else { return list(target, words: ["default"]) }
    let start = target.range.lowerBound + target.word.utf8.distance(from: target.word.startIndex, to: brace)
    let candidates = PromptFormat.Placeholder.allCases.map {
      Completion(replacement: "{\($0.rawValue)}", detail: $0.summary, isFinal: false)
    }
    return list(Target(word: String(target.word[brace...]), range: start..<target.range.upperBound), candidates)
  }
}
