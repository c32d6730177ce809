/// Where the fields of a body are in the JSON that is made of them, and which field a place in that JSON came from.
struct BodyLocations {
  /// A place that a field is at, or that has fields inside.
  private struct Node {
    var children: [BodyField.Key: Int] = [:]
    /// The first field at this place itself.
    var own: Int?
    /// The first field at this place or inside.
    let first: Int
    /// One more than the largest index inside.
    var count = 0
  }

  /// The place of each field, with the index that each `[]` got.
  private(set) var places: [[BodyField.Key]] = []
  /// All places, the body itself first.
  private var nodes = [Node(first: 0)]

  init(_ fields: [BodyField]) {
    for field in fields.indices { add(field, fields[field].path.prefix(BodyBuilder.deepest)) }
  }

  private mutating func add(_ field: Int, _ path: ArraySlice<BodyField.Key>) {
    var place: [BodyField.Key] = []
    var node = 0
    for part in path {
      var key = part
      switch part {
      case .name: break
      case .index(let index): nodes[node].count = max(nodes[node].count, index &+ 1)
      case .append:
        key = .index(nodes[node].count)
        nodes[node].count &+= 1
      }
      place.append(key)
      if let child = nodes[node].children[key] {
        node = child
      } else {
        nodes[node].children[key] = nodes.count
        node = nodes.count
        nodes.append(Node(first: field))
      }
    }
    if nodes[node].own == nil { nodes[node].own = field }
    places.append(place)
  }

  /// The field that set a place or what is around it, else the first field inside of it; nil for none.
  func field(at place: [BodyField.Key]) -> Int? {
    var node = 0
    var around = nodes[0].own
    for key in place {
      guard let child = nodes[node].children[key] else { return around }
      node = child
      around = nodes[node].own ?? around
    }
    return around ?? (places.isEmpty ? nil : nodes[node].first)
  }

  /// The field to show for one that is missing: one beside it, where there is any.
  func field(beside place: [BodyField.Key]) -> Int? {
    place.count > 1 ? field(at: place.dropLast()) : nil
  }
}

extension [BodyField.Key] {
  /// The place as a JSON pointer. Source: RFC 6901.
  package var pointer: String {
    map { key in
      switch key {
      case .name(let name): "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): "/\(index)"
      case .append: "/-"
      }
    }.joined()
  }
}
