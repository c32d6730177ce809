internal import FeltAPI
internal import HTTPTypes
internal import Terminal

/// Explains an operation: its path, parameters, fields, and an example.
enum OperationHelpRenderer {
  static func lines(_ operation: Operation) -> [StyledText] {
    var lines = [
      StyledText(operation.name, .heading) + StyledText("  \(operation.summary)"),
      StyledText("\(operation.method.rawValue.lowercased()) \(operation.path)", .strong), "",
    ]
    var rows: [FieldRow] = operation.path.parameterNames.map {
      FieldRow(name: $0, type: "in the path", isRequired: true)
    }
    rows += operation.query.map { FieldRow(name: "\($0.name)==", type: $0.schema.summary, isRequired: $0.isRequired) }
    if let body = operation.body { rows += FieldRow.rows(of: body) }
    let width = min(44, rows.map(\.name.count).max() ?? 0) + 2
    for row in rows {
      lines.append(
        StyledText("  " + Help.pad(row.name, width), .strong) + StyledText(row.isRequired ? "required  " : "          ", .warning)
          + StyledText(row.type))
    }
    if !rows.isEmpty { lines.append("") }
    let answer = operation.response.map { ": " + $0.summary } ?? ", with no body"
    lines.append(StyledText("answers \(operation.successStatus)\(answer)", .faint))
    lines.append(StyledText("example  ", .faint) + StyledText(operation.example, .strong))
    return lines
  }
}

/// A field of a body in one line of help.
struct FieldRow {
  var name: String
  var type: String
  var isRequired: Bool

  /// The fields of a body, those inside others by their whole names.
  static func rows(of schema: Schema, prefix: String = "", depth: Int = 3) -> [FieldRow] {
    guard depth > 0 else { return [] }
    switch schema.kind {
    case .object(let properties, _):
      return properties.flatMap { property in
        let name = prefix.isEmpty ? property.name : "\(prefix)[\(property.name)]"
        let inner = rows(of: property.schema, prefix: name, depth: depth - 1)
        return [FieldRow(name: name, type: property.schema.summary, isRequired: property.isRequired)] + inner
      }
    case .array(let element, _):
      return rows(of: element, prefix: prefix + "[]", depth: depth - 1)
    case .oneOf(let alternatives):
      return alternatives.enumerated().flatMap { index, alternative in
        let label = FieldRow(name: "", type: index == 0 ? "one of these:" : "or:", isRequired: false)
        return [label] + rows(of: alternative, prefix: prefix, depth: depth - 1)
      }
    case .any, .string, .integer, .number, .boolean: return []
    }
  }
}

extension Schema {
  /// The kind of value in a few words: `number`, `private|view_only`, `list of text`.
  var summary: String {
    let base =
      switch kind {
      case .any: "any JSON"
      case .string(let allowed): allowed.isEmpty ? (format.map { "text (\($0))" } ?? "text") : allowed.joined(separator: "|")
      case .integer: "whole number"
      case .number: "number"
      case .boolean: "true|false"
      case .array(let element, let most): "list of \(element.summary)" + (most.map { ", at most \($0)" } ?? "")
      case .object: "object"
      case .oneOf: "one of several"
      }
    return base + (isNullable ? " or null" : "") + (defaultText.map { ", \($0) by default" } ?? "")
      + (isSecret ? ", secret" : "") + (isDeprecated ? ", deprecated" : "")
  }
}
