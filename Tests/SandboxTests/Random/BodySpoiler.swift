import JSONText
import TestSupport

/// Spoils bodies: as values, so that a schema doesn't fit any more, and as text, so that they are not JSON.
enum BodySpoiler {
  private static let strange: [JSONValue] = [
    .null, .bool(true), JSONValue(-1), JSONValue(1e300), JSONValue(0.5), .string(""), .string("\u{0}"), .array([]),
    .object(JSONObject()), .array([.array([.null])]), .object(JSONObject([("", .null)])),
    .string(String(repeating: "ü", count: 300)), deep(60),
  ]

  /// Lists in lists.
  private static func deep(_ depth: Int) -> JSONValue { depth == 0 ? .array([]) : .array([deep(depth - 1)]) }

  /// A value with one thing about it changed, somewhere inside.
  static func spoiled(_ value: JSONValue, _ random: inout SeededRandom) -> JSONValue {
    switch value {
    case .object(var object) where !object.members.isEmpty && random.chance(85):
      let place = Int.random(in: object.members.indices, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: object.members.remove(at: place)
      case 1: object.members.append(.init(name: random.one(of: ["", "x", "id", "__proto__", "a/b~c"]), value: .null))
      case 2: object.members.append(object.members[place])
      case 3: object.members[place].name += "s"
      default: object.members[place].value = spoiled(object.members[place].value, &random)
      }
      return .object(object)
    case .array(var elements) where !elements.isEmpty && random.chance(85):
      let place = Int.random(in: elements.indices, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: elements.remove(at: place)
      case 1: elements.append(random.one(of: strange))
      default: elements[place] = spoiled(elements[place], &random)
      }
      return .array(elements)
    default: return random.one(of: strange)
    }
  }

  /// Bytes with something cut off, put in or changed.
  static func spoiled(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    guard !bytes.isEmpty else { return [random.one(of: [0x20, 0x00, 0xFF, 0x7B])] }
    var bytes = bytes
    let place = Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
    default: bytes += bytes.prefix(place)
    }
    return bytes
  }
}
