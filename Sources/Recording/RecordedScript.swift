internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// The steps of a recording, rewritten so that they run again elsewhere.
struct RecordedScript {
  private var steps: [RecordedStep] = []
  private var provenance = Provenance()
  /// The step whose response `$_` is now; nil when it was not recorded.
  private var lastResponse: Int?
  /// The step that set each variable.
  private var definitions: [String: Int] = [:]
  /// Variables that whoever runs the script has to give, since they stand for secrets.
  private var required: [String] = []

  mutating func append(_ step: RecordedStep, resolve: @escaping (VariableReference) -> String?) {
    var step = step
    var secrets = SecretFields()
    step.command.action = secrets.replace(step.command.action)
    for name in secrets.names where !required.contains(name) { required.append(name) }
    var rewriter = WordRewriter { [self] in
      reference(for: $0)
    } variable: { [self] in
      known($0) ?? resolve($0).map { .value($0) }
    }
    step.command.action = rewriter.rewrite(step.command.action)
    for (index, name) in rewriter.usedSteps { assign(name, to: index) }

    let index = steps.count
    steps.append(step)
    if let name = step.command.variable?.text { define(name, step: index) }
    if case .set(let name, _) = step.command.action { define(name.text, step: index) }
    if step.status != nil {
      lastResponse = index
      if let response = step.response, !step.isRefused { provenance.learn(response, step: index) }
    }
  }

  // MARK: - Variables

  private mutating func define(_ name: String, step: Int) {
    if let earlier = definitions[name], earlier != step { provenance.forget(step: earlier) }
    definitions[name] = step
  }

  /// The variable that an id is to be written as, and the step that has to set it.
  private func reference(for text: String) -> (VariableReference, step: Int)? {
    guard let source = provenance.source(of: text) else { return nil }
    let name = variableName(of: source.step)
    return (VariableReference(name: name, query: source.query), source.step)
  }

  /// A reference that the script itself can follow; `$_` is written as the step's own variable.
  private func known(_ reference: VariableReference) -> WordRewriter.Known? {
    if reference.name == "_", let lastResponse {
      let name = variableName(of: lastResponse)
      return .step(
        VariableReference(name: name, query: reference.query, defaultText: reference.defaultText), lastResponse)
    }
    if definitions[reference.name] != nil || required.contains(reference.name) || reference.defaultText != nil {
      return .same
    }
    return nil
  }

  private func variableName(of step: Int) -> String {
    steps[step].command.variable?.text ?? unusedName(for: steps[step].command.action)
  }

  private mutating func assign(_ name: String, to step: Int) {
    guard steps[step].command.variable == nil else { return }
    steps[step].command.variable = Located(name, 0..<0)
    definitions[name] = step
  }

  /// `map` for a request that made a map; `map2` when that is taken.
  private func unusedName(for action: Action) -> String {
    var base = "response"
    if case .request(let line) = action {
      switch line.verb {
      case .operation(let operation): base = operation.name.split(separator: "_").dropFirst().joined(separator: "_")
      case .method:
        let words = line.arguments.first?.parts.compactMap(\.text).joined().split(separator: "/") ?? []
        if let last = words.last(where: { CommandParser.isVariableName(String($0)) && $0.utf8.count < 20 }) {
          base = last.hasSuffix("s") ? String(last.dropLast()) : String(last)
        }
      }
    }
    if !CommandParser.isVariableName(base) { base = "response" }
    var name = base
    var number = 2
    while definitions[name] != nil {
      name = base + String(number)
      number += 1
    }
    return name
  }

  // MARK: - Text

  var commandCount: Int { steps.indices.count { isWritten($0) && !isComment($0) } }

  var text: String {
    var lines = ["# Recorded with feltsh; run it again with: feltsh run FILE"]
    for name in required { lines.append("# It needs a value that is not written here: --var \(name)=…") }
    for index in steps.indices where isWritten(index) {
      let text = CommandPrinter.print(steps[index].command)
      lines.append(isComment(index) ? Self.comment(text, status: steps[index].status) : text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func comment(_ text: String, status: Int?) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n")
    return lines + (status.map { "  (answered \($0))" } ?? "")
  }

  /// A refused request is kept as a comment, unless the refusal was expected.
  private func isComment(_ index: Int) -> Bool {
    steps[index].isRefused && !isExpected(index)
  }

  private func isExpected(_ index: Int) -> Bool {
    index + 1 < steps.count && steps[index + 1].kind == .expectation
  }

  /// A read that was done before, with nothing changed since, is left out when nothing looks at its answer.
  private func isWritten(_ index: Int) -> Bool {
    let step = steps[index]
    guard step.kind == .read, step.command.variable == nil, !isExpected(index) else { return true }
    let text = CommandPrinter.print(step.command)
    for earlier in steps[..<index].reversed() {
      if earlier.kind == .write { return true }
      if earlier.kind == .read, CommandPrinter.print(earlier.command) == text { return false }
    }
    return true
  }
}
