internal import FeltAPI
internal import HTTPTypes
internal import Terminal

/// Explains an operation: its path, parameters, fields, and an example.
enum OperationHelpRenderer {
  static func lines(_ operation: FeltAPI.Operation) -> [StyledText] {
    let help = OperationHelp(operation)
    var lines = [
      StyledText(operation.name, .heading) + StyledText("  \(operation.summary)"),
      StyledText("\(operation.method.rawValue.lowercased()) \(operation.path)", .strong),
    ]
    lines += section("In the path", help.pathParameters)
    lines += section("In the query", help.query.map { $0 }, suffix: "==")
    if let body = help.body { lines += group(body, title: "Fields") }
    lines += ["", StyledText("Returns ", .heading) + StyledText(response(help))]
    lines.append(StyledText("Example ", .heading) + StyledText(operation.example, .strong))
    return lines
  }

  private static func response(_ help: OperationHelp) -> String {
    let fields = help.response.map(\.name)
    if let summary = help.operation.response?.summary { return "\(help.operation.successStatus), \(summary)" }
    guard !fields.isEmpty else { return "\(help.operation.successStatus), with no body" }
    return "\(help.operation.successStatus) with \(fields.joined(separator: ", "))"
  }

  private static func group(_ group: OperationHelp.FieldGroup, title: String) -> [StyledText] {
    section(title, group.fields)
      + group.alternatives.flatMap { self.group($0, title: "With \($0.condition)") }
  }

  private static func section(_ title: String, _ fields: [OperationHelp.Field], suffix: String = "") -> [StyledText] {
    guard !fields.isEmpty else { return [] }
    let width = min(44, fields.map { $0.name.count + suffix.count }.max() ?? 0) + 2
    return ["", StyledText(title, .heading)]
      + fields.map { field in
        StyledText("  " + HelpText.pad(field.name + suffix, width), .strong)
          + StyledText(field.isRequired ? "required " : "         ", .warning) + StyledText(describe(field))
      }
  }

  private static func describe(_ field: OperationHelp.Field) -> String {
    var words = [field.allowed.isEmpty ? field.type : field.allowed.joined(separator: " | ")]
    if !field.suggestions.isEmpty { words.append("such as \(field.suggestions.joined(separator: ", "))") }
    if field.isNullable { words.append("or null") }
    if let text = field.defaultText { words.append("(\(text) when left out)") }
    if field.isSecret { words.append("secret") }
    if field.isDeprecated { words.append("deprecated") }
    return words.joined(separator: " ")
  }
}
