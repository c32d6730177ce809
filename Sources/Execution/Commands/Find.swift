internal import CommandLanguage
internal import FeltAPI
internal import JSONText

extension ShellCommand {
  static let find = ShellCommand(
    CommandSpec(
      "find", .looking, "Find the one thing with a given name", arguments: [kind, name, place, fallback],
      takesOutput: true,
      effect: .reads, recording: .verbatim,
      gives: { call in call.word(kind.name)?.text.flatMap(FindKind.init(rawValue:))?.operation },
      details: [
        .init("map = find map \"Flood zones\"", "keeps it, as a request's response is kept"),
        .init("find layer Roads in $map", "in a map, a project or a layer group; else where cd went, else everywhere"),
        .init("map = find map Sites or post /maps title=Sites", "makes it when there is none"),
        .init("", "fails with exit status 1 when there is none with exactly that name, or more than one"),
      ],
      examples: [
        "map = find map \"Flood zones\" in \"River survey\"", "find project \"River survey\" --select $.id",
        "map = find map Sites or post /maps title=Sites",
      ]),
    run: { call, step in
      guard let kind = call.word(kind.name)?.text.flatMap(FindKind.init(rawValue:)), let word = call.word(name.name)
      else { return }
      try step.find(kind, word, call)
    })

  private static let kind = ArgumentSpec("KIND", .choice(FindKind.allCases.map(\.rawValue)))
  private static let name = ArgumentSpec("NAME", .title)
  fileprivate static let place = ArgumentSpec("PLACE", .resource, isOptional: true, after: "in")
  private static let fallback = ArgumentSpec("REQUEST", .request, isOptional: true, after: "or")
}

extension StepContext {
  fileprivate func find(_ kind: FindKind, _ word: Word, _ call: CommandCall) throws {
    let name = try text(word)
    // Behind the request stands how what is made or found is shown.
    let options = call.output == OutputOptions() ? call.request?.output ?? call.output : call.output
    let output = try resolved(options)
    // What is wrong with the request is found before anything is looked for.
    let fallback = try call.request.map { line in
      let resolved = try resolve(line)
      return RequestPlan(call: resolved, request: try build(resolved), output: try self.resolved(line.output))
    }
    result.fallback = fallback
    if let format = call.request?.output.exportFormat, let fallback {
      return try export(fallback.request, format, fallback.output)
    }
    if session.options.isDryRun || options.isDryRun || call.request?.output.isDryRun ?? false {
      // A place that is looked for by its title is not known.
      let place = (try? findPlace(kind, call)) ?? nil
      try explain(try readRequest(kind.search(in: place), at: word.range))
      if let fallback { try explain(fallback.request) }
      return try tellOfDryRun()
    }
    let place = try findPlace(kind, call)
    let all = try things(kind, in: place, at: call.word(ShellCommand.place.name)?.range ?? word.range)
    let found = all.filter { $0.name == name }
    guard found.count < 2 else { throw Failure(.find(.several(kind, name: name, found)), at: word.range) }
    if let thing = found.first { return try give(thing, output, call.variable) }
    guard let fallback, let line = call.request else {
      throw Failure(.find(.none(kind, name: name, known: all)), at: word.range)
    }
    try allow(fallback.request, line)
    let exchange = try perform(fallback, retainsAll: true)
    try keep(exchange, kind, call.variable)
  }

  /// Where is looked, as a path relative to the base URL; nil for everywhere.
  private func findPlace(_ kind: FindKind, _ call: CommandCall) throws -> String? {
    if let word = call.word(ShellCommand.place.name) { return try placePath(word, preferring: kind.preferredPlaces) }
    guard kind != .map, !kind.holders.isEmpty else { return nil }
    let here = ResourcePath.identifiers(in: session.path)
    let path = here["map_id"].map { "/maps/\($0)" } ?? here["project_id"].map { "/projects/\($0)" }
    guard let path else { return nil }
    record(path, as: ShellCommand.place, at: 2, in: call)
    return path
  }

  /// Shows what was found and keeps it.
  private func give(_ thing: FoundThing, _ output: ResolvedOutput, _ variable: Located?) throws {
    guard thing.kind != .elementGroup else {
      try emit(.output(.values([thing.value]), output))
      if let variable { set(variable.text, .json(thing.value)) }
      result.given = GivenValue(
        value: thing.value, schema: thing.kind.schema, operation: thing.kind.operation, isCreation: false)
      return
    }
    let request = try readRequest(thing.path, at: nil)
    try emit(.readBegan(request))
    let exchange = try perform(RequestPlan(call: nil, request: request, output: output), retainsAll: true)
    try keep(exchange, thing.kind, variable)
  }

  private func keep(_ exchange: Exchange, _ kind: FindKind, _ variable: Located?) throws {
    let operation = exchange.request.operation
    var given = GivenValue(
      value: try exchange.json(), schema: operation?.response, operation: operation,
      isCreation: !exchange.request.isRead)
    if let variable { set(variable.text, .response(exchange)) }
    // Some things are made in a list, and one is meant.
    if case .array(let elements) = given.value, elements.count == 1, case .array(let element, _)? = given.schema?.kind {
      given.value = elements[0]
      given.schema = element
      if let variable { set(variable.text, .json(elements[0])) }
    }
    result.given = given
  }
}

extension FindKind {
  /// What is read first to find one.
  fileprivate func search(in place: String?) -> String {
    switch self {
    case .source: "/sources"
    case .elementGroup: place.map { $0.hasPrefix("/maps/") ? $0 + "/element_groups" : $0 } ?? "/projects"
    case .map, .project, .layer, .layerGroup: place ?? "/projects"
    }
  }

  /// What is meant by a title that several things have.
  fileprivate var preferredPlaces: [String] { self == .map ? ["project"] : ["map"] }
}
