internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// How something that was read can be changed: the operation that takes the change, and what of it can be changed.
struct EditPlan {
  let operation: FeltAPI.Operation
  /// The path to send the change to, relative to the base URL.
  let path: String
  /// The fields that the operation takes.
  private let fields: [String]
  /// The field that says which element is meant, where the operation takes a list.
  private let key: String?
  /// A field that has an operation of its own, such as a layer's style, and where that takes it.
  private let separate: (field: String, path: String)?

  /// - Parameter path: what was read, relative to the base URL.
  /// - Returns: nil when no operation changes it.
  init?(path: String) {
    let parent = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let candidates = [(path + "/update", false), (path, false), (parent, true)]
    for (candidate, isList) in candidates {
      guard let (operation, _) = Catalogue.match(.post, candidate), let body = operation.body else { continue }
      let fields: [String]
      if isList {
        guard case .array(let element, _) = body.kind, element.fieldNames.contains("id") else { continue }
        fields = element.fieldNames.filter { $0 != "id" }
      } else {
        fields = body.fieldNames.filter { $0 != "id" }
      }
      guard !fields.isEmpty else { continue }
      self.operation = operation
      self.path = candidate
      self.fields = fields
      key = isList ? "id" : nil
      let style = path + "/update_style"
      separate = Catalogue.match(.post, style) == nil ? nil : ("style", style)
      return
    }
    return nil
  }

  /// The part of what was read that can be changed.
  func editable(_ value: JSONValue) -> JSONObject? {
    guard case .object(let object) = value else { return nil }
    return JSONObject(
      object.members.filter { fields.contains($0.name) || $0.name == separate?.field }.map { ($0.name, $0.value) })
  }

  /// What to send where to make `new` of `old`; empty when nothing changed.
  ///
  /// - Parameter original: all that was read.
  func requests(from old: JSONObject, to new: JSONObject, original: JSONValue) -> [(path: String, body: JSONValue)] {
    let changed = new.members.filter { member in old[member.name].map { !$0.isEqual(to: member.value) } ?? true }
      .map { ($0.name, $0.value) }
    var requests: [(path: String, body: JSONValue)] = []
    if let body = body(changed.filter { $0.0 != separate?.field }, original) { requests.append((path, body)) }
    if let separate, let value = changed.first(where: { $0.0 == separate.field })?.1 {
      requests.append((separate.path, .object(JSONObject([(separate.field, value)]))))
    }
    return requests
  }

  private func body(_ changed: [(String, JSONValue)], _ original: JSONValue) -> JSONValue? {
    guard !changed.isEmpty else { return nil }
    var members = changed
    if let key, case .object(let object) = original, let id = object[key] {
      members.insert((key, id), at: 0)
      return .array([.object(JSONObject(members))])
    }
    return .object(JSONObject(members))
  }
}

extension Schema {
  /// The names of the fields of an object, or of what a list holds.
  fileprivate var fieldNames: [String] {
    if case .object(let properties, _) = kind { properties.map(\.name) } else { [] }
  }
}
