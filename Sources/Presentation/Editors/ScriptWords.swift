internal import CommandLanguage
internal import FeltAPI

/// The words that an editor colours in a script.
struct ScriptWords {
  /// `get` and the other methods.
  let methods: [String]
  /// `for` and the other commands with statements in braces, and `else`.
  let blocks: [String]
  /// All other commands.
  let commands: [String]
  let operations: [String]
  /// With their dashes.
  let options: [String]

  init(_ table: CommandTable) {
    func names(_ specs: [CommandSpec]) -> [String] { specs.flatMap { [$0.name] + $0.synonyms }.sorted() }
    methods = names(table.commands.filter(\.isRequest))
    blocks = names(table.commands.filter { $0.block != nil }) + ["else"]
    commands = names(table.commands.filter { !$0.isRequest && $0.block == nil })
    operations = Catalogue.operations.map(\.name).sorted()
    options = Set(table.commands.flatMap(\.options).map(\.name) + table.outputOptions.map(\.name)).sorted()
  }
}
