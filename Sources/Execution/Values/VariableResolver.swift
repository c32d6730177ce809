internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// Finds what the variables in a statement stand for, and notes it for the recorder.
final class VariableResolver {
  private let session: Session
  /// Whether every variable counts as set, to a text of which nothing is known.
  private let assumesAll: Bool
  /// What was resolved, in the order in which it was asked for.
  private(set) var resolutions: [Resolution] = []

  init(_ session: Session) {
    self.session = session
    assumesAll = false
  }

  /// A resolver to which no value is known, for checking what is written around the variables.
  init(assuming session: Session) {
    self.session = session
    assumesAll = true
  }

  /// The word as text.
  func text(_ word: Word) throws(Failure) -> String {
    if let text = word.text { return text }
    var result = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        result += try value(reference, at: part.range).plainText
      } else {
        result += part.text ?? ""
      }
    }
    return result
  }

  /// JSON or JSONPath as it was typed, any other word as text.
  func rawOrText(_ word: Word) throws(Failure) -> String {
    if let raw = word.rawText { return raw }
    return try text(word)
  }

  /// The word as the name of a file: a `~/` at its beginning that was typed without quotes is the home folder. What a
  /// response said can't lead to another folder.
  func file(_ word: Word) throws(Failure) -> String {
    var result = ""
    for part in word.parts {
      guard case .variable(let reference) = part.kind else {
        result += part.text ?? ""
        continue
      }
      let text = try value(reference, at: part.range).plainText
      let isForeign: Bool = if case .text? = resolutions.last?.value { false } else { true }
      result +=
        isForeign ? Self.fileNamePart(text, isFirst: result.isEmpty || result.utf8.last == UInt8(ascii: "/")) : text
    }
    guard case .bare(let start)? = word.parts.first?.kind, start.begins(with: "~/"),
      let home = session.options.environment["HOME"]
    else { return result }
    return home + result.dropFirst()
  }

  /// A text of a response as a part of a file's name: it adds no folder, no hidden or special beginning and no control
  /// character.
  private static func fileNamePart(_ text: String, isFirst: Bool) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar == "/" || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "_" : String(scalar)
    }
    let plain = scalars.joined()
    guard isFirst, let first = plain.unicodeScalars.first, "~-.".unicodeScalars.contains(first) else { return plain }
    return "_" + plain.unicodeScalars.dropFirst().map(String.init).joined()
  }

  /// The value of the one variable that a word is; nil for any other word.
  func wholeValue(_ word: Word) throws(Failure) -> JSONValue? {
    guard let reference = word.variable else { return nil }
    return try value(reference, at: word.range)
  }

  /// The value that a reference leads to; a list where it finds several.
  func value(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> JSONValue {
    let nodes = try found(reference, at: range)
    return nodes.count == 1 ? nodes[0] : .array(nodes)
  }

  /// What a reference finds, at least one value.
  private func found(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> [JSONValue] {
    if assumesAll { return [.string("x")] }
    guard let variable = variable(reference.name) else {
      if let text = reference.defaultText { return [fallback(text, reference, range)] }
      throw undefined(reference, at: range)
    }
    if case .unknown(let text) = variable.value {
      let text = text + reference.query
      resolutions.append(
        Resolution(range: range, reference: reference, value: .unknown(text), definedBy: variable.definedBy))
      return [.string(text)]
    }
    let root: JSONValue
    do throws(Failure) { root = try variable.value.json() } catch { throw error.pointing(at: range) }
    if reference.query.isEmpty {
      resolutions.append(
        Resolution(range: range, reference: reference, value: variable.value, definedBy: variable.definedBy))
      return [root]
    }
    let nodes = try JSONQuery.evaluate("$" + reference.query, on: root, at: range)
    guard let first = nodes.first else {
      if let text = reference.defaultText { return [fallback(text, reference, range)] }
      let nothing = Failure.Reason.nothingAt(
        variable: reference.name, query: reference.query, members: root.memberSummary)
      throw Failure(Self.textProblem(reference, in: root) ?? nothing, at: range)
    }
    let value: JSONValue = nodes.count == 1 ? first : .array(nodes)
    let resolved: Variable.Value =
      if variable.isOwn, case .string(let text) = value { .text(text) } else { .json(value) }
    resolutions.append(
      Resolution(range: range, reference: reference, value: resolved, definedBy: variable.definedBy))
    return nodes
  }

  /// What is wrong with a reference that goes on behind a text, as in `$row.title.json`; nil when it is another one.
  private static func textProblem(_ reference: VariableReference, in root: JSONValue) -> Failure.Reason? {
    let query = reference.query
    for end in query.indices.dropFirst().reversed() where query[end] == "." {
      guard let path = try? JSONPath(parsing: "$" + query[..<end]), let nodes = try? path.values(in: root),
        nodes.count == 1, case .string = nodes[0]
      else { continue }
      return reference.insideText(from: end)
    }
    return nil
  }

  /// What a reference finds, which may be nothing.
  ///
  /// - Throws: why it can't be looked for, such as a variable that is not set.
  func nodes(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> [JSONValue] {
    if assumesAll { return [] }
    do throws(Failure) { return try found(reference, at: range) } catch {
      switch error.reason {
      case .nothingAt, .insideText: return []
      default: throw error
      }
    }
  }

  /// Whether a variable's value is known only when something is sent.
  func isUnknown(_ name: String) -> Bool {
    if case .unknown? = variable(name)?.value { true } else { false }
  }

  /// Whether anything that was resolved is known only when something is sent.
  var hasUnknown: Bool { resolutions.contains { if case .unknown = $0.value { true } else { false } } }

  private func fallback(_ text: String, _ reference: VariableReference, _ range: SourceRange) -> JSONValue {
    resolutions.append(Resolution(range: range, reference: reference, value: .text(text), definedBy: nil))
    return .string(text)
  }

  func variable(_ name: String) -> Variable? {
    if name == "_" {
      // There are no responses where nothing is sent.
      if session.options.isDryRun, !assumesAll { return Variable(.unknown("$_"), definedBy: 0) }
      return session.last.map { Variable(.response($0), definedBy: $0.step) }
    }
    return session.variables[name]
  }

  private func undefined(_ reference: VariableReference, at range: SourceRange) -> Failure {
    if reference.name == "_" { return Failure(.noResponseYet, at: range) }
    let near = Suggestion.nearest(to: reference.name, in: session.variables.keys.sorted())
    return Failure(.undefinedVariable(reference.name, suggestion: near), at: range)
  }
}
