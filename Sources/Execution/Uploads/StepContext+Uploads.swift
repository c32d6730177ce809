internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// `upload`: asks Felt for a layer, then sends the file.
extension StepContext {
  func upload(_ call: CommandCall) throws {
    let words = call.words(UploadArguments.files.name)
    guard let first = words.first, let last = words.last else { return }
    let output = try resolved(call.output)
    let source = try uploadSource(words)
    let map = try uploadTarget(call)
    var line = try requestLine(UploadArguments.operation, [map.word], items: call.items, output: call.output)
    line.verbRange = call.nameRange
    if !line.items.contains(where: { $0.isField("name") }) {
      try checkFields(try resolve(line))
      line.items.append(.field("name", source.layerName, at: first.range))
    }
    if case .address(let address) = source {
      line.items.append(.field("import_url", address, at: first.range))
    }
    let resolved = try resolve(line)
    let request = try build(resolved)
    if try isOnlyShown(request, source, call, output) { return }
    try allow(request, line)
    let name = request.field("name") ?? source.layerName
    let exchange: Exchange
    let ticket: UploadTicket
    if call.has("--refresh"), let layer = try layer(named: name, inMap: map.id, at: last.range) {
      (exchange, ticket) = try refresh(layer, inMap: map.id, source.files, call)
    } else {
      let body = try packed(source.files)
      exchange = try ask(request, resolved)
      ticket = try keep(exchange, call, map: map.id, name: name, isRefresh: false)
      if let body, let files = source.files { try send(body, named: files.fileName, to: ticket) }
    }
    try finish(exchange, ticket, call, map: map.id, output)
  }

  /// What the response is worth to the person, after the file has gone.
  func finish(
    _ exchange: Exchange, _ ticket: UploadTicket, _ call: CommandCall, map: String, _ output: ResolvedOutput
  ) throws {
    guard case .object(var object) = try exchange.json() else { return }
    // The form has had its use, and is a secret.
    object = JSONObject(
      object.members.filter { $0.name != "presigned_attributes" && $0.name != "url" }.map { ($0.name, $0.value) })
    try emit(.output(.values([.object(object)]), output))
    if call.has(UploadArguments.wait.name) {
      try waitUntilReady(
        .upload(group: ticket.isRefresh ? ticket.layer : ticket.group ?? ticket.layer, layer: ticket.layer, map: map))
    }
  }

  /// Refuses a field that was probably meant for the name, which is only added after this.
  private func checkFields(_ resolved: ResolvedCall) throws(Failure) {
    guard !session.options.skipsValidation, !resolved.line.output.skipsValidation else { return }
    let validator = RequestValidator(baseURL: session.builder.baseURL, leakDetector: session.leakDetector)
    for problem in validator.problems(with: resolved.call) {
      guard case .unknownField = problem.kind else { continue }
      throw Failure(.validation([problem], operation: resolved.operation), at: resolved.range(of: problem.item))
    }
  }

  // MARK: - What and where

  /// What words name that are uploaded.
  func uploadSource(_ words: [Word]) throws(Failure) -> UploadSource {
    var files: [(path: String, range: SourceRange)] = []
    for word in words {
      let text = try text(word)
      guard text.containsBytes(of: "://") else {
        files.append((try resolver.file(word), word.range))
        continue
      }
      guard words.count == 1 else { throw Failure(.upload(.addressWithOthers), at: word.range) }
      let scheme = text.prefix { $0 != ":" }.lowercased()
      guard scheme == "https" || scheme == "http" else { throw Failure(.upload(.notWebAddress(text)), at: word.range) }
      return .address(text)
    }
    let found = try UploadFiles(files, trust.files)
    result.files += zip(files, words).compactMap { $0.1.text == nil ? nil : $0.0.path }
    if !found.missingParts.isEmpty { try? notice(.missingShapefileParts(found.missingParts)) }
    return .files(found)
  }

  /// The map that is named, or the one that `cd` went to; noted for the recorder.
  private func uploadTarget(_ call: CommandCall) throws -> (id: String, word: Word) {
    guard let word = call.word(UploadArguments.map.name) else {
      guard let id = ResourcePath.identifiers(in: session.path)["map_id"] else {
        let end = statement.text.utf8.count
        throw Failure(.upload(.noMap), at: end..<end)
      }
      record("/maps/" + id, as: UploadArguments.map, at: call.arguments.count, in: call)
      return (id, Word(.bare(id), call.nameRange))
    }
    let id = try mapID(word)
    result.places[word.range] = "/maps/" + id
    return (id, .made(id, at: word.range))
  }

  private func mapID(_ word: Word) throws -> String {
    let text = try calls.identifier(word, parameter: "map_id")
    if case .object? = try resolver.wholeValue(word) { return text }
    if let id = FeltPage.mapID(text) { return id }
    if text.begins(with: "/") || text.containsBytes(of: "://") {
      let path = try readRequest(text, at: word.range).path
      guard let id = ResourcePath.identifiers(in: path)["map_id"] else {
        throw Failure(.upload(.noMap), at: word.range)
      }
      return id
    }
    return try identified(Word(.quoted(text), word.range), "map_id").text ?? text
  }

  /// The layer of a name in a map; nil when there is none.
  private func layer(named name: String, inMap map: String, at range: SourceRange) throws -> String? {
    guard case .array(let layers) = try read("/maps/\(try segment(map))/layers", at: range).value else { return nil }
    let ids = layers.compactMap { layer in
      layer.object.flatMap { $0.text("name") == name ? $0.text("id") : nil }
    }
    guard ids.count < 2 else { throw Failure(.upload(.severalLayers(name: name, map: map, ids: ids)), at: range) }
    return ids.first
  }

  func segment(_ text: String) throws(Failure) -> String {
    do { return try PathSegment.encode(text) } catch { throw Failure(.call(error)) }
  }

  // MARK: - Requests

  /// A request of an operation, as if it had been typed.
  func requestLine(
    _ name: String, _ arguments: [Word], items: [Item] = [], output: OutputOptions = OutputOptions()
  ) throws(Failure) -> RequestLine {
    guard let operation = Catalogue.operation(named: name) else {
      throw Failure(.other("there is no operation \(name)"))
    }
    return RequestLine(
      verb: .operation(operation), verbRange: arguments.first?.range ?? 0..<0, arguments: arguments, items: items,
      output: output)
  }

  /// The bytes of files, ready to be sent.
  func packed(_ files: UploadFiles?) throws(Failure) -> StreamedBody? {
    guard let files else { return nil }
    let start = environment.now()
    var pace = ProgressPace(startsAtOnce: false)
    defer { try? emit(.progress(nil)) }
    return try files.body { [self] count in
      let elapsed = environment.now() - start
      if pace.isDue(elapsed) {
        let amount = Progress.Amount.bytes(count, of: files.byteCount)
        try? emit(.progress(Progress("packing \(files.fileName)", amount, elapsed: elapsed)))
      }
      return wasInterrupted
    }
  }

  /// Sends a request to Felt that makes or changes something, and takes its response.
  func ask(_ request: Request, _ resolved: ResolvedCall) throws -> Exchange {
    try emit(.lineSent(resolved.line.sent))
    let exchange = try environment.client.exchange(
      request, step: result.number, limit: session.maximumBody, isCancelled: environment.takeInterruption
    ).noted(in: self)
    session.last = exchange
    if let failure = failure(of: exchange, resolved) { throw failure }
    return exchange
  }

  /// Takes the response that says where the file goes as the step's own.
  func keep(
    _ exchange: Exchange, _ call: CommandCall, map: String, name: String?, isRefresh: Bool
  ) throws -> UploadTicket {
    result.given = GivenValue(
      value: try exchange.json(), schema: exchange.request.operation?.response, operation: exchange.request.operation,
      isCreation: !isRefresh)
    if let variable = call.variable { set(variable.text, .response(exchange)) }
    learn(from: exchange)
    guard let ticket = try UploadTicket(exchange, map: try segment(map), name: name, isRefresh: isRefresh) else {
      throw Failure(.upload(.noStorageAddress))
    }
    return ticket
  }

  /// Shows what would be sent, where that is all that is wanted.
  func isOnlyShown(
    _ request: Request, _ source: UploadSource?, _ call: CommandCall, _ output: ResolvedOutput
  ) throws -> Bool {
    if let format = call.output.exportFormat {
      try export(request, format, output)
    } else if session.options.isDryRun || call.output.isDryRun {
      try explain(request, source, output)
    } else {
      return false
    }
    result.recording = .omitted
    return true
  }

  private func explain(_ request: Request, _ source: UploadSource?, _ output: ResolvedOutput) throws {
    var origins = RequestOrigins()
    origins.token = session.tokenSource
    try emit(.output(.explanation(RequestExplanation(request: request, origins: origins)), output))
    if let files = source?.files { try notice(.wouldSendFile(files.fileName, byteCount: files.byteCount)) }
    try tellOfDryRun()
  }
}

/// What is uploaded.
enum UploadSource {
  /// Felt fetches it.
  case address(String)
  case files(UploadFiles)

  var files: UploadFiles? { if case .files(let files) = self { files } else { nil } }

  /// The name of a layer that is not given another one.
  var layerName: String {
    switch self {
    case .files(let files): return files.layerName
    case .address(let address):
      let path = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst().map(String.init)
      let last = path.last ?? ""
      return UploadFiles.stem(of: PathSegment.decode(last[...]) ?? last)
    }
  }
}

extension Item {
  static func field(_ name: String, _ text: String, at range: SourceRange) -> Item {
    Item(.field([.name(name)], .text(.made(text, at: range))), range: range)
  }

  /// Whether it is the field of a name.
  func isField(_ name: String) -> Bool {
    if case .field(let path, _) = kind { path == [.name(name)] } else { false }
  }
}

extension Word {
  /// What stands for a word that was made.
  static func made(_ text: String, at range: SourceRange) -> Word {
    Word(Word.meaning(text).parts.map { Part($0.kind, range) }, range)
  }
}

extension RequestLine {
  /// The line that asks Felt for the same.
  fileprivate var sent: String {
    var line = self
    line.output = OutputOptions()
    return CommandPrinter.print(Command(.request(line, variable: nil)))
  }
}

extension Request {
  /// A text in its JSON body.
  fileprivate func field(_ name: String) -> String? {
    guard case .bytes(let bytes) = body, case .object(let object)? = try? JSONValue(parsing: bytes) else { return nil }
    return object.text(name)
  }
}
