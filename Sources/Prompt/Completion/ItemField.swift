internal import FeltAPI

/// A field or a parameter that a request can be given, as completion needs it.
struct ItemField {
  /// As it is typed, such as `connection[host]`.
  let name: String
  /// What is said beside it.
  let detail: String
  let isRequired: Bool
  /// The only values it takes; empty when any is taken.
  let values: [String]

  init(_ field: OperationHelp.Field) {
    name = field.name
    isRequired = field.isRequired
    values = field.allowed + field.suggestions + (field.type == "boolean" ? ["true", "false"] : [])
    detail = field.type + (field.isRequired ? ", required" : "") + (field.isDeprecated ? ", deprecated" : "")
  }

  /// The field whose value says which of several groups of fields is meant, such as `connection[type]`.
  private init(_ name: String, choosing values: [String]) {
    self.name = name
    self.values = values
    isRequired = true
    detail = values.joined(separator: " or ")
  }

  /// The steps of a name such as `viewer_permissions[can_export_data]`.
  static func keys(_ name: String) -> [BodyField.Key] {
    let parts = name.split(separator: "[").map { $0.hasSuffix("]") ? $0.dropLast() : $0 }
    return parts.map { $0.isEmpty ? .append : Int($0).map { .index($0) } ?? .name(String($0)) }
  }

  /// The same with more values.
  private func allowing(_ more: [String]) -> ItemField {
    ItemField(name: name, detail: detail, isRequired: isRequired, values: values + more)
  }

  private var asOptional: ItemField {
    ItemField(name: name, detail: detail.replacing(", required", with: ""), isRequired: false, values: values)
  }

  private init(name: String, detail: String, isRequired: Bool, values: [String]) {
    (self.name, self.detail, self.isRequired, self.values) = (name, detail, isRequired, values)
  }

  /// The fields of a body: of groups that exclude each other, those of the one that the items have chosen.
  ///
  /// - Parameter all: whether those of all groups are meant where none was chosen, and not only the field that chooses.
  static func fields(_ group: OperationHelp.FieldGroup, given items: Set<String>, all: Bool) -> [ItemField] {
    let fields = gathered(group, items, all)
    let merged = fields.reduce(into: [ItemField]()) { found, field in
      if let index = found.firstIndex(where: { $0.name == field.name }) {
        found[index] = found[index].allowing(field.values)
      } else {
        found.append(field)
      }
    }
    // What is inside of an object is written field by field, and is as optional as the object.
    let optional = merged.filter { !$0.isRequired }.map { $0.name + "[" }
    return merged.filter { field in !merged.contains { $0.name.hasPrefix(field.name + "[") } }
      .map { field in optional.contains { field.name.hasPrefix($0) } ? field.asOptional : field }
  }

  private static func gathered(_ group: OperationHelp.FieldGroup, _ items: Set<String>, _ all: Bool) -> [ItemField] {
    var fields = group.fields.map { ItemField($0) }
    var choices: [String: [String]] = [:]
    for alternative in group.alternatives {
      let parts = alternative.condition.split(separator: "=", maxSplits: 1)
      if parts.count == 2, !parts[1].contains(",") { choices[String(parts[0]), default: []].append(String(parts[1])) }
    }
    fields += choices.sorted { $0.key < $1.key }.map { ItemField($0, choosing: $1) }
    let chosen = group.alternatives.filter { items.contains($0.condition) }
    let open = chosen.isEmpty && (all || choices.isEmpty) ? group.alternatives : chosen
    return fields + open.flatMap { gathered($0, items, all) }
  }
}
