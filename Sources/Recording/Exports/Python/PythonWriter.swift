internal import CommandLanguage
internal import Execution

/// Writes a script as a program in Python 3 that needs `requests` and nothing else.
final class PythonWriter {
  var lines: [String] = []
  var depth = 1
  /// The helpers that the program calls.
  var helpers: Set<String> = []
  /// The modules that `main` itself uses.
  var imports: Set<String> = []
  var names = PythonNames()
  var scope: [String: PythonVariable] = [:]
  private(set) var parameters: [PythonParameter] = []
  private(set) var problems: [(failure: Failure, statement: Statement)] = []
  /// The variables whose requests have to be known, for what is waited for, refreshed or loaded.
  private(set) var tracked: Set<String> = []
  /// Whether something looks at the last response, wherever it came from.
  private(set) var looksBack = false
  /// Whether nothing looks at the response of the statement that is written before the next one has another.
  private(set) var isOverwritten = false
  /// Whether that can be told: what runs in any case may look at any response.
  private var knowsOverwritten = true
  /// Whether paths may count from where `cd` went.
  var hasLocation = false
  /// Whether what is written runs again when an expectation fails.
  var isRetried = false
  /// How many scripts source one another here.
  var sourceDepth = 0
  /// The last line of the script that was written.
  var previous: (line: Int, source: StatementSource) = (0, .typed)
  let read: (String, Statement) -> Script?

  init(read: @escaping (String, Statement) -> Script?) {
    self.read = read
  }

  func write(_ script: Script) -> ScriptExports.Result {
    let all = script.statements.withInner
    let loose = script.statements.flatMap(\.withBlocks)
    looksBack = loose.contains { $0.looksBack } || script.statements.contains { $0.sourcesScript }
    tracked = Self.tracked(in: all)
    knowsOverwritten = !loose.contains { $0.isFinally && $0.withBlocks.contains { $0.looksBack } }
    body(script.statements)
    var result = ScriptExports.Result()
    result.problems = problems
    if problems.isEmpty { result.text = PythonProgram(self, script).text }
    return result
  }

  // MARK: - Lines

  func line(_ text: String, _ statement: Statement? = nil) {
    let indentation = String(repeating: " ", count: depth * 4)
    guard let statement else { return lines.append(indentation + text) }
    var parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    parts[0] += "  # \(statement.place)"
    lines.append(indentation + parts.joined(separator: "\n"))
  }

  /// Writes what stands one step further in; `pass` where there is nothing.
  func indented(_ write: () throws -> Void) rethrows {
    depth += 1
    defer { depth -= 1 }
    let count = lines.count
    try write()
    if !lines[count...].contains(where: { !$0.isComment }) { line("pass") }
  }

  func use(_ helper: String) -> String {
    helpers.insert(helper)
    return helper
  }

  func refuse(_ failure: Failure, _ statement: Statement) {
    problems.append((failure, statement))
  }

  func code(_ node: PythonNode) -> String {
    if node.usesJSON { imports.insert("json") }
    return node.text(indentation: depth * 4)
  }

  // MARK: - Statements

  func body(_ statements: [Statement]) {
    guard let last = statements.lastIndex(where: \.isFinally), let block = statements[last].block else {
      write(statements[...])
      return
    }
    let outer = scope
    // Variables that a failure may leave unset are None in the `finally` block.
    let used = Set(block.statements.withInner.flatMap(\.command.references).map(\.reference.name))
    let mayBeUnset = statements[..<last].filter { $0.block == nil }.flatMap(\.command.boundNames)
      .filter { used.contains($0) && outer[$0] == nil }
    for name in Set(mayBeUnset).sorted() { line("\(names.name(of: name)) = None") }
    line("try:")
    indented { write(statements[..<last]) }
    for name in mayBeUnset { scope[name]?.isUncertain = true }
    line("finally:", statements[last])
    previous.line = 0
    scoped { indented { body(block.body) } }
    write(statements[(last + 1)...])
  }

  private func write(_ statements: ArraySlice<Statement>) {
    for (index, statement) in zip(statements.indices, statements) {
      let next = statements[(index + 1)...].first { !$0.isComment }
      isOverwritten = knowsOverwritten && (next?.overwritesResponse ?? false)
      self.statement(statement)
    }
  }

  /// Writes something after which the variables that it set first are gone.
  func scoped(_ write: () throws -> Void) rethrows {
    let known = Set(scope.keys)
    try write()
    for name in scope.keys where !known.contains(name) { scope[name] = nil }
  }

  private func statement(_ statement: Statement) {
    // An empty line stays one.
    if statement.source == previous.source, previous.line > 0, statement.line > previous.line + 1 { lines.append("") }
    defer { previous = (statement.lastLine, statement.source) }
    if statement.block != nil { previous = (statement.line, statement.source) }
    if !statement.isComment, let comment = statement.command.comment { self.comment(comment) }
    do throws(Failure) {
      switch statement.command.action {
      case .nothing:
        if let comment = statement.command.comment { self.comment(comment) }
        return
      case .request(let line, let variable): try request(line, variable, statement)
      case .call(let call): try self.call(call, statement)
      case .block(let block): try self.block(block, statement)
      }
      for expectation in statement.expectations { try self.expectation(expectation) }
    } catch {
      refuse(error, statement)
    }
  }

  private func comment(_ text: String) {
    line(("#" + CommentText.oneLine(text)).trimmedAtEnd)
  }

  private func expectation(_ statement: Statement) throws(Failure) {
    guard let expectation = statement.command.expectation else { return }
    try expect(expectation, statement)
  }

  // MARK: - Parameters

  /// The variable of a value that the script gets when it starts.
  func parameter(_ name: String, default text: String? = nil, isOptional: Bool = false) -> PythonParameter {
    if let index = parameters.firstIndex(where: { $0.name == name }) {
      if parameters[index].defaultText == nil, let text { parameters[index].defaultText = text }
      if !isOptional { parameters[index].isOptional = false }
      return parameters[index]
    }
    let new = PythonParameter(
      name: name, variable: names.name(of: name), defaultText: text, isOptional: isOptional,
      isSecret: SecretName.isLikely(name))
    parameters.append(new)
    if new.isSecret { imports.insert("os") }
    return new
  }

  /// Everything whose path is needed where it is used, and what that comes from.
  private static func tracked(in statements: [Statement]) -> Set<String> {
    var names: Set<String> = []
    for statement in statements {
      guard case .call(let call) = statement.command.action, ["wait", "refresh", "download"].contains(call.name) else {
        continue
      }
      names.formUnion(statement.command.references.map(\.reference.name))
    }
    var count = -1
    while count != names.count {
      count = names.count
      for case .loop(let loop)? in statements.map(\.block?.head) where names.contains(loop.variable.text) {
        if case .values(let reference, _) = loop.source { names.insert(reference.name) }
      }
    }
    return names
  }
}

extension StatementSource {
  /// The name of the script's file, on one line.
  func fileName(or other: String) -> String {
    CommentText.oneLine(file?.split(separator: "/").last.map(String.init) ?? other)
  }
}

extension Statement {
  /// The script's name and the line, as the program says it.
  var place: String {
    source.fileName(or: "script").replacing(" ", with: "_") + ":\(line)"
  }

  /// Itself and what stands in its braces, without the expectations that belong to a request.
  fileprivate var withBlocks: [Statement] { [self] + (block?.statements.flatMap(\.withBlocks) ?? []) }

  /// Whether it asks for the last response without being a part of its request.
  fileprivate var looksBack: Bool {
    if command.references.contains(where: { $0.reference.name == "_" }) { return true }
    if case .call(let call) = command.action {
      if call.expectation != nil { return true }
      if call.word("@FILE") != nil || call.word("JSONPATH")?.variable != nil { return false }
      return ["show", "table", "headers", "timing"].contains(call.name)
    }
    guard case .condition(let condition)? = block?.head else { return false }
    switch condition.subject {
    case .value, .valueCount: return false
    case .status, .time, .header, .path, .count: return true
    }
  }

  /// The last line of its text and of what belongs to it.
  fileprivate var lastLine: Int {
    let last = expectations.map(\.lastLine).max() ?? 0
    return max(line + text.count { $0 == "\n" } + transcript.count, last)
  }

  /// Whether there is another last response after it, and it does not look at the one before.
  fileprivate var overwritesResponse: Bool {
    if looksBack { return false }
    switch command.action {
    case .request: return true
    case .call(let call):
      return ["upload", "refresh", "whoami"].contains(call.name)
        || (call.name == "find" && call.word("KIND")?.text != "element_group")
    case .nothing, .block: return false
    }
  }

  fileprivate var sourcesScript: Bool {
    withInner.contains { if case .call(let call) = $0.command.action { call.name == "source" } else { false } }
  }
}

extension String {
  var isComment: Bool { drop { $0 == " " }.hasPrefix("#") }
  fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
