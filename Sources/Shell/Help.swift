internal import HTTPTypes
internal import CommandLanguage
internal import FeltAPI
internal import Terminal

/// What `help` says, all of it offline.
struct Help {
  /// The text about a topic, a command, an operation or a path; nil when there is nothing of that name.
  static func text(_ topic: String) -> [StyledText]? {
    if topic.isEmpty { return overview }
    let name = topic.lowercased()
    if let lines = HelpTopics.all[name] { return lines }
    if let operation = Catalogue.operation(named: name) { return OperationHelpRenderer.lines(operation) }
    if let entry = CommandEntry.named(name) { return command(entry) }
    if topic.contains("/") { return path(topic) }
    if let group = Operation.Group.allCases.first(where: { $0.rawValue.lowercased() == name }) {
      return operations(Catalogue.operations.filter { $0.group == group })
    }
    return nil
  }

  /// Every word that `help` can be asked about.
  static var topics: [String] {
    HelpTopics.all.keys.sorted() + ["reference"] + CommandEntry.all.map(\.name) + Catalogue.operations.map(\.name)
  }

  private static var overview: [StyledText] {
    var lines: [StyledText] = [StyledText("feltsh, a shell for the API of Felt", .heading), ""]
    for group in CommandEntry.Group.allCases {
      lines.append(StyledText(group.rawValue, .heading))
      for entry in CommandEntry.all where entry.group == group {
        lines.append(row(entry.usage, entry.summary))
      }
      lines.append("")
    }
    lines.append(
      StyledText("Every operation has a name too: ") + StyledText("create_map title=\"Flood zones\"", .strong)
        + StyledText("; ") + StyledText("help operations", .strong)
        + StyledText(" lists the \(Catalogue.operations.count)."))
    lines.append(
      StyledText("More: ")
        + StyledText("help items  help variables  help scripts  help jsonpath  help login  help keys  help rc", .strong)
    )
    return lines
  }

  private static func command(_ entry: CommandEntry) -> [StyledText] {
    [StyledText(entry.usage, .heading), StyledText(entry.summary)] + (HelpTopics.details[entry.name] ?? [])
  }

  private static func path(_ path: String) -> [StyledText]? {
    let found = Catalogue.matches(path).map(\.0)
    let below = Catalogue.operations.filter { operation in
      let segments = path.split(separator: "/").map(String.init)
      return operation.path.segments.count >= segments.count
        && zip(operation.path.segments, segments).allSatisfy { segment, typed in
          switch segment {
          case .literal(let word): word == typed
          case .parameter: true
          }
        }
    }
    if found.isEmpty, below.isEmpty { return nil }
    if found.count == 1, let only = found.first, below.count == 1 { return OperationHelpRenderer.lines(only) }
    return operations(below)
  }

  static func operations(_ operations: [Operation]) -> [StyledText] {
    var lines: [StyledText] = []
    var group: Operation.Group?
    for operation in operations {
      if group != operation.group {
        if group != nil { lines.append("") }
        lines.append(StyledText(operation.group.rawValue, .heading))
        group = operation.group
      }
      let call = operation.method.rawValue.lowercased() + " " + operation.path.description
      lines.append(
        StyledText("  " + pad(operation.name, 32), .strong) + StyledText(pad(call, 52))
          + StyledText(operation.summary, .faint))
    }
    return lines
  }

  static func row(_ left: String, _ right: String) -> StyledText {
    StyledText("  " + pad(left, 36), .strong) + StyledText(right)
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
