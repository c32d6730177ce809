internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

extension StepRewriter {
  /// A command that is not a request; nil when nothing of it may be written.
  ///
  /// - Parameter result: what the step of the command says of its words; nil for one of an expectation.
  mutating func rewrite(_ call: CommandCall, _ result: StepResult? = nil) -> CommandCall? {
    var call = result?.wholeCall ?? call
    let places = result?.places ?? [:]
    for file in result?.files ?? [] { note(file: file) }
    for index in call.options.indices { call.options[index].value = call.options[index].value.map { word($0) } }
    call.output = call.output.mapped { word($0) }
    let isHeader = call.arguments.contains { argument in
      if case .word(let word) = argument.value { SecretName.isLikely(word.text ?? "") } else { false }
    }
    for index in call.arguments.indices {
      switch call.arguments[index].value {
      case .word(let word):
        let role: Role = isHeader && index > 0 ? .secret(Self.variableName(call.arguments[0].text)) : .other
        call.arguments[index].value = .word(
          places[word.range].map { place(word, at: $0) } ?? self.word(word, role))
      case .assignment(let name, let value):
        if SecretName.isLikely(name.text) || trace.parameters[name.text].map({ $0.defaultText == nil }) ?? false {
          if case .text(let word) = value, let text = word.text { noteSecret(text) }
          _ = secretParameter(name.text)
          return nil
        }
        call.arguments[index].value = .assignment(name: name, rewrite(value))
      case .expectation(var expectation):
        expectation = rewrite(expectation)
        call.arguments[index].value = .expectation(expectation)
      case .item(let item):
        guard let rewritten = self.item(item, of: call.operation) else { return nil }
        call.arguments[index].value = .item(rewritten)
      case .request:
        guard let plan = result?.fallback, let typed = plan.call else { return nil }
        call.arguments[index].value = .request(rewrite(typed, plan.request))
      case .aliasDefinition, .foreign: return nil
      }
    }
    return call
  }

  /// A word that names a resource: a variable that the script has, or else the path written whole.
  private mutating func place(_ word: Word, at path: String) -> Word {
    if word.variable != nil, case let kept = self.word(word), kept.variable != nil { return kept }
    return self.path(path, Catalogue.match(.get, path)?.0)
  }

  /// An expectation, or the condition of a block.
  mutating func rewrite(_ expectation: Expectation) -> Expectation {
    var expectation = expectation
    expectation.value = expectation.value.map { word($0) }
    switch expectation.subject {
    case .value(let reference, let range, let all):
      if let rewritten = self.reference(reference, at: range) {
        expectation.subject = .value(rewritten, range, all: all)
      }
    case .valueCount(let reference, let range):
      if let rewritten = self.reference(reference, at: range) { expectation.subject = .valueCount(rewritten, range) }
    case .status, .time, .header, .path, .count: break
    }
    return expectation
  }

  /// A reference as the script has it; nil where only a value can stand for it.
  mutating func reference(_ reference: VariableReference, at range: SourceRange) -> VariableReference? {
    Word([variable(reference, at: range, .other)], range).variable
  }

  private mutating func rewrite(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): return .text(word(text))
    case .json(let text): return .json(text.rawText == nil ? word(text) : text)
    case .textFile(let file):
      note(file: file.text ?? "")
      return .textFile(word(file))
    case .jsonFile(let file):
      note(file: file.text ?? "")
      return .jsonFile(word(file))
    }
  }

  /// A request that failed, as it was typed, with its secrets replaced.
  mutating func withoutSecrets(_ line: RequestLine, _ resolved: ResolvedCall) -> RequestLine {
    var line = line
    let schema = resolved.operation?.body
    line.items = line.items.map { item in
      switch item.kind {
      case .field(let path, _) where schema?.isSecret(at: path) ?? false:
        return Item(.field(path, .text(Word(.bare("…")))), range: item.range)
      case .header(let name, _) where SecretName.isLikely(name):
        return Item(.header(name: name, Word(.bare("…"))), range: item.range)
      case .body(.json(let text)) where !(schema?.secrets(inBody: Array(text.utf8)).isEmpty ?? true):
        return Item(.body(.json("{…}")), range: item.range)
      case .body(.heredoc): return Item(.body(.json("{…}")), range: item.range)
      default: return item
      }
    }
    return line
  }
}

extension CommandCall.Argument {
  /// Its text, where it is a plain word.
  fileprivate var text: String {
    if case .word(let word) = value { word.text ?? "" } else { "" }
  }
}
