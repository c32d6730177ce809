internal import Execution
internal import CommandLanguage
internal import JSONText
internal import LineEditing
internal import Presentation
internal import Terminal

/// Completes a JSONPath step by step with what a value has.
struct JSONPathCompletion {
  /// What `$` stands for.
  let root: JSONValue
  /// Whether more has to follow in any case, such as the end of a quote.
  let isOpen: Bool
  /// No more values than these are looked at.
  private static let limit = 500

  /// A step that could follow.
  private struct Step {
    let text: String
    let value: JSONValue
  }

  /// - Parameters:
  ///   - target: what follows the `$`.
  ///   - prefix: what is put in front of a step, where nothing was typed.
  func list(_ target: Completer.Target, prefix: String = "") -> CompletionList {
    let bytes = Array(target.word.utf8)
    let cut = Self.lastStep(bytes)
    let base = String(decoding: bytes[..<cut], as: UTF8.self)
    let partial = String(decoding: bytes[cut...], as: UTF8.self)
    var steps = steps(after: base).filter { $0.text.hasPrefix(partial) }
    // A name that is whole goes on with what is inside of it.
    if steps.count == 1, let only = steps.first, only.text == partial {
      steps = self.steps(after: base + partial).map { Step(text: partial + $0.text, value: $0.value) }
    }
    let range = target.range.lowerBound + cut..<target.range.upperBound
    return CompletionList(
      range: range,
      candidates: steps.map { step in
        let label = step.text.hasPrefix(".") ? String(step.text.dropFirst()) : step.text
        return Completion(
          replacement: prefix + step.text, label: label, detail: Self.describe(step.value),
          isFinal: !isOpen && !step.value.isContainer)
      })
  }

  /// Where the step begins that is being typed.
  private static func lastStep(_ bytes: [UInt8]) -> Int {
    var start = bytes.count
    var brackets: [Int] = []
    var quote: UInt8?
    for (index, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "["): brackets.append(index)
      case UInt8(ascii: "]"):
        brackets = brackets.dropLast()
        if brackets.isEmpty { start = index + 1 }
      case UInt8(ascii: ".") where brackets.isEmpty: start = index
      default: break
      }
    }
    return brackets.first ?? min(start, bytes.count)
  }

  /// What can follow a path.
  private func steps(after base: String) -> [Step] {
    // Behind two dots it can be anything below.
    let isDeep = base.hasSuffix(".")
    let path = "$" + (isDeep ? base + ".*" : base)
    guard let found = try? JSONQuery.evaluate(path, on: root, at: 0..<0) else { return [] }
    var seen: Set<String> = []
    var steps: [Step] = []
    func add(_ text: String, _ value: JSONValue) {
      if seen.insert(text).inserted { steps.append(Step(text: text, value: value)) }
    }
    for value in ((isDeep ? [root] : []) + found).prefix(Self.limit) {
      switch value {
      case .object(let object):
        // What a terminal cannot show is not put into the line.
        for member in object.members where SafeText.of(member.name) == member.name {
          add(Self.step(member.name), member.value)
        }
      case .array(let elements) where !isDeep:
        guard let first = elements.first, let last = elements.last else { break }
        add("[*]", first)
        add("[0]", first)
        if elements.count > 1 { add("[-1]", last) }
      case .array, .null, .bool, .number, .string: break
      }
    }
    return steps
  }

  /// Whether a name can stand behind a dot.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy(\.isIdentifierByte)
  }

  private static func step(_ name: String) -> String {
    if isPlain(name) { return "." + name }
    let quoted = name.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "['\(quoted)']"
  }

  private static func describe(_ value: JSONValue) -> String {
    switch value {
    case .object(let object): return Quantity.count(object.members.count, "member")
    case .array(let elements): return Quantity.count(elements.count, "element")
    case .null, .bool, .number, .string:
      let text = String(decoding: value.serialized(), as: UTF8.self)
      return DisplayWidth.truncate(SafeText.of(text), to: 40)
    }
  }
}

extension JSONValue {
  /// Whether there is something inside.
  fileprivate var isContainer: Bool {
    switch self {
    case .object, .array: true
    case .null, .bool, .number, .string: false
    }
  }
}
