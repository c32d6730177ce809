internal import FeltAPI

/// What happens with a response: which part of it is shown, how, and where it goes.
package struct OutputOptions: Sendable, Hashable {
  /// `> FILE` or `>> FILE`
  package struct Destination: Sendable, Hashable {
    package let appends: Bool
    package let file: Word

    package init(appends: Bool, file: Word) {
      self.appends = appends
      self.file = file
    }
  }

  /// An output format that was chosen, such as `--table title,id`.
  package struct FormatChoice: Sendable, Hashable {
    package let format: OutputFormat
    package var argument: Word?

    package init(_ format: OutputFormat, argument: Word? = nil) {
      self.format = format
      self.argument = argument
    }
  }

  /// `--select JSONPATH`
  package var select: Word?
  /// `--table`, `--csv`, `--raw` and the like; nil for the usual one.
  package var format: FormatChoice?
  /// `--headers`
  package var showsHeaders = false
  /// `--dry-run`
  package var isDryRun = false
  /// `--no-check`
  package var skipsValidation = false
  /// `--as FORMAT`
  package var exportFormat: Located?
  /// `> FILE`
  package var destination: Destination?
  /// `| PROGRAM`
  package var program: Located?
  /// Whether the response is shown nowhere, because the shell itself reads it.
  package var isQuiet = false

  package init() {}
}

extension OutputOptions {
  private static let selectOption = OptionSpec(
    "--select", ArgumentSpec("JSONPATH", .jsonPath), summary: "only what a JSONPath finds")
  private static let headersOption = OptionSpec("--headers", summary: "status and headers as well")
  private static let dryRunOption = OptionSpec("--dry-run", summary: "show what would be sent")
  private static let exportOption = OptionSpec(
    "--as", ArgumentSpec(exportFormats.joined(separator: "|"), .choice(exportFormats)),
    summary: "write the request for another tool")
  private static let noCheckOption = OptionSpec("--no-check", summary: "send what the catalogue does not know")

  /// The tools that a request can be written for.
  package static let exportFormats = RequestExport.allCases.map(\.rawValue)

  /// The options besides those of output formats.
  static let specs = [selectOption, headersOption, dryRunOption, exportOption, noCheckOption]

  /// Takes one of ``specs`` that was typed.
  mutating func take(_ name: String, _ value: Word?) {
    switch name {
    case Self.selectOption.name: select = value
    case Self.headersOption.name: showsHeaders = true
    case Self.dryRunOption.name: isDryRun = true
    case Self.exportOption.name: exportFormat = value.map { Located($0.text ?? "", $0.range) }
    case Self.noCheckOption.name: skipsValidation = true
    default: break
    }
  }

  /// The same with other words in place of the query and the file's name.
  package func mapped(_ word: (Word) -> Word) -> OutputOptions {
    var output = self
    output.destination = destination.map { .init(appends: $0.appends, file: word($0.file)) }
    output.select = select.map(word)
    return output
  }

  /// Whether it goes anywhere but to the screen.
  package var isRedirected: Bool { destination != nil || program != nil }

  /// The options as they are typed, in a fixed order.
  var printed: [String] {
    var words: [String] = []
    if let select { words += [Self.selectOption.name, select.printed] }
    if let format { words += [format.format.option.name] + (format.argument.map { [$0.printed] } ?? []) }
    if showsHeaders { words.append(Self.headersOption.name) }
    if isDryRun { words.append(Self.dryRunOption.name) }
    if skipsValidation { words.append(Self.noCheckOption.name) }
    if let exportFormat { words += [Self.exportOption.name, exportFormat.text] }
    if let destination { words += [destination.appends ? ">>" : ">", destination.file.printed] }
    if let program { words += ["|", program.text] }
    return words
  }
}
