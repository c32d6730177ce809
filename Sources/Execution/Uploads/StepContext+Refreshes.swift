internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// `refresh`, and `upload --refresh`: new data for a layer that is there.
extension StepContext {
  func refresh(_ call: CommandCall) throws {
    guard let word = call.word(UploadArguments.layer.name) else { return }
    let output = try resolved(call.output)
    let files = call.words("FILE")
    let source = files.isEmpty ? nil : try uploadSource(files)
    if case .address? = source { throw Failure(.upload(.refreshFromAddress), at: files.first?.range) }
    let (map, layer) = try layer(word)
    let resolved = try refreshCall(layer, inMap: map, call)
    let request = try build(resolved)
    if try isOnlyShown(request, source, call, output) { return }
    try allow(request, resolved.line)
    let (exchange, ticket) = try refresh(layer, inMap: map, source?.files, call)
    try finish(exchange, ticket, call, map: map, output)
  }

  /// Refreshes a layer once it is completed, which Felt wants.
  func refresh(
    _ layer: String, inMap map: String, _ files: UploadFiles?, _ call: CommandCall
  ) throws -> (Exchange, UploadTicket) {
    let resolved = try refreshCall(layer, inMap: map, call)
    let request = try build(resolved)
    let body = try packed(files)
    let shown = try waitUntilCompleted(try .layer(layer, map: map))
    let exchange = try ask(request, resolved)
    let ticket = try keep(exchange, call, map: map, name: shown.title, isRefresh: true)
    switch (body, ticket.address) {
    case (let body?, .some): try send(body, named: files?.fileName ?? "file", to: ticket)
    case (.some, nil): throw Failure(.upload(.takesNoFile))
    case (nil, .some): throw ticket.unfinished(Failure(.upload(.needsFile)))
    case (nil, nil): break
    }
    return (exchange, ticket)
  }

  /// The layer's own response, once it is completed.
  private func waitUntilCompleted(_ work: AwaitedWork) throws -> Exchange {
    let exchange = try readExchange(work.path, at: nil)
    if case .completed? = WorkState(try exchange.json(), of: work.kind)?.phase {
      return exchange.noted(in: self, for: .search)
    }
    return try waitUntilReady(work)
  }

  private func refreshCall(_ layer: String, inMap map: String, _ call: CommandCall) throws -> ResolvedCall {
    let words = [map, layer].map { Word.made($0, at: call.nameRange) }
    var line = try requestLine("refresh_map_layer", words, output: call.output)
    line.verbRange = call.nameRange
    return try resolve(line)
  }

  /// The layer that a word means, with the id of its map.
  private func layer(_ word: Word) throws -> (map: String, layer: String) {
    let path: String
    if let layer = try uploadedLayer(word) {
      path = layer.path
    } else if word.variable != nil {
      guard let work = try awaitedWork(word).first else { throw Failure(.upload(.notALayer), at: word.range) }
      path = work.path
    } else {
      path = try placePath(word, preferring: ["layer"])
    }
    let ids = ResourcePath.identifiers(in: path)
    guard let map = ids["map_id"], let layer = ids["layer_id"] else {
      throw Failure(.upload(.notALayer), at: word.range)
    }
    result.places[word.range] = path
    return (map, layer)
  }

  /// The layer that an upload's or a refresh's response names; nil for any other word.
  func uploadedLayer(_ word: Word) throws -> AwaitedWork? {
    guard let reference = word.variable, case .object(let object)? = try resolver.wholeValue(word),
      let layer = object.text("layer_id")
    else { return nil }
    // What was asked for says on which map.
    guard let map = try mapID(ofResponse: reference) else { throw Failure(.waiting(.unknownMap), at: word.range) }
    let work = try AwaitedWork.layer(layer, map: map)
    result.places[word.range] = work.path
    return work
  }

  /// The map of the request whose response a variable holds, or of the place that `cd` went to.
  private func mapID(ofResponse reference: VariableReference) throws -> String? {
    let variable = reference.name == "_" ? session.last.map { .response($0) } : session.variables[reference.name]?.value
    var path = session.path
    if case .response(let exchange)? = variable { path = exchange.request.path }
    return ResourcePath.identifiers(in: path)["map_id"]
  }
}
