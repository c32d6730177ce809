internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Titles stand for ids, and the place that `cd` went to for the ids that lead there.
extension StepContext {
  /// Resolves a request's words, once titles and the location are written as ids.
  func resolve(_ line: RequestLine) throws -> ResolvedCall {
    try calls.resolve(try identified(line))
  }

  private func identified(_ typed: RequestLine) throws -> RequestLine {
    var line = typed
    let operation: FeltAPI.Operation?
    let map: String?
    switch line.verb {
    case .operation(let named):
      operation = named
      (line.arguments, map) = try arguments(line, of: named)
    case .method(let method):
      guard let word = line.arguments.first, !line.items.isEmpty || mayHoldTitle(word) else { return line }
      (line.arguments[0], operation, map) = try path(word, method)
    }
    guard let body = operation?.body else { return line }
    line.items = try line.items.map { item in
      guard case .field(let path, .text(let word)) = item.kind, let kind = body.resource(at: path) else { return item }
      let value = try identified(word, kind.pathParameter, in: map)
      return Item(
        .field(path, .text(value)), range: item.range, keyRange: item.keyRange, valueRange: item.valueRange)
    }
    return line
  }

  /// Whether a path may have a title in it. A script knows no titles but those that nobody's id looks like.
  private func mayHoldTitle(_ path: Word) -> Bool {
    guard !session.options.isInteractive, let text = path.text else { return true }
    return !text.utf8.allSatisfy { $0 == UInt8(ascii: "/") || KnownResources.isPlain($0) }
  }

  /// The words of an operation's parameters, and the id of the map among them. The first words may be left out where
  /// the location has them.
  private func arguments(_ line: RequestLine, of operation: FeltAPI.Operation) throws -> ([Word], map: String?) {
    let names = operation.path.parameterNames
    let implied = names.prefix(max(0, names.count - line.arguments.count))
    let here = ResourcePath.identifiers(in: session.path)
    var words: [Word] = []
    for name in implied {
      guard let id = here[name] else { return (line.arguments, nil) }
      words.append(Word(.quoted(id), line.verbRange.upperBound..<line.verbRange.upperBound))
    }
    var map = implied.contains("map_id") ? here["map_id"] : nil
    for (name, word) in zip(names.dropFirst(implied.count), line.arguments) {
      words.append(try identified(word, name, in: map))
      // What is wrong with a variable is told when the whole line is resolved.
      if name == "map_id" { map = try? calls.identifier(words[words.count - 1], parameter: name) }
    }
    return (words, map)
  }

  /// A path with the titles in it written as ids, its operation, and the id of the map in it.
  private func path(
    _ word: Word, _ method: HTTPRequest.Method
  ) throws -> (Word, FeltAPI.Operation?, map: String?) {
    let whole = try calls.path(word)
    let text = whole.map { part in
      switch part {
      case .literal(let text): text
      case .value(let text): (try? PathSegment.encode(text)) ?? "x"
      }
    }.joined()
    guard !text.containsBytes(of: "://"), !text.utf8.contains(UInt8(ascii: "?")) else { return (word, nil, nil) }
    let parts = PathTemplate.parts(of: text).map { ((try? PathSegment.encode(String($0))) ?? "x")[...] }
    guard let (operation, values) = Catalogue.match(method, at: parts) else { return (word, nil, nil) }
    var map = values["map_id"]
    guard !values.isEmpty, let typed = word.text else { return (word, operation, map) }
    var segments = typed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var hasTitle = false
    for name in operation.path.parameterNames {
      guard let value = values[name], let index = segments.lastIndex(of: value),
        let id = try identified(Word(.quoted(value), word.range), name, in: map).text, id != value
      else { continue }
      if name == "map_id" { map = id }
      segments[index] = id
      hasTitle = true
    }
    return (hasTitle ? Word(.quoted(segments.joined(separator: "/")), word.range) : word, operation, map)
  }

  /// A word that is a title as the id that it stands for; any other word as it is.
  ///
  /// - Parameter map: the id of the map that it is in; nil where that is not known.
  func identified(_ word: Word, _ parameter: String, in map: String? = nil) throws -> Word {
    guard let text = word.text, !text.isEmpty, session.resources.resource(id: text) == nil,
      !text.containsBytes(of: "://"), !FeltID.isLikely(text),
      let id = try identifier(titled: text, parameter, in: map, at: word.range)
    else { return word }
    return Word(.quoted(id), word.range)
  }

  private func identifier(
    titled title: String, _ parameter: String, in map: String?, at range: SourceRange
  ) throws -> String? {
    var known = session.resources.titled(title, parameter: parameter)
    if let map { known = known.filter { ($0.parents["map_id"] ?? map) == map } }
    if known.isEmpty, parameter == "map_id" || parameter == "project_id", !KnownResources.isPlain(title),
      session.builder.token != nil, !session.options.isDryRun
    {
      // Nobody's id looks like this: it is worth a look.
      let found = try find(title, range: range).last
      return found.flatMap { ResourcePath.identifiers(in: $0.path)[parameter] }
    }
    let here = ResourcePath.identifiers(in: session.path)
    if known.isEmpty, let map = map ?? here["map_id"], let kind = ListEntry.kind(of: parameter) {
      return try identifier(titled: title, kind, inMap: map, at: range)
    }
    if known.count > 1 {
      let near = known.filter { resource in here.contains { resource.parents[$0.key] == $0.value } }
      if near.count == 1 { known = near }
    }
    if known.count > 1 {
      let entries = known.map {
        ListEntry(kind: $0.parameter.replacing("_id", with: ""), title: $0.title, id: $0.id, path: $0.path)
      }
      throw Failure(.location(.ambiguous(title, entries)), at: range)
    }
    return known.first?.id
  }

  /// The id of something in a map, which is looked into because no response has shown it.
  private func identifier(
    titled title: String, _ kind: String, inMap map: String, at range: SourceRange
  ) throws -> String? {
    guard session.options.isInteractive || !KnownResources.isPlain(title), session.builder.token != nil,
      !session.options.isDryRun, let path = try? "/maps/" + PathSegment.encode(map)
    else { return nil }
    let entries: [ListEntry]
    do { entries = try self.entries(at: path, range: range).filter { $0.kind == kind } } catch let failure as Failure {
      // The request itself tells what is wrong with the map.
      if case .response = failure.reason { return nil }
      throw failure
    }
    if entries.contains(where: { $0.id == title }) { return nil }
    let key = title.lowercased()
    let similar = entries.filter { $0.title.lowercased() == key }
    let exact = similar.filter { $0.title == title }
    let found = exact.isEmpty ? similar : exact
    if found.count > 1 { throw Failure(.location(.ambiguous(title, found)), at: range) }
    guard let only = found.first else {
      let near = Suggestion.nearest(to: title, in: entries.map(\.title))
      throw Failure(.location(.nothing(title, suggestion: near)), at: range)
    }
    return only.id
  }
}
