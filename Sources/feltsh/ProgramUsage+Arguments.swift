internal import ArgumentParser
internal import JSONText
internal import Presentation

extension ProgramUsage {
  /// What the argument parser's help is made of.
  init(_ arguments: Arguments.Type) {
    self.init(
      source: arguments.configuration.version, abstract: arguments.configuration.abstract, tasks: ProgramTask.usages,
      options: Self.options(arguments._dumpHelp()), description: arguments.tokenText,
      exitStatuses: arguments.exitStatuses)
  }

  /// Those of the parser's own description of the program, which is JSON.
  private static func options(_ description: String) -> [Option] {
    let command = (try? JSONValue(parsing: Array(description.utf8)))?["command"]
    return (command?["arguments"]?.elements ?? []).compactMap { argument in
      guard argument["kind"] != .string("positional"), argument["shouldDisplay"] == .bool(true) else { return nil }
      let names = (argument["names"]?.elements ?? []).compactMap { name in
        name["name"]?.text.map { (name["kind"] == .string("long") ? "--" : "-") + $0 }
      }
      let standard = argument["defaultValue"]?.text.map { " (default: \($0))" } ?? ""
      return Option(
        names: names.sorted { $0.count < $1.count },
        valueName: argument["kind"] == .string("option") ? argument["valueName"]?.text : nil,
        values: (argument["allValues"]?.elements ?? []).compactMap(\.text),
        takesFile: argument["completionKind"]?["file"] != nil, repeats: argument["isRepeating"] == .bool(true),
        summary: (argument["abstract"]?.text ?? "") + standard)
    }
  }
}

extension JSONValue {
  fileprivate subscript(name: String) -> JSONValue? {
    if case .object(let object) = self { object[name] } else { nil }
  }

  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  fileprivate var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}
