internal import CommandLanguage
internal import FeltAPI

/// Writes ids as the variables they came from, and variables that the script does not have as their values.
struct WordRewriter {
  /// What is known of a reference.
  enum Known {
    /// The script has the variable under the same name.
    case same
    /// The script has it as the response of a step.
    case step(VariableReference, Int)
    /// The script does not have it; this is its value.
    case value(String)
  }

  /// The steps whose responses were used, with the names that their variables are to have.
  private(set) var usedSteps: [Int: String] = [:]
  private let reference: (String) -> (VariableReference, step: Int)?
  private let known: (VariableReference) -> Known?

  init(
    reference: @escaping (String) -> (VariableReference, step: Int)?, variable: @escaping (VariableReference) -> Known?
  ) {
    self.reference = reference
    known = variable
  }

  mutating func rewrite(_ action: Action) -> Action {
    switch action {
    case .request(var line):
      let isPath: Bool = if case .method = line.verb { true } else { false }
      line.arguments = line.arguments.map { isPath ? path($0) : word($0) }
      line.items = line.items.map { item in rewrite(item) }
      return .request(line)
    case .expect(var expectation):
      expectation.value = expectation.value.map { word($0) }
      return .expect(expectation)
    case .set(let name, let value): return .set(name: name, value: rewrite(value))
    default: return action
    }
  }

  private mutating func rewrite(_ item: Item) -> Item {
    let kind: Item.Kind =
      switch item.kind {
      case .field(let path, let value): .field(path, rewrite(value))
      case .query(let name, let value): .query(name: name, word(value))
      case .header(let name, let value): .header(name: name, word(value))
      case .body(.file(let file)): .body(.file(word(file)))
      case .body(.variable(let reference)): body(reference)
      case .body(.json), .body(.heredoc): item.kind
      }
    return Item(kind, range: item.range)
  }

  private mutating func body(_ reference: VariableReference) -> Item.Kind {
    switch known(reference) {
    case .step(let other, let step):
      usedSteps[step] = other.name
      return .body(.variable(other))
    case .value(let json): return .body(.json(json))
    case .same, nil: return .body(.variable(reference))
    }
  }

  private mutating func rewrite(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): .text(word(text))
    case .json(let text): .json(word(text))
    case .textFile(let file): .textFile(word(file))
    case .jsonFile(let file): .jsonFile(word(file))
    }
  }

  /// A word whose whole text may be an id.
  private mutating func word(_ word: Word) -> Word {
    if let text = word.text {
      guard let (found, step) = reference(text) else { return word }
      usedSteps[step] = found.name
      return Word([.init(.variable(found), word.range)], word.range)
    }
    return Word(word.parts.map { part in self.part(part) }, word.range)
  }

  private mutating func part(_ part: Word.Part) -> Word.Part {
    guard case .variable(let variable) = part.kind else { return part }
    switch known(variable) {
    case .step(let other, let step):
      usedSteps[step] = other.name
      return .init(.variable(other), part.range)
    case .value(let text):
      guard let (found, step) = reference(text) else { return .init(.quoted(text), part.range) }
      usedSteps[step] = found.name
      return .init(.variable(found), part.range)
    case .same, nil: return part
    }
  }

  /// A path each of whose segments may be an id.
  private mutating func path(_ word: Word) -> Word {
    var parts: [Word.Part] = []
    for part in word.parts {
      guard let text = part.text else {
        parts.append(self.part(part))
        continue
      }
      var literal = ""
      func endLiteral() {
        if !literal.isEmpty { parts.append(.init(part.kind.isQuoted ? .quoted(literal) : .bare(literal), part.range)) }
        literal = ""
      }
      for (index, segment) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { literal += "/" }
        guard let (found, step) = reference(String(segment)) else {
          literal += segment
          continue
        }
        endLiteral()
        usedSteps[step] = found.name
        parts.append(.init(.variable(found), part.range))
      }
      endLiteral()
    }
    return Word(parts, word.range)
  }
}

extension Word.Part.Kind {
  fileprivate var isQuoted: Bool {
    if case .quoted = self { true } else { false }
  }
}
