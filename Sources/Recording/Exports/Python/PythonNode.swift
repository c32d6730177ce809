internal import FeltAPI
internal import JSONText

/// A value that a program builds: code, or a list or dictionary of values.
indirect enum PythonNode {
  case code(String)
  case list([PythonNode])
  case dictionary([(name: String, value: PythonNode)])

  /// A JSON value as it stands in a program.
  init(_ value: JSONValue) {
    switch value {
    case .array(let elements): self = .list(elements.map(PythonNode.init))
    case .object(let object):
      guard Set(object.members.map { Array($0.name.utf8) }).count == object.members.count else {
        self = .code(Self.loads(value))
        return
      }
      self = .dictionary(object.members.map { ($0.name, PythonNode($0.value)) })
    case .null, .bool, .number, .string:
      self = .code(PythonLiteral.text(of: value, indentation: 0) ?? Self.loads(value))
    }
  }

  /// Digits that Python would write in another way are read as JSON, as they were.
  private static func loads(_ value: JSONValue) -> String {
    "json.loads(\(PythonLiteral.string(String(decoding: value.serialized(), as: UTF8.self))))"
  }

  /// Whether it calls the module `json`.
  var usesJSON: Bool { inline.contains("json.loads(") }

  private var inline: String {
    switch self {
    case .code(let text): text
    case .list(let elements): "[" + elements.map(\.inline).joined(separator: ", ") + "]"
    case .dictionary(let members):
      "{" + members.map { PythonLiteral.string($0.name) + ": " + $0.value.inline }.joined(separator: ", ") + "}"
    }
  }

  /// The code, over several lines where it is long.
  ///
  /// - Parameter indentation: of the line that it begins on, in spaces.
  func text(indentation: Int) -> String {
    let inline = inline
    if indentation + inline.count <= Self.longestLine { return inline }
    let inner = String(repeating: " ", count: indentation + 4)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .code(let text): return text
    case .list(let elements):
      return "[\n" + elements.map { inner + $0.text(indentation: indentation + 4) + ",\n" }.joined() + outer + "]"
    case .dictionary(let members):
      let lines = members.map { member in
        "\(inner)\(PythonLiteral.string(member.name)): \(member.value.text(indentation: indentation + 4)),\n"
      }
      return "{\n" + lines.joined() + outer + "}"
    }
  }

  private static let longestLine = 72

  /// The same with a value at a place, and what is missing on the way.
  ///
  /// - Returns: nil where something else is there already.
  func setting(_ value: PythonNode, at path: ArraySlice<BodyField.Key>) -> PythonNode? {
    guard let key = path.first else { return isEmpty ? value : nil }
    let rest = path.dropFirst()
    switch (self, key) {
    case (_, .name(let name)):
      guard var members = isEmpty ? [] : members else { return nil }
      let index = members.firstIndex { $0.name == name }
      let old = index.map { members[$0].value } ?? .empty
      guard let new = old.setting(value, at: rest) else { return nil }
      if let index { members[index].value = new } else { members.append((name, new)) }
      return .dictionary(members)
    case (_, .index), (_, .append):
      guard var elements = isEmpty ? [] : elements else { return nil }
      let index: Int = if case .index(let index) = key { index } else { elements.count }
      guard index <= elements.count else { return nil }
      let old = index < elements.count ? elements[index] : .empty
      guard let new = old.setting(value, at: rest) else { return nil }
      if index < elements.count { elements[index] = new } else { elements.append(new) }
      return .list(elements)
    }
  }

  /// Nothing yet.
  static let empty = PythonNode.code("")

  private var isEmpty: Bool { if case .code("") = self { true } else { false } }
  private var members: [(name: String, value: PythonNode)]? { if case .dictionary(let all) = self { all } else { nil } }
  private var elements: [PythonNode]? { if case .list(let all) = self { all } else { nil } }
}
