internal import CommandLanguage
internal import FeltAPI
internal import Platform

/// Checks one statement with what is written in it; what its variables hold is not known.
struct StatementCheck {
  let session: Session
  let resolver: VariableResolver
  let trust: Trust
  let table: CommandTable
  let checker: CallChecker

  /// Checks a request.
  ///
  /// - Returns: the operation that it is, and what is wrong.
  func request(
    _ line: RequestLine, knowsLocation: Bool
  ) -> (operation: FeltAPI.Operation?, failures: [Failure]) {
    var failures = output(line.output)
    let calls = CallResolver(
      resolver: resolver, location: session.path, trust: trust.files, longestFile: session.maximumBody)
    do throws(Failure) {
      let resolved = try calls.resolve(line.withoutUnknownFiles)
      guard knowsLocation || !isRelative(line, calls) else { return (nil, failures) }
      let skipsValidation = line.output.skipsValidation || session.options.skipsValidation
      let (operation, problems): (FeltAPI.Operation?, [RequestProblem])
      do throws(CallProblem) {
        (operation, problems) = try checker.check(resolved.call, validates: !skipsValidation)
      } catch {
        throw Failure(.call(error), at: resolved.range(of: error))
      }
      for problem in problems where isCertain(problem, line) {
        failures.append(Failure(.validation([problem], operation: operation), at: resolved.range(of: problem.item)))
      }
      return (operation, failures)
    } catch {
      return (nil, failures + [error])
    }
  }

  /// Whether a problem is there whatever the variables hold.
  ///
  /// - Parameter line: the request as it was typed, with its variables.
  private func isCertain(_ problem: RequestProblem, _ line: RequestLine) -> Bool {
    let items = line.items
    switch (problem.kind, problem.item) {
    // The whole line is looked at for tokens.
    case (.token, _): return false
    case (.unknownField, .field), (.unknownQuery, .query): return true
    case (_, .field(let index)):
      let fields = items.filter { if case .field = $0.kind { true } else { false } }
      return fields.indices.contains(index) && fields[index].isLiteral
    case (_, .query(let index)):
      let parameters = items.filter { if case .query = $0.kind { true } else { false } }
      return parameters.indices.contains(index) && parameters[index].isLiteral
    case (.missingField, .body): return items.allSatisfy { !$0.isBody || $0.isLiteral }
    case (_, .body): return items.allSatisfy(\.isLiteral)
    // A path that begins with a variable can be any.
    case (.unknownPath, .path): return line.arguments.first.map { $0.parts.first?.text != nil } ?? true
    case (_, .path), (_, .method), (_, .pathParameter), (_, .header), (_, .token): return true
    }
  }

  /// Whether the path counts from where `cd` went.
  private func isRelative(_ line: RequestLine, _ calls: CallResolver) -> Bool {
    guard case .method = line.verb, let word = line.arguments.first, word.parts.first?.text != nil else { return false }
    return calls.isRelative(word)
  }

  /// Checks another command.
  func call(_ call: CommandCall) -> [Failure] {
    var failures = output(call.output)
    guard let spec = table.command(named: call.name) else { return failures }
    failures += items(of: call)
    if let (capability, range) = spec.need(of: call) {
      check { () throws(Failure) in try trust.require(capability, at: range) }
    }
    if let line = call.request { failures += request(line, knowsLocation: false).failures }
    for argument in call.arguments {
      let kind = spec.kind(of: argument)
      switch argument.value {
      case .word(let word) where argument.isFile: check { () throws(Failure) in try file(word) }
      case .word(let word) where kind == .newFile:
        if let path = word.text { check { () throws(Failure) in _ = try trust.files.writable(path, at: word.range) } }
      case .word(let word) where kind == .dataFile && !(word.text ?? "").contains("://"):
        check { () throws(Failure) in try dataFile(word) }
      case .word(let word) where kind == .jsonPath && word.text != nil:
        check { () throws(Failure) in _ = try JSONQuery.parse(try resolver.rawOrText(word), at: word.range) }
      case .assignment(_, .textFile(let word)), .assignment(_, .jsonFile(let word)):
        check { () throws(Failure) in try file(word) }
      case .expectation(let expectation): failures += self.expectation(expectation)
      default: break
      }
    }
    return failures

    func check(_ body: () throws(Failure) -> Void) {
      do { try body() } catch { failures.append(error) }
    }
  }

  /// What is wrong with the fields that a command is given for its operation. It adds the required ones itself.
  private func items(of call: CommandCall) -> [Failure] {
    guard let operation = call.operation, !call.items.isEmpty else { return [] }
    let words = operation.path.parameterNames.map { _ in Word(.quoted("x"), call.nameRange) }
    let line = RequestLine(verb: .operation(operation), verbRange: call.nameRange, arguments: words, items: call.items)
    return request(line, knowsLocation: true).failures.filter { failure in
      guard case .validation(let problems, _) = failure.reason else { return true }
      return problems.contains { if case .missingField = $0.kind { false } else { true } }
    }
  }

  /// A file or a folder that is sent.
  private func dataFile(_ word: Word) throws(Failure) {
    guard word.text != nil else { return }
    _ = try UploadFiles([(try resolver.file(word), word.range)], trust.files)
  }

  private func file(_ word: Word) throws(Failure) {
    guard let text = word.text else { return }
    let path = try trust.files.readable(text, at: word.range)
    do throws(FileError) { _ = try FileReader(path) } catch { throw Failure(error, at: word.range) }
  }

  private func output(_ options: OutputOptions) -> [Failure] {
    do {
      let output = try ResolvedOutput(options, resolver)
      if let target = options.destination, let path = target.file.text {
        _ = try trust.files.writable(path, at: target.file.range)
      }
      if let program = output.program { try trust.require(.program, at: program.range) }
      return []
    } catch {
      return [error]
    }
  }
}

extension Item {
  /// Whether no variable is in its value.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .field(_, let value): value.word.text != nil
    case .query(_, let word), .header(_, let word), .body(.file(let word)): word.text != nil
    case .body(.variable): false
    case .body: true
    }
  }
}

extension CommandSpec {
  /// What an argument that was typed is.
  func kind(of argument: CommandCall.Argument) -> ArgumentSpec.Kind? {
    arguments.first { $0.name == argument.name }?.kind
  }
}

extension RequestLine {
  /// The same without reading files whose names, and JSON whose text, depend on variables.
  fileprivate var withoutUnknownFiles: RequestLine {
    var line = self
    line.items = items.map { item in
      guard !item.isLiteral else { return item }
      let unknown = Word(.bare("x"), item.valueRange)
      return switch item.kind {
      case .field(let path, _):
        Item(.field(path, .text(unknown)), range: item.range, keyRange: item.keyRange, valueRange: item.valueRange)
      case .body: Item(.body(.variable(VariableReference(name: "_"))), range: item.range)
      case .query, .header: item
      }
    }
    return line
  }
}
