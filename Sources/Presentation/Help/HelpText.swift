internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import Terminal

/// What `help` says, all of it offline.
struct HelpText {
  private let table: CommandTable

  init(_ table: CommandTable) {
    self.table = table
  }

  func lines(_ subject: HelpSubject) -> [StyledText] {
    switch subject {
    case .overview: overview
    case .commands: commands
    case .topic(let topic): topic.lines(table)
    case .command(let spec): Self.command(spec)
    case .operation(let operation): OperationHelpRenderer.lines(operation)
    case .operations(let operations): Self.operations(operations)
    case .alias(let name, let text): [OutputText.alias(name, text)]
    case .script(let file, let about, let parameters): Self.script(file, about, parameters)
    case .reference: []
    }
  }

  /// The commands of a first day, and where the rest is: what fits a screen.
  private var overview: [StyledText] {
    var lines: [StyledText] = [StyledText("feltsh, a shell for the API of Felt", .heading)]
    lines += table.commands.filter(\.isEssential).map { Self.row($0.brief, $0.summary) }
    let operation = StyledText("create_map title=\"Flood zones\"", .strong)
    lines += [
      "", StyledText("Every operation has a name too: ") + operation,
      Self.row("help all", "all \(table.commands.count) commands"),
      Self.row(
        "help operations", "the \(Catalogue.operations.count) operations of the API; help layer, those on layers"),
      Self.row("help COMMAND", "one command, with examples; help create_map, one operation"),
      StyledText("Topics: ") + StyledText(HelpTopic.allCases.map(\.rawValue).joined(separator: "  "), .strong),
    ]
    return lines
  }

  private var commands: [StyledText] {
    var lines: [StyledText] = []
    for group in CommandSpec.Group.allCases {
      let specs = table.commands.filter { $0.group == group }
      guard !specs.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(StyledText(group.rawValue, .heading))
      lines += specs.map { Self.row($0.brief, $0.summary) }
    }
    return lines
  }

  private static func command(_ spec: CommandSpec) -> [StyledText] {
    var lines = [StyledText(spec.usage, .heading), StyledText(spec.summary)]
    lines += section(spec.options.map { ($0.usage, $0.summary) })
    lines += section(spec.details.map { ($0.text, $0.summary) })
    if !spec.examples.isEmpty {
      lines.append(StyledText("Examples", .heading))
      lines += spec.examples.map { StyledText("  " + $0.replacing("\n", with: "\n  "), .strong) }
    }
    return lines
  }

  private static func script(_ file: String, _ about: [String], _ parameters: [ScriptParameter]) -> [StyledText] {
    var lines = [StyledText(SafeText.of(file), .heading)] + about.map { StyledText("  " + SafeText.of($0)) }
    if !parameters.isEmpty { lines.append(StyledText("Parameters", .heading)) }
    return lines
      + parameters.map { parameter in
        let usage = StyledText("  " + SafeText.of(parameter.usage), .strong)
        return parameter.comment.map { usage + StyledText("  " + SafeText.of($0)) } ?? usage
      }
  }

  static func operations(_ operations: [FeltAPI.Operation]) -> [StyledText] {
    var lines: [StyledText] = []
    var group: FeltAPI.Operation.Group?
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

  static func section(_ rows: [(String, String)]) -> [StyledText] {
    let width = min(44, rows.map(\.0.count).max() ?? 0) + 2
    return rows.map { left, right in StyledText("  " + pad(left, width), .strong) + StyledText(right) }
  }

  /// Where the right column of a row begins; nil for a line without columns.
  static func indent(of line: StyledText) -> Int? {
    guard line.parts.count > 1, let left = line.parts.first?.text, left.hasPrefix("  "), left.hasSuffix(" ") else {
      return nil
    }
    return DisplayWidth.of(left)
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension CommandSpec {
  /// Its name and arguments, without options.
  fileprivate var brief: String {
    usage.count <= 34 ? usage : String(usage.prefix(33)) + "…"
  }
}
