package import CommandLanguage
internal import Execution

/// What a shell completes on the program's command line.
package struct CompletionWords {
  let options: [ProgramUsage.Option]
  /// The tasks with their names.
  let tasks: [(name: String, summary: String)]
  /// The names of the tasks that take scripts.
  let scriptTasks: [String]
  /// Those of the tasks that take a topic of help.
  let topicTasks: [String]
  let topics: [String]

  package init(_ usage: ProgramUsage, _ table: CommandTable) {
    options = usage.options
    tasks = usage.tasks.compactMap { task in task.name.map { ($0, task.summary) } }
    scriptTasks = usage.tasks.compactMap { $0.operands == .scripts ? $0.name : nil }
    topicTasks = usage.tasks.compactMap { $0.operands == .topics ? $0.name : nil }
    topics = HelpSubject.names(table)
  }

  /// The options that take a value, with all their names.
  var valueOptions: [String] { options.filter { $0.valueName != nil }.flatMap(\.names) }

  /// Those whose value is a file.
  var fileOptions: [String] { options.filter(\.takesFile).flatMap(\.names) }

  /// Those whose value nobody can guess.
  var freeOptions: [String] {
    options.filter { $0.valueName != nil && !$0.takesFile && $0.values.isEmpty }.flatMap(\.names)
  }

  /// Those with a list of values.
  var listOptions: [(names: [String], values: [String])] {
    options.filter { !$0.values.isEmpty }.map { ($0.names, $0.values) }
  }
}
