internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// Puts the values of variables into words.
struct Expander {
  let variables: [String: Value]
  let last: Exchange?
  /// The folder that `~` stands for in the name of a file.
  private let home: String?

  init(_ session: Session) {
    variables = session.variables
    last = session.last
    home = session.options.environment["HOME"]
  }

  /// The word as text.
  func text(_ word: Word) throws(Failure) -> String {
    var result = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        result += Self.text(of: try value(reference, at: part.range))
      } else {
        result += part.text ?? ""
      }
    }
    return result
  }

  /// The word as the name of a file: a `~/` in front that was typed without quotes is the home folder.
  func file(_ word: Word) throws(Failure) -> String {
    let text = try text(word)
    guard let home, case .bare(let start)? = word.parts.first?.kind, start.hasPrefix("~/") else { return text }
    return home + text.dropFirst()
  }

  /// The value of the one variable that a word is; nil for any other word.
  func wholeValue(_ word: Word) throws(Failure) -> JSONValue? {
    guard word.parts.count == 1, case .variable(let reference) = word.parts[0].kind else { return nil }
    return try value(reference, at: word.range)
  }

  /// The value that a reference leads to.
  func value(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> JSONValue {
    let found: JSONValue?
    do throws(Failure) { found = try value(named: reference.name) } catch { throw error.pointing(at: range) }
    guard let root = found else {
      if let text = reference.defaultText { return .string(text) }
      throw undefined(reference, at: range)
    }
    if reference.query.isEmpty { return root }
    let nodes = try JSONQuery.evaluate("$" + reference.query, on: root, at: range)
    if let first = nodes.first { return nodes.count == 1 ? first : .array(nodes) }
    if let text = reference.defaultText { return .string(text) }
    throw Failure(
      .unreadable, "$\(reference.name) has nothing at \(reference.query)", at: range,
      advice: JSONQuery.members(of: root).map { "it has \($0)" })
  }

  private func value(named name: String) throws(Failure) -> JSONValue? {
    if name == "_" { return try last?.json() }
    switch variables[name] {
    case .text(let text)?: return .string(text)
    case .json(let value)?: return value
    case .response(let exchange)?: return try exchange.json()
    case nil: return nil
    }
  }

  private func undefined(_ reference: VariableReference, at range: SourceRange) -> Failure {
    if reference.name == "_" {
      return Failure(.unreadable, "there is no response yet for $_ to be", at: range)
    }
    let near = Suggestion.nearest(to: reference.name, in: variables.keys.sorted())
    return Failure(
      .unreadable, "there is no variable \(reference.name)", at: range,
      advice: near.map { "did you mean $\($0)?" }
        ?? "set it with set \(reference.name)=…, \(reference.name) = post …, or --var \(reference.name)=…")
  }

  /// A value as text: strings as they are, everything else as JSON.
  static func text(of value: JSONValue) -> String {
    if case .string(let text) = value { return text }
    return String(decoding: value.serialized(), as: UTF8.self)
  }
}

extension Failure {
  /// The same, pointing at a place where it did not point at any.
  func pointing(at range: SourceRange) -> Failure {
    var copy = self
    copy.range = self.range ?? range
    return copy
  }
}
