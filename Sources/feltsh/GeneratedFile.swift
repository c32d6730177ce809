internal import ArgumentParser
internal import CommandLanguage
internal import Execution
internal import Presentation

/// A file that is made of what the program knows of itself: `feltsh --generate manual`.
enum GeneratedFile: String, ExpressibleByArgument, CaseIterable {
  case manual
  case bash, zsh, fish
  case vim, textmate

  static let names = allCases.map(\.rawValue).joined(separator: ", ")

  func text(_ table: CommandTable) -> String {
    let usage = ProgramUsage(Arguments.self)
    return switch self {
    case .manual: ManualPage(usage, table).roff
    case .bash: CompletionWords(usage, table).bash
    case .zsh: CompletionWords(usage, table).zsh
    case .fish: CompletionWords(usage, table).fish
    case .vim: VimSyntax(table).text
    case .textmate: TextMateGrammar(table).text
    }
  }

  /// The program's arguments, with what other programs of Swift take for a completion script in their place.
  static func arguments(_ arguments: [String]) -> [String] {
    var result = Array(arguments.dropFirst())
    if result.first == "--generate-completion-script" { result[0] = "--generate" }
    return result
  }
}

extension CommandTable {
  /// All that the program has.
  static let program = CommandTable(commands: ShellCommand.all.map(\.spec), formats: Renderer.all.map(\.format))
}
