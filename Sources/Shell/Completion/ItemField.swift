internal import FeltAPI

/// A field or a parameter that a request can be given, as completion needs it.
struct ItemField {
  /// As it is typed, such as `connection[host]`.
  let name: String
  /// What is said beside it.
  let detail: String
  let isRequired: Bool
  /// The only values there are; empty where there is no list.
  let values: [String]

  init(_ field: OperationHelp.Field) {
    name = field.name
    isRequired = field.isRequired
    values = field.allowed + (field.type == "boolean" ? ["true", "false"] : [])
    detail = field.type + (field.isRequired ? ", required" : "") + (field.isDeprecated ? ", deprecated" : "")
  }

  /// The field whose value says which of several groups of fields is meant, such as `connection[type]`.
  private init(_ name: String, choosing values: [String]) {
    self.name = name
    self.values = values
    isRequired = true
    detail = values.joined(separator: " or ")
  }

  /// The fields of a body: of groups that exclude each other, those of the one that the items have chosen.
  static func fields(_ group: OperationHelp.FieldGroup, given items: Set<String>) -> [ItemField] {
    var fields = group.fields.map { ItemField($0) }
    let chosen = group.alternatives.filter { items.contains($0.condition) }
    var choices: [String: [String]] = [:]
    for alternative in group.alternatives {
      let parts = alternative.condition.split(separator: "=", maxSplits: 1)
      if parts.count == 2, !parts[1].contains(",") { choices[String(parts[0]), default: []].append(String(parts[1])) }
    }
    fields += choices.sorted { $0.key < $1.key }.map { ItemField($0, choosing: $1) }
    fields += (chosen.isEmpty ? group.alternatives : chosen).flatMap { Self.fields($0, given: items) }
    return fields.reduce(into: []) { found, field in
      if !found.contains(where: { $0.name == field.name && $0.values == field.values }) { found.append(field) }
    }
  }
}
