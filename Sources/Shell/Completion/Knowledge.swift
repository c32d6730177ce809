internal import JSONText

/// The things that answers have told of: their ids, by title and kind.
struct Knowledge {
  struct Thing: Hashable {
    let id: String
    /// The name of the path parameter that takes its id, such as `map_id`.
    let parameter: String
    let title: String
    /// What a title is found by: in small letters.
    let key: String
  }

  private var byID: [String: Thing] = [:]
  /// By parameter, in the order in which they are listed; sorted when something was learned, not when a key is pressed.
  private var sorted: [String: [Thing]] = [:]
  /// As many as anybody looks through.
  private static let limit = 20_000
  private static let depth = 6

  /// Takes in what an answer tells of.
  mutating func learn(_ value: JSONValue) {
    var changed: Set<String> = []
    learn(value, holder: "", depth: Self.depth, &changed)
    for parameter in changed {
      sorted[parameter] = byID.values.filter { $0.parameter == parameter }.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
    }
  }

  private mutating func learn(_ value: JSONValue, holder: String, depth: Int, _ changed: inout Set<String>) {
    guard depth > 0, byID.count < Self.limit else { return }
    switch value {
    case .object(let object):
      if let id = object.text("id"), Self.isPlain(id), let title = object.text("title") ?? object.text("name"),
        let parameter = Self.parameter(type: object.text("type"), holder: holder)
      {
        let thing = Thing(id: id, parameter: parameter, title: title, key: title.lowercased())
        if byID.updateValue(thing, forKey: id) != thing { changed.insert(parameter) }
      }
      for member in object.members { learn(member.value, holder: member.name, depth: depth - 1, &changed) }
    case .array(let elements):
      for element in elements { learn(element, holder: holder, depth: depth - 1, &changed) }
    case .null, .bool, .number, .string: break
    }
  }

  /// Whether an id can be put into a path as it is: what a server says is not to lead elsewhere.
  private static func isPlain(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
  }

  private static func parameter(type: String?, holder: String) -> String? {
    switch (type, holder) {
    case ("map"?, _), ("map_reference"?, _): "map_id"
    case ("project"?, _), ("project_reference"?, _): "project_id"
    case ("layer_group"?, _): "layer_group_id"
    case ("source"?, _), ("source_reference"?, _): "source_id"
    case ("layer"?, _), (_, "layers"): "layer_id"
    case (_, "element_groups"): "group_id"
    default: nil
    }
  }

  /// What can stand for a parameter, by title.
  func things(for parameter: String) -> [Thing] { sorted[parameter] ?? [] }

  /// Everything, by kind and title.
  var all: [Thing] { sorted.keys.sorted().flatMap { sorted[$0] ?? [] } }
}
