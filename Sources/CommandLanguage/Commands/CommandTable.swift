/// All the commands and output formats there are. The parser, the checker and completion are given one, so that a
/// command is added in one place.
package struct CommandTable: Sendable {
  /// In the order in which help shows them.
  package let commands: [CommandSpec]
  /// The ways to show a response, such as `--table`.
  package let formats: [OutputFormat]
  private let byName: [String: CommandSpec]

  package init(commands: [CommandSpec], formats: [OutputFormat]) {
    self.commands = commands
    self.formats = formats
    byName = Dictionary(
      commands.flatMap { spec in ([spec.name] + spec.synonyms).map { ($0, spec) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The command of that name; the names of requests may be in any case, as HTTP methods are.
  package func command(named name: String) -> CommandSpec? {
    if let spec = byName[name] { return spec }
    guard let spec = byName[name.lowercased()], spec.isRequest else { return nil }
    return spec
  }

  /// The options that a request and other commands with output take.
  package var outputOptions: [OptionSpec] { OutputOptions.specs + formats.map(\.option) }

  /// Whether a statement is in part another program's text, such as a curl command.
  package func takesForeignText(_ statement: Statement) -> Bool {
    if case .call(let call) = statement.command.action {
      command(named: call.name)?.takesForeignText ?? false
    } else {
      false
    }
  }

  func format(named name: String) -> OutputFormat? {
    formats.first { $0.option.name == name }
  }
}

extension CommandSpec {
  /// Whether it is an HTTP method, such as `get`.
  package var isRequest: Bool { arguments.contains { $0.kind == .requestLine } }
}

/// A way to show a response that an option chooses, such as `--table`.
package struct OutputFormat: Sendable, Hashable {
  package let option: OptionSpec
  /// Whether it needs the whole response before it shows anything.
  package let needsWholeBody: Bool

  package init(_ option: OptionSpec, needsWholeBody: Bool = true) {
    self.option = option
    self.needsWholeBody = needsWholeBody
  }
}
