internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform

extension StepContext {
  /// Makes a request of a line, sends it, and keeps the response.
  func request(_ line: RequestLine, variable: Located? = nil) throws {
    let resolved = try resolve(line)
    var output = try self.resolved(line.output)
    // A HEAD request is made for its headers.
    if case .method(.head) = line.verb { output.showsHeaders = true }
    result.call = resolved
    let request = try build(resolved)
    output.holdsSecret = request.operation?.response?.hasSecrets ?? false
    if !line.output.skipsValidation, !session.options.skipsValidation { try checkColumns(request, output) }
    if let format = line.output.exportFormat { return try export(request, format, output) }
    var origins = usualOrigins
    let source = SourceText(statement.text)
    origins.fields = resolved.fieldItems.map { source.slice($0.range) }
    if session.options.isDryRun || line.output.isDryRun {
      return try explain(RequestExplanation(request: request, origins: origins), output, variable)
    }
    try allow(request, line)
    let plan = RequestPlan(call: resolved, request: request, output: output)
    try perform(plan, retainsAll: variable != nil, variable: variable, origins: origins)
  }

  /// Sends a request and shows and keeps its response.
  @discardableResult
  func perform(
    _ plan: RequestPlan, retainsAll: Bool, variable: Located? = nil, origins: RequestOrigins? = nil
  ) throws -> Exchange {
    let exchange = try send(plan.request, plan.output, retainsAll: retainsAll, origins: origins ?? usualOrigins)
    session.last = exchange
    if let variable { set(variable.text, .response(exchange)) }
    learn(from: exchange)
    try emit(.responseEnded(exchange, plan.output))
    if session.tellsDrift {
      for drift in session.drift.new(in: exchange) {
        try emit(.found(Failure(.drift(drift), at: plan.call?.line.verbRange), statement, isWarning: true))
      }
    }
    if let failure = failure(of: exchange, plan.call) { throw failure }
    return exchange
  }

  /// The failure that a response is, at the item that it is about; nil for a success.
  func failure(of exchange: Exchange, _ resolved: ResolvedCall?) -> Failure? {
    guard let problem = exchange.problem() else { return nil }
    let range = resolved.flatMap { resolved in
      problem.errors.lazy.compactMap { $0.item(in: resolved.call, of: exchange.request.operation) }.first
        .flatMap { resolved.range(of: $0) }
    }
    return Failure(.response(problem), at: range)
  }

  /// Shows what would be sent, where nothing is.
  private func explain(_ explanation: RequestExplanation, _ output: ResolvedOutput, _ variable: Located?) throws {
    if session.options.isDryRun, let variable { set(variable.text, .unknown("$" + variable.text)) }
    try emit(.output(.explanation(explanation), output))
    try tellOfDryRun()
  }

  /// Says that nothing was sent; of a script it is said at its end.
  func tellOfDryRun() throws {
    if statement.source.file == nil { try notice(.dryRun) }
  }

  /// Builds the request of a call and validates it against what is known of the API.
  func build(_ resolved: ResolvedCall) throws(Failure) -> Request {
    let path: ResolvedPath
    let request: Request
    do {
      path = try session.builder.path(of: resolved.call)
      request = try session.builder.request(for: resolved.call, at: path)
    } catch {
      throw Failure(.call(error), at: resolved.range(of: error))
    }
    try checkTokens(request, resolved)
    if !resolved.line.output.skipsValidation, !session.options.skipsValidation, !resolver.hasUnknown {
      try RequestValidation.run(
        resolved, at: path,
        validator: RequestValidator(baseURL: session.builder.baseURL, leakDetector: session.leakDetector))
    }
    return request
  }

  /// Refuses a request that has a token anywhere but where the session puts it, however it was put together.
  private func checkTokens(_ request: Request, _ resolved: ResolvedCall) throws(Failure) {
    let detector = session.leakDetector
    if detector.findsToken(in: request.url) { throw Failure(.tokenInLine, at: resolved.pathRange) }
    for field in request.headers where detector.findsToken(in: field.value) {
      let index = resolved.call.headers.firstIndex { $0.name.lowercased() == field.name.canonicalName }
      throw Failure(.tokenInLine, at: index.flatMap { resolved.range(of: .header($0)) })
    }
    switch request.body {
    // A form for storage is not made of a line.
    case .none, .streamed: break
    case .bytes(let bytes):
      if detector.firstToken(in: bytes) != nil { throw Failure(.tokenInLine, at: resolved.range(of: .body)) }
    case .file(let path, _):
      var watch = TokenWatch(detector)
      var isInterrupted = false
      do throws(FileError) {
        let reader = try FileReader(path)
        while !watch.hasFound, !isInterrupted, case let chunk = try reader.read(), !chunk.isEmpty {
          watch.look(at: chunk)
          isInterrupted = wasInterrupted
        }
      } catch {
        throw Failure(error, at: resolved.range(of: .body))
      }
      if isInterrupted { throw Failure(.interrupted) }
      if watch.hasFound { throw Failure(.tokenInLine, at: resolved.range(of: .body)) }
    }
  }

  /// Writes a request for another tool.
  func export(_ request: Request, _ format: Located, _ output: ResolvedOutput) throws {
    guard let export = RequestExport(rawValue: format.text) else {
      let choices = RequestExport.allCases.map(\.rawValue)
      throw Failure(SyntaxError(.unknownChoice(format.text, choices: choices), at: format.range))
    }
    try emit(.output(.text(export.text(for: request)), output))
  }

  /// Whether the session may send this at all.
  func allow(_ request: Request, _ line: RequestLine) throws {
    try allowSending(request, at: line.verbRange)
    guard request.method == .delete, !session.options.assumesYes else { return }
    guard dialog.isPresent, session.options.isInteractive else {
      // Nothing lasts in the sandbox. A script was checked as a whole before it began; what its variables came to
      // stand for is known here.
      if session.options.isSandbox { return }
      if statement.source.file != nil, session.hasMade(whatIsDeletedBy: line) { return }
      throw Failure(.unconfirmed(path: request.path), at: line.verbRange)
    }
    guard dialog.confirm(.delete(path: request.path, title: title(of: request))) else { throw Failure(.declined) }
  }

  /// Whether the session may send this, as far as nobody has to be asked.
  func allowSending(_ request: Request, at range: SourceRange?) throws(Failure) {
    if session.options.isReadOnly, !request.isRead {
      throw Failure(.readOnly(method: request.method.rawValue), at: range)
    }
    guard session.builder.token != nil else { throw Failure(.notLoggedIn) }
  }

  /// The title of what a request is about, asked for if no response has shown it.
  private func title(of request: Request) -> String? {
    let id = request.path.split(separator: "/").last.map(String.init) ?? ""
    if let known = session.resources.resource(id: id) { return known.title }
    guard Catalogue.match(.get, request.path) != nil,
      let read = try? session.builder.request(for: Call(.get, [.literal(request.path)])),
      let exchange = try? environment.client.exchange(read, limit: session.maximumBody), exchange.isSuccess
    else { return nil }
    return exchange.title
  }

  /// Sends a request; the parts of the response are events as they come.
  func send(
    _ request: Request, _ output: ResolvedOutput, retainsAll: Bool = false, origins: RequestOrigins = RequestOrigins()
  ) throws -> Exchange {
    let needsAll = retainsAll || output.needsWholeBody
    let limit = needsAll ? session.maximumBody : session.retainedBodyLimit
    var body: [UInt8] = []
    var (byteCount, declaredCount) = (0, 0)
    var hasBegun = false
    do {
      let response = try environment.client.send(request) { part in
        switch part {
        case .sent: break
        case .waiting:
          result.resolutions = resolver.resolutions
          try emit(.responseAwaited(result, request))
        case .head(let head):
          hasBegun = true
          declaredCount = head.headers.value(of: .contentLength).flatMap { Int($0) } ?? 0
          try emit(.bodyBegan(head, output, isDocument: false))
        case .body(let bytes):
          byteCount += bytes.count
          // What will be too long takes no memory before it is.
          if max(byteCount, declaredCount) <= limit { body += bytes } else { body = [] }
          if needsAll, byteCount > limit { throw Failure(.bodyTooLong(limit: limit)) }
          try emit(.body(bytes))
        }
      }
      if response.attemptCount > 1, !request.isRead {
        try notice(.sentAgain(method: request.method.rawValue))
      }
      return Exchange(
        request: request, head: response.head, timing: response.timing,
        body: body.count == byteCount ? .retained(body) : .notRetained(byteCount), origins: origins,
        step: result.number, isCancelled: environment.takeInterruption
      )
      .noted(in: self)
    } catch {
      if hasBegun { try? emit(.bodyAborted) }
      throw error
    }
  }

  /// Shows a request in place of sending it.
  func explain(_ request: Request) throws {
    try emit(.output(.explanation(RequestExplanation(request: request, origins: usualOrigins)), ResolvedOutput()))
  }

  /// Where the parts of a request came from that a command makes.
  private var usualOrigins: RequestOrigins {
    var origins = RequestOrigins()
    origins.token = session.tokenSource
    return origins
  }

  /// Goes up from a place that is gone.
  private func leave(_ path: String) {
    guard let index = session.locations.firstIndex(where: { ($0.path + "/").begins(with: path + "/") }) else { return }
    session.locations.removeSubrange(index...)
    result.changes.append(.location(session.locations))
  }

  /// Calls the places that `cd` went to what they are called now.
  private func rename(_ value: JSONValue) {
    guard case .object(let object) = value, let id = object.text("id"),
      let title = object.title
    else { return }
    for index in session.locations.indices where session.locations[index].path.hasSuffix("/" + id) {
      session.locations[index] = Location(path: session.locations[index].path, title: title)
    }
  }

  /// Remembers the resources that a response shows, so that a person can complete them; and whose token it is.
  func learn(from exchange: Exchange) {
    if exchange.request.operation?.name == "show_current_user", exchange.head.status == 200,
      exchange.request.authorization != nil, let body = try? exchange.bytes()
    {
      session.ownerResponse = body
    }
    guard session.options.isInteractive else { return }
    let isGone = exchange.request.method == .delete ? exchange.isSuccess : [404, 410].contains(exchange.head.status)
    if isGone {
      if let id = exchange.request.path.split(separator: "/").last { session.resources.forget(String(id)) }
      if exchange.isSuccess { leave(exchange.request.path) }
      return
    }
    guard exchange.head.isJSON, let value = exchange.json(upTo: 4 << 20) else { return }
    rename(value)
    session.resources.learn(value, from: exchange.request.path)
  }
}

extension Exchange {
  /// The same, noted in a step's result.
  ///
  /// - Parameter lookup: what it is read for on the way; nil for what the step is about.
  func noted(in step: StepContext, for lookup: Lookup? = nil) -> Exchange {
    step.result.lookups[step.result.exchanges.count] = lookup
    step.result.exchanges.append(self)
    return self
  }
}

/// A statement's text, of which pieces are taken.
struct SourceText {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The part of the text that a range of its bytes is.
  func slice(_ range: SourceRange) -> String {
    let lower = min(max(range.lowerBound, 0), bytes.count)
    return String(decoding: bytes[lower..<min(max(range.upperBound, lower), bytes.count)], as: UTF8.self)
  }
}
