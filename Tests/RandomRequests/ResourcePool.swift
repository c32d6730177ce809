package import FeltAPI
import HTTPTypes
package import JSONText
package import TestSupport

/// The resources that responses have shown: their ids, with the ids of what they are in.
package struct ResourcePool {
  /// Values of a path's parameters, by the name of the last of them.
  package private(set) var places: [String: [[String: String]]] = [:]
  /// Ids that stand in bodies, by the name that a field has for them.
  package private(set) var ids: [String: [String]] = [:]
  /// Forms for an upload: where to, and their fields.
  package private(set) var forms: [(url: String, fields: JSONObject)] = []
  /// Addresses from which something can be downloaded.
  package private(set) var downloads: [String] = []
  private static let most = 24

  package init() {}

  /// The parameters of a path that leads to a known resource; nil when there is none.
  package func parameters(of operation: FeltAPI.Operation, _ random: inout SeededRandom) -> [String: String]? {
    guard let last = operation.path.parameterNames.last else { return [:] }
    return places[last]?.randomElement(using: &random)
  }

  /// Takes in the resources of a response.
  ///
  /// - Parameter parameters: those of the request's path.
  package mutating func learn(_ value: JSONValue, of operation: FeltAPI.Operation, _ parameters: [String: String]) {
    switch value {
    case .array(let elements): for element in elements { learn(element, of: operation, parameters) }
    case .object(let object):
      learn(object, of: operation, parameters)
      for member in object.members {
        switch member.value {
        case .array, .object: learn(member.value, of: operation, parameters)
        default: break
        }
      }
    default: break
    }
  }

  private mutating func learn(_ object: JSONObject, of operation: FeltAPI.Operation, _ parameters: [String: String]) {
    if let own = object["id"]?.text {
      if object["config"] != nil, object["data"] != nil {
        let path = ["map_id": parameters["map_id"], "layer_id": parameters["layer_id"], "component_id": own]
        place(path, "component_id")
      }
      switch object["type"]?.text {
      case "Feature": place(["map_id": parameters["map_id"], "element_id": own], "element_id")
      case "dataset": note("dataset_id", own)
      case nil where object["elements"] != nil: place(["map_id": parameters["map_id"], "group_id": own], "group_id")
      case nil where object["author_name"] != nil:
        place(["map_id": parameters["map_id"], "comment_id": own], "comment_id")
      case nil where object["use_case"] != nil:
        place(["source_id": object["source_id"]?.text, "credential_id": own], "credential_id")
      default: break
      }
    }
    for name in ["folder_id", "layer_group_id"] { if let id = object[name]?.text { note(name, id) } }
    if case .object(let links)? = object["links"], let address = links["self"]?.text { learn(address) }
    if let address = object["poll_endpoint"]?.text { learn(address) }
    for name in ["export_link", "download_url"] { if let url = object[name]?.text { Self.add(url, to: &downloads) } }
    if case .object(let fields)? = object["presigned_attributes"], let url = object["url"]?.text {
      forms = forms.suffix(Self.most) + [(url, fields)]
    }
  }

  /// Forgets what is no longer there.
  ///
  /// - Parameter parameters: those of a path that led to nothing.
  package mutating func forget(_ parameters: [String: String], of operation: FeltAPI.Operation) {
    guard let last = operation.path.parameterNames.last else { return }
    places[last]?.removeAll { $0 == parameters }
  }

  /// Takes in the resource that an address leads to.
  private mutating func learn(_ address: String) {
    guard let start = address.firstRange(of: "/api/v2")?.upperBound else { return }
    for (operation, parameters) in Catalogue.matches(String(address[start...])) where operation.method == .get {
      guard let last = operation.path.parameterNames.last else { continue }
      place(parameters.mapValues { $0 }, last)
      if let id = parameters[last] { note(last, id) }
    }
  }

  private mutating func place(_ parameters: [String: String?], _ name: String) {
    let known = parameters.compactMapValues(\.self)
    guard known.count == parameters.count else { return }
    Self.add(known, to: &places[name, default: []])
    if let id = known[name] { note(name, id) }
  }

  private mutating func note(_ name: String, _ id: String) { Self.add(id, to: &ids[name, default: []]) }

  private static func add<Element: Equatable>(_ element: Element, to list: inout [Element]) {
    if list.contains(element) { return }
    if list.count >= most { list.removeFirst() }
    list.append(element)
  }
}

extension JSONValue {
  /// The text of a string; nil for anything else.
  package var text: String? { if case .string(let text) = self { text } else { nil } }
}
