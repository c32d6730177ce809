internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Terminal

/// What commands show, in lines.
enum OutputText {
  /// The lines of an output; nil for JSON, tables and changes.
  static func lines(_ output: Output, table: CommandTable) -> [StyledText]? {
    switch output {
    case .values, .texts, .unread, .listing, .changes: nil
    case .location(let path, let titles):
      [
        StyledText(path.isEmpty ? "/" : SafeText.of(path))
          + StyledText(titles.isEmpty ? "" : "  " + titles.map { SafeText.of($0) }.joined(separator: " / "), .faint)
      ]
    case .head(let head): self.head(head)
    case .timing(let timing): self.timing(timing)
    case .explanation(let explanation): ExplanationText(explanation).lines
    case .text(let text): [StyledText(SafeText.of(text, keepsLines: true))]
    case .variables(let variables): self.variables(variables)
    case .sessionHeaders(let items): items.map { StyledText(SafeText.of("\($0.name): \($0.value)")) }
    case .history(let lines):
      lines.map { StyledText("\($0.number)  ", .faint) + StyledText(SafeText.of($0.text, keepsLines: true)) }
    case .aliases(let aliases): aliases.map { alias($0.name, $0.text) }
    case .help(let subject): HelpText(table).lines(subject)
    case .status(let status): self.status(status)
    case .baseURL(let url): [StyledText(url.description)]
    case .promptFormat(let text): [StyledText("prompt " + Word(.quoted(text)).printed)]
    }
  }

  /// An alias as it can be typed.
  static func alias(_ name: String, _ text: String) -> StyledText {
    StyledText("alias ") + StyledText(name, .strong) + StyledText("=" + SafeText.of(Word(.quoted(text)).printed))
  }

  /// What `ls` lists.
  static func table(_ entries: [ListEntry]) -> Table {
    Table(
      columns: ["kind", "title", "id", "details"].map { Table.Column($0, isWhole: $0 == "id") },
      rows: entries.map {
        [StyledText($0.kind, .faint), StyledText($0.title, .strong), StyledText($0.id), StyledText($0.detail, .faint)]
      })
  }

  static func head(_ head: Response.Head) -> [StyledText] {
    let role: StyledText.Role = head.isSuccess ? .success : .failure
    return [StyledText("HTTP \(StatusText.line(head.status))", role)]
      + head.headers.map { StyledText($0.name.rawName, .strong) + StyledText(": \(SafeText.of($0.value))") } + [""]
  }

  private static func timing(_ timing: Response.Timing) -> [StyledText] {
    let phases = [
      ("name", timing.nameLookup), ("connect", timing.connect), ("TLS", timing.tls), ("first byte", timing.firstByte),
      ("total", timing.total),
    ]
    return phases.filter { $0.1 > 0 || $0.0 == "total" }.map { name, seconds in
      row(name, Quantity.duration(seconds), width: 12)
    } + (timing.reusedConnection ? [StyledText("on a connection that was open already", .faint)] : [])
  }

  private static func variables(_ variables: [(name: String, value: Variable.Value)]) -> [StyledText] {
    let width = variables.map(\.name.count).max() ?? 0
    return variables.map { name, value in
      StyledText(name, .strong) + StyledText(String(repeating: " ", count: width - name.count + 2))
        + StyledText(describe(value))
    }
  }

  /// A variable's value in one short line.
  private static func describe(_ value: Variable.Value) -> String {
    let text =
      switch value {
      case .text(let text), .unknown(let text): text
      case .json(let value): value.plainText
      case .response(let exchange):
        "\(exchange.request.method.rawValue) \(exchange.request.path) → \(exchange.head.status)"
          + (exchange.title.map { "  \($0)" } ?? "")
      }
    let safe = SafeText.of(String(text.prefix(200)))
    return safe.count > 100 ? safe.prefix(99) + "…" : safe
  }

  private static func status(_ status: SessionStatus) -> [StyledText] {
    var lines = [row("server", status.isSandbox ? "the sandbox" : status.baseURL.description)]
    if let (text, source) = status.token {
      lines.append(row("token", "\(text), from \(source.description)"))
      if let owner = status.owner { lines.append(row("account", owner)) }
    } else {
      lines.append(row("token", "none: login, or see help login"))
    }
    lines.append(row("timeout", "\(Quantity.duration(status.timeout))"))
    lines.append(row("variables", String(status.variableCount)))
    if let file = status.recordingFile { lines.append(row("recording", file)) }
    if status.isReadOnly { lines.append(row("mode", "read only")) }
    return lines
  }

  private static func row(_ name: String, _ value: String, width: Int = 11) -> StyledText {
    StyledText(name + String(repeating: " ", count: max(1, width - name.count)), .faint)
      + StyledText(SafeText.of(value))
  }
}
