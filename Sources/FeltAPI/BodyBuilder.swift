internal import JSONText

/// Makes a JSON body of fields.
struct BodyBuilder {
  /// What became of one field.
  typealias Reading = Request.FieldReading

  private(set) var readings: [Reading] = []
  private var root: Node?

  private indirect enum Node {
    case leaf([UInt8])
    case array([Node])
    case object([(name: String, value: Node)])
  }

  /// Reads every field as `schema` says and sets it in the body.
  init(_ fields: [BodyField], schema: Schema?) throws(CallProblem) {
    for (item, field) in fields.enumerated() {
      let target = field.path.reduce(schema) { schema, key in schema?.child(key) }
      let (json, kind): ([UInt8], String)
      switch field.value {
      case .text(let text): (json, kind) = (target ?? .any).read(text)
      case .json(let bytes):
        do { _ = try JSONValue(parsing: bytes) } catch { throw .malformedJSON(error.description, item: item) }
        (json, kind) = (bytes, "JSON as written")
      }
      readings.append(Reading(path: field.path.typed, kind: kind, isKnown: target != nil))
      guard let node = Self.set(root, field.path[...], .leaf(json)) else {
        throw .conflictingField(field.path.typed, item: item)
      }
      root = node
    }
  }

  /// The body, without white space.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    if let root { Self.write(root, to: &result) }
    return result
  }

  /// The node with `value` set at `path`, or nil when what is there does not fit.
  private static func set(_ node: Node?, _ path: ArraySlice<BodyField.Key>, _ value: Node) -> Node? {
    guard let key = path.first else { return node == nil ? value : nil }
    let rest = path.dropFirst()
    switch (key, node) {
    case (.name(let name), nil):
      return set(nil, rest, value).map { .object([(name, $0)]) }
    case (.name(let name), .object(var members)):
      let place = members.firstIndex { $0.name == name }
      guard let child = set(place.map { members[$0].value }, rest, value) else { return nil }
      if let place { members[place].value = child } else { members.append((name, child)) }
      return .object(members)
    case (.append, nil), (.index(0), nil):
      return set(nil, rest, value).map { .array([$0]) }
    case (.append, .array(let elements)):
      return set(nil, rest, value).map { .array(elements + [$0]) }
    case (.index(let index), .array(var elements)) where index >= 0 && index <= elements.count:
      let isNew = index == elements.count
      guard let child = set(isNew ? nil : elements[index], rest, value) else { return nil }
      if isNew { elements.append(child) } else { elements[index] = child }
      return .array(elements)
    default:
      return nil
    }
  }

  private static func write(_ node: Node, to result: inout [UInt8]) {
    switch node {
    case .leaf(let json): result += json
    case .array(let elements):
      result.append(UInt8(ascii: "["))
      for (position, element) in elements.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        write(element, to: &result)
      }
      result.append(UInt8(ascii: "]"))
    case .object(let members):
      result.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        result += JSONValue.string(member.name).serialized()
        result.append(UInt8(ascii: ":"))
        write(member.value, to: &result)
      }
      result.append(UInt8(ascii: "}"))
    }
  }
}
