internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

extension StepRewriter {
  /// JSON with its ids and secrets replaced, as fields down to each of them; nil when nothing in it is replaced.
  mutating func replaced(
    _ value: JSONValue, _ path: [BodyField.Key], _ schema: Schema?, _ role: Role
  ) -> [Item]? {
    var words = Replacements()
    replacements(value, path, schema, role, &words)
    guard !words.isEmpty else { return nil }
    var items: [Item] = []
    return expand(value, path, words, &items) ? items : nil
  }

  private mutating func replacements(
    _ value: JSONValue, _ path: [BodyField.Key], _ schema: Schema?, _ role: Role,
    _ replaced: inout Replacements
  ) {
    switch value {
    case .object(let object):
      for member in object.members {
        replacements(member.value, path + [.name(member.name)], schema, .other, &replaced)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        replacements(element, path + [.index(index)], schema, .other, &replaced)
      }
    case .string(let text):
      let result = word(Word(.quoted(text)), Self.role(of: path, schema, role))
      if result.text == nil { replaced[path] = result }
    case .null, .bool, .number: break
    }
  }

  /// - Returns: false when the name of a field can't be typed.
  private func expand(
    _ value: JSONValue, _ path: [BodyField.Key], _ replaced: Replacements, _ items: inout [Item]
  ) -> Bool {
    if let word = replaced[path] {
      items.append(Item(.field(path, .text(word)), range: 0..<0))
      return true
    }
    guard replaced.isAny(below: path) else {
      let text = String(decoding: value.serialized(), as: UTF8.self)
      let isPlain: Bool = if case .string = value { true } else { false }
      let item: FieldValue = isPlain ? .text(.meaning(value.plainText)) : .json(Word(.raw(text)))
      items.append(Item(.field(path, item), range: 0..<0))
      return true
    }
    switch value {
    case .object(let object):
      guard object.members.allSatisfy({ path.isEmpty ? !$0.name.isEmpty : Self.isTypable($0.name) }) else {
        if path.isEmpty { return false }
        let text = Word(Self.merged(embedded(value, path, replaced)), 0..<0)
        items.append(Item(.field(path, .json(text)), range: 0..<0))
        return true
      }
      for member in object.members {
        guard expand(member.value, path + [.name(member.name)], replaced, &items) else { return false }
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        guard expand(element, path + [.index(index)], replaced, &items) else { return false }
      }
    case .null, .bool, .number, .string: break
    }
    return true
  }

  /// JSON as one quoted text with variables in it.
  private func embedded(
    _ value: JSONValue, _ path: [BodyField.Key], _ replaced: Replacements
  ) -> [Word.Part] {
    func text(_ value: JSONValue) -> String { String(decoding: value.serialized(), as: UTF8.self) }
    func quoted(_ text: String) -> [Word.Part] { [.init(.quoted(text), 0..<0)] }
    if let word = replaced[path] {
      let inner = word.parts.flatMap { part in
        part.text.map { quoted(String(text(.string($0)).dropFirst().dropLast())) } ?? [part]
      }
      return quoted("\"") + inner + quoted("\"")
    }
    switch value {
    case .object(let object):
      let members = object.members.enumerated().flatMap { index, member in
        quoted((index > 0 ? "," : "") + text(.string(member.name)) + ":")
          + embedded(member.value, path + [.name(member.name)], replaced)
      }
      return quoted("{") + members + quoted("}")
    case .array(let elements):
      let members = elements.enumerated().flatMap { index, element in
        (index > 0 ? quoted(",") : []) + embedded(element, path + [.index(index)], replaced)
      }
      return quoted("[") + members + quoted("]")
    case .null, .bool, .number, .string: return quoted(text(value))
    }
  }

  /// Whether a name can stand in brackets.
  private static func isTypable(_ name: String) -> Bool {
    !name.isEmpty && Int(name) == nil && !name.contains { "[]\"'\\$ \t\n\r".contains($0) }
  }
}

/// The words that stand in the place of values in a JSON text, by their paths.
struct Replacements {
  private var words: [[BodyField.Key]: Word] = [:]
  private var parents: Set<[BodyField.Key]> = []

  var isEmpty: Bool { words.isEmpty }

  subscript(path: [BodyField.Key]) -> Word? {
    get { words[path] }
    set {
      words[path] = newValue
      var parent = path
      while parents.insert(parent).inserted, !parent.isEmpty { parent.removeLast() }
    }
  }

  /// Whether there is a word at a path or inside of it.
  func isAny(below path: [BodyField.Key]) -> Bool { parents.contains(path) }
}
