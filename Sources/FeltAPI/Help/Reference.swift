internal import HTTPTypes

/// The reference of all operations, written from the catalogue.
public enum Reference {
  /// The whole reference in Markdown, ending in a line break.
  public static func markdown() -> String {
    var lines = ["# Operations", ""]
    lines += ["Written from the catalogue: do not edit it. `help OPERATION` in the shell says the same.", ""]
    lines += ["Paths are relative to `\(BaseURL.felt.path)`. **Bold** names are required."]
    for group in Operation.Group.allCases {
      lines += ["", "## \(group.rawValue)"]
      for operation in Catalogue.operations where operation.group == group {
        lines += section(OperationHelp(operation))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ help: OperationHelp) -> [String] {
    let operation = help.operation
    var lines = ["", "### \(operation.name)", "", operation.summary, ""]
    lines += ["```", "\(operation.method.rawValue) \(operation.path)", "```", "", "```", operation.example, "```"]
    lines += table("path parameter", help.pathParameters)
    lines += table("query parameter", help.query)
    if let body = help.body { lines += group(body) }
    lines += ["", response(help)]
    return lines
  }

  private static func group(_ group: OperationHelp.FieldGroup) -> [String] {
    let heading = group.condition.isEmpty ? [] : ["", "With `\(group.condition)`:"]
    return heading + table("field", group.fields) + group.alternatives.flatMap(Self.group)
  }

  private static func table(_ title: String, _ fields: [OperationHelp.Field]) -> [String] {
    if fields.isEmpty { return [] }
    return ["", "| \(title) | type | |", "|---|---|---|"]
      + fields.map { field in
        let name = field.isRequired ? "**`\(field.name)`**" : "`\(field.name)`"
        return "| \(name) | \(field.type)\(field.isNullable ? " or null" : "") | \(remarks(field)) |"
      }
  }

  private static func remarks(_ field: OperationHelp.Field) -> String {
    var remarks: [String] = []
    if !field.allowed.isEmpty { remarks.append(field.allowed.map { "`\($0)`" }.joined(separator: ", ")) }
    if let text = field.defaultText { remarks.append("`\(text)` if left out") }
    if field.isSecret { remarks.append("secret") }
    if field.isDeprecated { remarks.append("deprecated") }
    return remarks.joined(separator: "; ")
  }

  private static func response(_ help: OperationHelp) -> String {
    let operation = help.operation
    let fields = help.response.map { "`\($0.name)`" }.joined(separator: ", ")
    let isList = operation.response.map { if case .array = $0.kind { true } else { false } } ?? false
    let content =
      operation.response == nil
      ? "no body" : fields.isEmpty ? "JSON" : (isList ? "a list of objects with " : "") + fields
    let errors = operation.errorStatuses.map(String.init).joined(separator: ", ")
    return "Returns \(operation.successStatus) with \(content). Errors: \(errors)."
  }
}
