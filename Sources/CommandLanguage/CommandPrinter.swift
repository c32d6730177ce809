internal import FeltAPI
internal import HTTPTypes

/// Writes a command so that reading it gives the same command.
package enum CommandPrinter {
  /// The command as it can be typed, on as many lines as it needs.
  package static func print(_ command: Command) -> String {
    let (text, heredoc) = print(command.action)
    let assignment = command.variable.map { "\($0.text) = " } ?? ""
    let comment = command.comment.map { (text.isEmpty ? "#" : "  #") + $0 } ?? ""
    return assignment + text + comment + (heredoc.map { "\n" + $0 } ?? "")
  }

  private static func print(_ action: Action) -> (text: String, heredoc: String?) {
    switch action {
    case .nothing: ("", nil)
    case .request(let line): print(line)
    case .export(let format, let line?): { ("export \(format.text) \($0.text)", $0.heredoc) }(print(line))
    default: (words(action).joined(separator: " "), nil)
    }
  }

  private static func words(_ action: Action) -> [String] {
    switch action {
    case .nothing, .request: []
    case .expect(let expectation): ["expect"] + words(expectation)
    case .login(.question): ["login"]
    case .login(.file(let file)): ["login", "--token-file", file.printed]
    case .login(.environment): ["login", "--env"]
    case .logout: ["logout"]
    case .whoami: ["whoami"]
    case .status: ["status"]
    case .baseURL(let url): ["base-url"] + optional(url)
    case .set(let name, let value): ["set", name.text + print(value)]
    case .unset(let names): ["unset"] + names.map(\.text)
    case .vars: ["vars"]
    case .header(let name, let value):
      ["header"] + (name.map { [Word.meaning($0.text).printed] } ?? []) + optional(value)
    case .timeout(let seconds): ["timeout"] + optional(seconds)
    case .color(let choice): ["color"] + (choice.map { [$0.text] } ?? [])
    case .toggle(let toggle, let value): [toggle.rawValue] + (value.map { [$0 ? "on" : "off"] } ?? [])
    case .alias(.list): ["alias"]
    case .alias(.show(let name)): ["alias", Word.meaning(name.text).printed]
    case .alias(.define(let name, let words)): ["alias", name.text + "=" + words.printed]
    case .unalias(let names): ["unalias"] + names.map { Word.meaning($0.text).printed }
    case .prompt(let format): ["prompt"] + optional(format)
    case .history(let text): ["history"] + optional(text)
    case .source(let file): ["source", file.printed]
    case .help(let words): ["help"] + words.map(\.printed)
    case .record(.start(let file)): ["record", file.printed]
    case .record(.stop): ["record", "off"]
    case .record(.state): ["record"]
    case .quit: ["quit"]
    case .show(let show): words(show)
    case .headers: ["headers"]
    case .timing: ["timing"]
    case .why: ["why"]
    case .export(let format, _): ["export", format.text]
    case .importCurl(let text): ["import", text.text]
    case .list(let path): ["ls"] + optional(path)
    case .changePlace(let path): ["cd"] + optional(path)
    case .printPlace: ["pwd"]
    case .edit(let path): ["edit", path.printed]
    case .diff(let left, let right, let ignoring):
      ["diff", left.printed, right.printed] + ignoring.flatMap { ["--ignore", $0.printed] }
    }
  }

  private static func optional(_ word: Word?) -> [String] {
    word.map { [$0.printed] } ?? []
  }

  private static func words(_ expectation: Expectation) -> [String] {
    var words = expectation.isNegated ? ["not"] : []
    switch expectation.subject {
    case .status: words.append("status")
    case .time: words.append("time")
    case .header(let name): words += ["header", Word.meaning(name.text).printed]
    case .path(let path, let all): words += [path.text] + (all ? ["all"] : [])
    case .count(let path): words.append("count(\(path.text))")
    }
    guard let value = expectation.value else { return words }
    let isPlainStatus: Bool =
      if case .status = expectation.subject { expectation.comparison == .equal } else { false }
    return words + (isPlainStatus ? [] : [expectation.comparison.rawValue]) + [value.printed]
  }

  private static func words(_ show: ShowCommand) -> [String] {
    var words = [show.output.isTable ? "table" : "show"] + optional(show.path)
    var output = show.output
    if output.isTable {
      words += optional(output.columns)
      output.isTable = false
    }
    if show.isMap { words.append("--map") }
    if let file = show.file { words.append("@" + file.printed) }
    return words + self.words(output)
  }

  // MARK: - Requests

  /// The request, and the lines of its heredoc, which come after everything else on its line.
  private static func print(_ line: RequestLine) -> (text: String, heredoc: String?) {
    var words: [String] =
      switch line.verb {
      case .method(let method): [method.rawValue.lowercased()]
      case .operation(let operation): [operation.name]
      }
    words += line.arguments.map(\.printed)
    var heredoc: String?
    for item in line.items {
      if case .body(.heredoc(let delimiter, let text)) = item.kind {
        heredoc = text + delimiter
        words.append("<<" + delimiter)
      } else {
        words.append(print(item))
      }
    }
    return ((words + self.words(line.output)).joined(separator: " "), heredoc)
  }

  private static func print(_ item: Item) -> String {
    switch item.kind {
    case .field(let path, let value): key(path) + print(value)
    case .query(let name, let value): key([.name(name)]) + "==" + value.printed
    case .header(let name, let value): key([.name(name)]) + ":" + value.printed
    case .body(.json(let text)): text
    case .body(.file(let word)): "@" + word.printed
    case .body(.variable(let reference)): Word([.init(.variable(reference), 0..<0)], 0..<0).printed
    case .body(.heredoc(let delimiter, _)): "<<" + delimiter
    }
  }

  private static func print(_ value: FieldValue) -> String {
    switch value {
    case .text(let word): "=" + word.printed
    case .json(let word): ":=" + word.printed
    case .textFile(let word): "=@" + word.printed
    case .jsonFile(let word): ":=@" + word.printed
    }
  }

  private static func key(_ path: [BodyField.Key]) -> String {
    guard case .name(let name)? = path.first else { return path.typed }
    let isPlain = name.utf8.allSatisfy { $0.isIdentifierByte || $0 >= 0x80 || "-./".utf8.contains($0) }
    return (isPlain && !name.hasPrefix(".") && !name.hasPrefix("-") ? name : Word.quote(name))
      + [BodyField.Key](path.dropFirst()).typedInner
  }

  private static func words(_ output: OutputOptions) -> [String] {
    var words: [String] = []
    if let select = output.select { words += ["--select", select.printed] }
    if output.isTable { words += ["--table"] + optional(output.columns) }
    if output.isRaw { words.append("--raw") }
    if output.showsHeaders { words.append("--headers") }
    if output.isDryRun { words.append("--dry-run") }
    if output.skipsChecks { words.append("--no-check") }
    if let format = output.exportFormat { words += ["--as", format.text] }
    if let destination = output.destination { words += [destination.appends ? ">>" : ">", destination.file.printed] }
    if let program = output.program { words += ["|", program.text] }
    return words
  }
}

extension [BodyField.Key] {
  /// Keys that follow another, each in brackets.
  fileprivate var typedInner: String {
    map { key in
      switch key {
      case .name(let name): "[\(name)]"
      case .index(let index): "[\(index)]"
      case .append: "[]"
      }
    }.joined()
  }
}
