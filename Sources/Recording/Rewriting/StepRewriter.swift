internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Rewrites the words of a step so that they mean the same in another workspace: values that responses gave become
/// references, ids that no response gave become parameters, and secrets become parameters without a default.
struct StepRewriter {
  let trace: Trace
  var resolutions: [SourceRange: Resolution]
  /// Variables of the block that is rewritten, which stay.
  var ownNames: Set<String> = []
  private(set) var dependencies: Set<Int> = []
  /// The names of the parameters and the kept parts that it refers to.
  private(set) var usedNames: Set<String> = []
  private(set) var newParameters: [Trace.Parameter] = []
  /// Values that turned out to be secrets.
  private(set) var newSecrets: [String] = []
  /// URLs that the person gave, which responses only repeat.
  private(set) var newAddresses: [String] = []
  private(set) var files: [String] = []
  /// The `set` commands whose value is an id that no response gave.
  private(set) var parameterSteps: Set<Int> = []
  /// Parts of responses that have to be kept under a name of their own.
  private(set) var keptParts: [(step: Int, part: (name: String, query: String))] = []
  /// What is to be said about a captured value.
  var remark: String?

  /// - Parameter resolutions: what the variables in the step's text stood for.
  init(_ trace: Trace, _ resolutions: [Resolution]) {
    self.trace = trace
    self.resolutions =
      resolutions.isEmpty
      ? [:] : Dictionary(resolutions.map { ($0.range, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a word is for.
  enum Role {
    /// An id, of this kind if that is known.
    case identifier(ResourceKind?)
    /// A secret, with the name for its parameter.
    case secret(String)
    case other
  }

  // MARK: - Words

  /// A word with what it was for.
  mutating func word(_ word: Word, _ role: Role = .other) -> Word {
    if case .secret(let name) = role { return secretParameter(name, word) }
    if let text = word.text, let replaced = wholeValue(text, role) { return replaced }
    return Word(word.parts.flatMap { part($0, role) }, word.range)
  }

  /// A text that is as a whole an id or a URL of a response; nil when it stays.
  private mutating func wholeValue(_ text: String, _ role: Role) -> Word? {
    if trace.secrets.contains(text) || (Secrets.isSigned(text) && trace.index.address(text) == nil) {
      return Word(.variable(secretParameter()))
    }
    if let reference = capture(text) { return Word(.variable(reference)) }
    if case .identifier(let kind) = role, !text.isEmpty { return Word(.variable(parameter(id: text, kind))) }
    if text.containsBytes(of: "://"), let occurrence = trace.index.address(text),
      let reference = reference(to: occurrence)
    {
      return Word(.variable(reference))
    }
    return nil
  }

  private mutating func part(_ part: Word.Part, _ role: Role) -> [Word.Part] {
    if case .variable(let reference) = part.kind {
      return [variable(reference, at: part.range, role)]
    }
    guard let text = part.text, case let found = trace.index.identifiers(in: text), !found.isEmpty else {
      return [part]
    }
    var parts: [Word.Part] = []
    var start = text.startIndex
    for range in found {
      guard let reference = capture(String(text[range])) else { continue }
      if start < range.lowerBound { parts.append(part.replacingText(String(text[start..<range.lowerBound]))) }
      parts.append(.init(.variable(reference), part.range))
      start = range.upperBound
    }
    if start < text.endIndex { parts.append(part.replacingText(String(text[start...]))) }
    return parts
  }

  /// A variable as the script has it.
  mutating func variable(
    _ reference: VariableReference, at range: SourceRange, _ role: Role
  ) -> Word.Part {
    guard !ownNames.contains(reference.name), let resolution = resolutions[range] else {
      return .init(.variable(reference), range)
    }
    // A default was taken: the reference says all there is to say.
    guard let number = resolution.definedBy else {
      if case .text(let text) = resolution.value, trace.secrets.contains(text) {
        return .init(.variable(secretParameter()), range)
      }
      return .init(.variable(reference), range)
    }
    let text = Self.text(resolution.value, role)
    if let step = trace.index(ofStep: number), case .block = trace.steps[step].kind {
      dependencies.insert(step)
      return .init(.variable(reference), range)
    }
    // What came last came in a block, and comes there again.
    if reference.name == "_", let step = trace.index(ofBlockAround: number) {
      dependencies.insert(step)
      return .init(.variable(reference), range)
    }
    if let step = trace.index(ofStep: number), trace.steps[step].isReferable {
      // `$_` is whatever came last: the variable of the thing itself says more.
      if reference.name == "_", let text, let found = capture(text) { return .init(.variable(found), range) }
      if let kept = self.reference(to: step, reference) {
        if case .identifier = role, case .set = trace.steps[step].kind, isLiteralID(step) {
          parameterSteps.insert(step)
        }
        return .init(.variable(kept), range)
      }
    }
    if let parameter = trace.parameters[reference.name], reference.query.isEmpty {
      usedNames.insert(parameter.name)
      return .init(.variable(reference), range)
    }
    return value(resolution, reference, range, role)
  }

  /// The value of a variable that the script doesn't have.
  private mutating func value(
    _ resolution: Resolution, _ reference: VariableReference, _ range: SourceRange, _ role: Role
  ) -> Word.Part {
    let text = Self.text(resolution.value, role) ?? ""
    if trace.secrets.isFound(in: text) || SecretName.isLikely(reference.name) {
      newSecrets.append(text)
      return .init(.variable(secretParameter(reference.name)), range)
    }
    if let found = capture(text) { return .init(.variable(found), range) }
    if case .identifier(let kind) = role {
      return .init(.variable(parameter(id: text, kind, name: reference.name == "_" ? nil : reference.name)), range)
    }
    return .init(.quoted(text), range)
  }

  /// A value as text; in the place of an id, a response stands for its id.
  static func text(_ value: Variable.Value, _ role: Role) -> String? {
    guard let json = try? value.json() else { return nil }
    if case .identifier = role, case .object(let object) = json, let id = object.text("id") { return id }
    return json.plainText
  }

  /// Whether a `set` has a plain text that no response gave.
  private func isLiteralID(_ step: Int) -> Bool {
    guard case .text(let text)? = trace.setValues[step], trace.steps[step].dependencies.isEmpty else { return false }
    return trace.index.occurrences(of: text).isEmpty || trace.steps[step].isParameter
  }

  // MARK: - References

  /// The reference that gives an id; nil when no response that the script has gave it.
  mutating func capture(_ id: String) -> VariableReference? {
    if let parameter = trace.parameters[id: id] ?? newParameters.first(where: { $0.defaultText == id }) {
      usedNames.insert(parameter.name)
      return VariableReference(name: parameter.name)
    }
    for occurrence in ranked(trace.index.occurrences(of: id)) {
      if let reference = reference(to: occurrence) { return reference }
    }
    return nil
  }

  /// First the response of the request that made the thing, then the response that showed it last, then the lists that
  /// have it as a member.
  private func ranked(_ occurrences: [ResourceIndex.Occurrence]) -> [ResourceIndex.Occurrence] {
    let usable = occurrences.filter { trace.steps[$0.step].isUsableSource }
    let made = usable.filter(\.isCreation)
    let shown = usable.filter { !$0.isCreation && $0.path == [.name("id")] }.reversed()
    let listed = usable.filter { !$0.isCreation && $0.path != [.name("id")] }.reversed()
    return made + shown + listed
  }

  private mutating func reference(to occurrence: ResourceIndex.Occurrence) -> VariableReference? {
    guard let response = trace.steps[occurrence.step].response,
      let query = CaptureQuery(
        to: occurrence.path, in: response, { [index = trace.index] in !index.identifiers(in: $0).isEmpty }),
      let reference = reference(to: occurrence.step, VariableReference(name: "", query: query.text))
    else { return nil }
    if let text = query.remark { remark = " " + text }
    return reference
  }

  /// A reference to a step's response, whatever the step's variable is called in the end. When the variable has come to
  /// mean something else since, the part is kept under a name of its own.
  private mutating func reference(to step: Int, _ reference: VariableReference) -> VariableReference? {
    let source = trace.steps[step]
    guard source.isUsableSource || { if case .set = source.kind { true } else { false } }() else { return nil }
    dependencies.insert(step)
    if let name = source.givenName ?? source.setName, trace.definitions[name] != step {
      let query = reference.query
      let known =
        source.keptParts.first { $0.query == query }
        ?? keptParts.first { $0.step == step && $0.part.query == query }?.part
      let part =
        known ?? (
          trace.unusedName(name) { name in keptParts.contains { $0.part.name == name } },
          query
        )
      if known == nil { keptParts.append((step, part)) }
      usedNames.insert(part.0)
      return VariableReference(name: part.0, defaultText: reference.defaultText)
    }
    return VariableReference(
      name: StepReference.name(step), query: reference.query, defaultText: reference.defaultText)
  }

  // MARK: - Parameters

  private mutating func parameter(id: String, _ kind: ResourceKind?, name: String? = nil) -> VariableReference {
    let base = name ?? kind?.rawValue ?? "id"
    let name = trace.unusedName(base) { name in newParameters.contains { $0.name == name } }
    newParameters.append(.init(name: name, defaultText: id, remark: trace.index.title(of: id)))
    usedNames.insert(name)
    return VariableReference(name: name)
  }

  /// The parameter that stands for a secret.
  mutating func secretParameter(_ name: String = "secret") -> VariableReference {
    if !(trace.parameters[name]?.defaultText == nil && trace.parameters[name] != nil) {
      newParameters.append(.init(name: name, defaultText: nil, remark: nil))
    }
    usedNames.insert(name)
    return VariableReference(name: name)
  }

  /// A word in the place of a secret, as a parameter; a response's own secret is referred to.
  private mutating func secretParameter(_ name: String, _ word: Word) -> Word {
    if let reference = word.variable, ownNames.contains(reference.name) { return word }
    if let reference = word.variable, let resolution = resolutions[word.range],
      let number = resolution.definedBy
    {
      if let step = trace.index(ofStep: number), case .read = trace.steps[step].kind,
        let kept = self.reference(to: step, reference)
      {
        return Word(.variable(kept), word.range)
      }
      if let text = Self.text(resolution.value, .other) { newSecrets.append(text) }
      let name = reference.name == "_" ? name : reference.name
      return Word(.variable(secretParameter(name)), word.range)
    }
    if let text = word.text { newSecrets.append(text) }
    return Word(.variable(secretParameter(name)), word.range)
  }

  mutating func note(file name: String) { files.append(name) }

  mutating func noteSecret(_ text: String) { newSecrets.append(text) }

  /// A URL that the person gave.
  mutating func noteAddress(_ text: String) { newAddresses.append(text) }
}

extension TraceStep {
  /// Whether a script can refer to it at all.
  fileprivate var isReferable: Bool { isUsableSource || setName != nil }

  /// Whether its response can be the source of values. What was changed before the recording began is not repeated.
  fileprivate var isUsableSource: Bool {
    switch kind {
    case .read: response != nil
    case .write: response != nil && !isEarlier
    case .set, .command, .comment, .block: false
    }
  }

  /// The variable that it sets by itself.
  fileprivate var setName: String? {
    if case .set(let name) = kind { name } else { nil }
  }
}

extension Word.Part {
  /// The same kind of text with other content.
  fileprivate func replacingText(_ text: String) -> Word.Part {
    switch kind {
    case .bare: Word.Part(.bare(text), range)
    case .raw: Word.Part(.raw(text), range)
    case .quoted, .variable: Word.Part(.quoted(text), range)
    }
  }
}
