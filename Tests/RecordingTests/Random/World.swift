import JSONText
import RandomRequests
import Sandbox

/// What a sandbox holds, with each id replaced by its number in the order in which they appear.
struct World: Equatable {
  private(set) var lines: [String] = []
  private var numbers: [Substring: Int] = [:]
  /// The state of the generator of ids, what reads count, and what follows from ids without holding them.
  private static let ignored: Set<String> = [
    "ids", "tokens", "_polls", "policy", "signature", "_signature", "x-amz-credential", "x-amz-signature",
  ]

  init(_ service: SandboxService) throws {
    add(try JSONValue(parsing: service.state.serialized()), at: "")
  }

  private mutating func add(_ value: JSONValue, at path: String) {
    switch value {
    case .object(let object):
      for member in object.members where !Self.ignored.contains(member.name) && !isLink(member.value) {
        add(member.value, at: path + "." + numbered(member.name))
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() { add(element, at: "\(path)[\(index)]") }
    case .string(let text): lines.append("\(path) \(numbered(text))")
    case .number, .bool, .null: lines.append("\(path) \(String(decoding: value.serialized(), as: UTF8.self))")
    }
  }

  /// Whether a value is the sandbox's note of a link that it gave to a GET: reads are not recorded.
  private func isLink(_ value: JSONValue) -> Bool {
    if case .object(let object) = value { object["_format"] == .null } else { false }
  }

  private mutating func numbered(_ text: String) -> String {
    var numbered = ""
    var rest = text[...]
    while let next = rest.first {
      let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if word.utf8.count == 22 {
        let number = numbers[word] ?? numbers.count
        numbers[word] = number
        numbered += "<\(number)>"
      } else {
        numbered += word.isEmpty ? String(next) : String(word)
      }
      rest = rest.dropFirst(max(1, word.count))
    }
    return numbered
  }

  /// The first line that another world has otherwise.
  func difference(from other: World) -> String? {
    for (mine, others) in zip(lines, other.lines) where mine != others { return "\(mine) is \(others)" }
    return lines.count == other.lines.count ? nil : "\(lines.count) lines are \(other.lines.count)"
  }
}
