package import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let help = ShellCommand(
    CommandSpec(
      "help", .session, "Explain anything",
      arguments: [ArgumentSpec("TOPIC|PATH|OPERATION", .topic, isOptional: true, repeats: true, keywords: ["all"])],
      takesOutput: true, isEssential: true, examples: ["help create_map", "help /maps"]),
    run: { call, step in
      let words = call.words("TOPIC|PATH|OPERATION")
      let topic = try words.map { try step.text($0) }.joined(separator: " ")
      guard let subject = HelpSubject(topic, table: step.table, aliases: step.session.preferences.aliases) else {
        let near = Suggestion.nearest(to: topic, in: HelpSubject.names(step.table))
        throw Failure(.unknownTopic(topic, suggestion: near), at: words.first?.range)
      }
      try step.show(.help(subject), call.output)
    })
}

extension HelpSubject {
  /// What a word asks about; nil when there is nothing of that name.
  init?(_ topic: String, table: CommandTable, aliases: Aliases) {
    let name = topic.lowercased()
    if topic.isEmpty {
      self = .overview
    } else if name == "all" {
      self = .commands
    } else if name == "reference" {
      self = .reference
    } else if let alias = aliases.definitions[topic] {
      self = .alias(name: topic, text: alias.text)
    } else if name == "operations" {
      self = .operations(Catalogue.operations)
    } else if let topic = HelpTopic(rawValue: name) {
      self = .topic(topic)
    } else if let operation = Catalogue.operation(named: name) {
      self = .operation(operation)
    } else if let spec = table.command(named: name) {
      self = .command(spec)
    } else if table.outputOptions.contains(where: { $0.name == name || $0.name == "--" + name }) {
      self = .topic(.output)
    } else if let operations = Self.operations(about: topic) {
      self = operations.count == 1 ? .operation(operations[0]) : .operations(operations)
    } else {
      return nil
    }
  }

  /// The operations at or below a path, of a group, or about a kind of resource.
  private static func operations(about topic: String) -> [FeltAPI.Operation]? {
    let name = topic.lowercased()
    var found = Catalogue.operations.filter { $0.group.rawValue.lowercased() == name }
    if topic.contains("/") {
      let typed = topic.split(separator: "/").map(String.init)
      found = Catalogue.operations.filter { $0.path.begins(with: typed) }
    } else if found.isEmpty {
      let kind = name.hasSuffix("s") ? String(name.dropLast()) : name
      found = Catalogue.operations.filter { operation in
        operation.name.split(separator: "_").contains { $0 == kind || $0 == kind + "s" }
      }
    }
    return found.isEmpty ? nil : found
  }

  /// Every word that help can be asked about.
  package static func names(_ table: CommandTable) -> [String] {
    HelpTopic.allCases.map(\.rawValue).sorted() + ["all", "operations", "reference"] + table.commands.map(\.name)
      + Catalogue.operations.map(\.name)
  }
}

extension PathTemplate {
  /// Whether a path that has at least these segments can be one of the template's.
  package func begins(with typed: [String]) -> Bool {
    segments.count >= typed.count
      && zip(segments, typed).allSatisfy { segment, text in
        switch segment {
        case .literal(let word): word == text
        case .parameter: !text.isEmpty
        }
      }
  }
}
