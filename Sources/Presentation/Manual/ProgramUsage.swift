/// What `--help` says of the program, for the manual and for what completes its command line.
package struct ProgramUsage: Sendable {
  /// A way to start it.
  package struct Task: Sendable {
    /// What the words after its name are.
    package enum Operands: Sendable {
      case scripts
      case topics
      case none
    }

    /// The word it begins with; nil for what begins without one.
    package let name: String?
    /// As it is typed: `feltsh check FILE...`.
    package let usage: String
    package let summary: String
    package let operands: Operands

    package init(name: String?, usage: String, summary: String, operands: Operands = .none) {
      self.name = name
      self.usage = usage
      self.summary = summary
      self.operands = operands
    }
  }

  /// One of its options.
  package struct Option: Sendable {
    /// With their dashes, the short ones first.
    package let names: [String]
    /// What its value is called, such as `FILE`; nil for an option without a value.
    package let valueName: String?
    /// The values there are; empty where there are too many to list.
    package let values: [String]
    /// Whether its value is a file.
    package let takesFile: Bool
    package let repeats: Bool
    package let summary: String

    package init(
      names: [String], valueName: String?, values: [String], takesFile: Bool, repeats: Bool, summary: String
    ) {
      self.names = names
      self.valueName = valueName
      self.values = values
      self.takesFile = takesFile
      self.repeats = repeats
      self.summary = summary
    }

    /// `-c COMMAND`
    var usage: String { names.joined(separator: ", ") + (valueName.map { " " + $0 } ?? "") }
  }

  /// With its version.
  package let source: String
  /// What it is, in one line.
  package let abstract: String
  package let tasks: [Task]
  package let options: [Option]
  package let description: String
  package let exitStatuses: [(status: Int, meaning: String)]

  package init(
    source: String, abstract: String, tasks: [Task], options: [Option], description: String,
    exitStatuses: [(status: Int, meaning: String)]
  ) {
    self.source = source
    self.abstract = abstract
    self.tasks = tasks
    self.options = options
    self.description = description
    self.exitStatuses = exitStatuses
  }
}
