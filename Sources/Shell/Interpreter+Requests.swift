internal import LineEditing
internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform
internal import Terminal

extension Interpreter {
  /// Makes a request of a line, sends it, shows the answer and keeps it.
  func request(_ line: RequestLine, variable: Located?, text: String) throws {
    let made = try CallFactory(expander: expander, place: session.place).make(line)
    let request = try prepare(made, line)
    if let format = line.output.exportFormat { return try printExport(request, format) }
    if session.options.isDryRun || line.output.isDryRun { return try printDryRun(request, made, text: text) }
    try allow(request, line)
    let exchange = try send(request, output: line.output, keepsAll: variable != nil)
    let origins = RequestOrigins(
      text: text, token: session.tokenOrigin,
      fields: made.fieldItems.map { SourceText.slice(text, $0.range) })
    let kept = Exchange(
      request: request, head: exchange.head, timing: exchange.timing, body: exchange.body, origins: origins)
    session.last = kept
    if let variable { session.variables[variable.text] = .response(kept) }
    learn(from: kept)
    learnOwner(from: kept)
    try note(kept, line: line, variable: variable)
    if !(200..<300).contains(kept.head.status) { throw ResponseFailure(exchange: kept, made: made, line: line).failure }
    try present(kept, line.output)
  }

  /// Takes in what an answer tells of, where a person may complete it and it is not too much to read.
  func learn(from exchange: Exchange) {
    guard session.options.isInteractive, case .kept(let bytes) = exchange.body, bytes.count < 4 << 20,
      exchange.head.isJSON, let value = try? exchange.json()
    else { return }
    session.knowledge.learn(value)
  }

  /// Builds the request and checks it against what is known of the API.
  func prepare(_ made: CallFactory.Made, _ line: RequestLine) throws(Failure) -> Request {
    let request: Request
    do {
      request = try session.builder.request(for: made.call)
    } catch {
      throw Failure(error, made: made, line: line)
    }
    if !line.output.skipsChecks, !session.options.skipsChecks {
      let detector = TokenLeakDetector(tokens: session.builder.token.map { [$0] } ?? [])
      try LocalChecks.run(
        made, line: line, checker: RequestValidator(baseURL: session.builder.baseURL, leakDetector: detector))
    }
    return request
  }

  /// Whether the session may send this at all.
  private func allow(_ request: Request, _ line: RequestLine) throws(Failure) {
    let isRead = request.method == .get || request.method == .head
    if session.options.isReadOnly, !isRead {
      throw Failure(
        .unreadable, "this session only reads, and \(request.method.rawValue) may change something",
        at: line.verbRange, advice: "start without --read-only")
    }
    guard session.builder.token != nil else { throw Failure.noToken }
    guard request.method == .delete, !session.options.isSandbox, !session.options.assumesYes else { return }
    guard session.options.isInteractive, editor.isInteractive else {
      throw Failure(
        .unreadable, "nobody is here to confirm that \(request.path) is to be deleted", at: line.verbRange,
        advice: "--yes answers for you")
    }
    let answer = try? editor.readAnswer(Prompt(text: "Delete \(request.path)? Type yes: ", continuation: ""))
    guard case .line(let word)? = answer, word.trimmedSpaces.lowercased() == "yes" else {
      throw Failure(.interrupted, "nothing was deleted")
    }
  }

  /// Sends a request and routes the answer's body.
  func send(_ request: Request, output: OutputOptions, keepsAll: Bool = false) throws -> Exchange {
    let looksAfterwards = output.select != nil || output.isTable || output.isQuiet
    let writer = AnswerWriter(
      screen: screen, keeps: keepsAll || looksAfterwards ? .all : .upTo(session.keptLimit)
    ) { [self] head in
      try route(head, output: output, looksAfterwards: looksAfterwards)
    }
    do {
      let response = try transport.send(request) { part in try writer.receive(part) }
      if let problem = try writer.finish() { screen.message(StyledText(problem, .warning)) }
      let exchange = Exchange(
        request: request, head: response.head, timing: response.timing, body: writer.keptBody)
      announce(exchange, byteCount: writer.byteCount, output: output)
      return exchange
    } catch let error as TransportError {
      writer.abandon()
      throw Failure(error, method: request.method.rawValue)
    } catch let error as FileError {
      writer.abandon()
      throw Failure(error)
    } catch {
      writer.abandon()
      throw error
    }
  }

  /// Where the body of an answer goes.
  private func route(
    _ head: Response.Head, output: OutputOptions, looksAfterwards: Bool
  ) throws -> AnswerWriter.Route {
    let isSuccess = (200..<300).contains(head.status)
    if output.showsHeaders { try printHead(head) }
    if isSuccess, let destination = output.destination {
      return .file(try FileWriter(try expander.file(destination.file), appends: destination.appends))
    }
    if isSuccess, let program = output.program {
      // What a script says was not typed by the person who runs it.
      let isTyped = session.options.isInteractive && session.sourceDepth == 0
      guard isTyped || session.options.allowsShell else {
        throw Failure(
          .unreadable, "a script may not start programs", at: program.range, advice: "--allow-shell lets it")
      }
      return .program(try ChildProgram(shellCommand: program.text))
    }
    if looksAfterwards && isSuccess { return .kept }
    let traits = screen.output
    // On a terminal the message says what a failure was; `show` has the rest.
    if !isSuccess && traits.isTerminal { return .kept }
    if output.isRaw { return .raw }
    if head.isJSON && (traits.isTerminal || session.options.isPretty) { return .pretty(traits.jsonStyle) }
    if traits.isTerminal, !head.isText, head.status != 204 {
      screen.message(StyledText("this is binary: write it to a file with > FILE", .advice))
      return .kept
    }
    return traits.isTerminal ? .pretty(traits.jsonStyle) : .raw
  }

  /// Says on standard error what came of a request, where a person looks.
  private func announce(_ exchange: Exchange, byteCount: Int, output: OutputOptions) {
    guard session.options.isVerbose || (screen.messages.isTerminal && session.options.showsStatus) else { return }
    let isGood = exchange.head.status < 400
    guard isGood || session.options.isVerbose else { return }
    var line = StyledText("\(exchange.head.status) ", isGood ? .success : .failure)
    line += StyledText(StatusText.phrase(exchange.head.status))
    line += StyledText("  \(Units.duration(exchange.timing.total))  \(Units.size(byteCount))", .faint)
    if let destination = output.destination, let file = destination.file.text {
      line += StyledText("  → \(file)", .faint)
    }
    screen.message(line)
  }

  /// Shows the parts of an answer that were asked for after it had come.
  private func present(_ exchange: Exchange, _ output: OutputOptions) throws {
    guard output.select != nil || output.isTable else { return }
    try show(exchange.json(), path: output.select, output: output)
  }
}

extension ScreenError {
  /// EPIPE on every system that this runs on.
  var isBrokenPipe: Bool { code == 32 }
}

extension Response.Head {
  /// Whether the body says that it is JSON.
  var isJSON: Bool {
    let type = headers[.contentType]?.lowercased() ?? ""
    return type.contains("/json") || type.contains("+json")
  }

  /// Whether the body says that it is text.
  var isText: Bool {
    let type = headers[.contentType]?.lowercased() ?? ""
    return type.isEmpty || type.hasPrefix("text/") || type.contains("xml") || type.contains("javascript")
  }
}
