internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Titles stand for ids, and the place that `cd` went to for the ids that lead there.
extension StepContext {
  /// Resolves a request's words, once titles and the location are written as ids.
  func resolve(_ line: RequestLine) throws -> ResolvedCall {
    try calls.resolve(try identified(line))
  }

  private func identified(_ typed: RequestLine) throws -> RequestLine {
    var line = typed
    let operation: FeltAPI.Operation?
    switch line.verb {
    case .operation(let named):
      operation = named
      line.arguments = try arguments(line, of: named)
    case .method(let method):
      guard let word = line.arguments.first else { return line }
      let (path, found) = try self.path(word, method)
      operation = found
      line.arguments[0] = path
    }
    guard let body = operation?.body else { return line }
    line.items = try line.items.map { item in
      guard case .field(let path, .text(let word)) = item.kind, let kind = body.resource(at: path) else { return item }
      let value = try identified(word, kind.pathParameter)
      return Item(
        .field(path, .text(value)), range: item.range, keyRange: item.keyRange, valueRange: item.valueRange)
    }
    return line
  }

  /// The words of an operation's parameters; the first ones may be left out where the location has them.
  private func arguments(_ line: RequestLine, of operation: FeltAPI.Operation) throws -> [Word] {
    let names = operation.path.parameterNames
    let implied = names.prefix(max(0, names.count - line.arguments.count))
    let here = ResourcePath.identifiers(in: session.path)
    var words: [Word] = []
    for name in implied {
      guard let id = here[name] else { return line.arguments }
      words.append(Word(.quoted(id), line.verbRange.upperBound..<line.verbRange.upperBound))
    }
    for (name, word) in zip(names.dropFirst(implied.count), line.arguments) {
      words.append(try identified(word, name))
    }
    return words
  }

  /// A path with the titles in it written as ids, and its operation.
  private func path(_ word: Word, _ method: HTTPRequest.Method) throws -> (Word, FeltAPI.Operation?) {
    let whole = try calls.path(word)
    let text = whole.map { part in
      switch part {
      case .literal(let text): text
      case .value(let text): (try? PathSegment.encode(text)) ?? "x"
      }
    }.joined()
    guard !text.containsBytes(of: "://"), !text.utf8.contains(UInt8(ascii: "?")) else { return (word, nil) }
    let parts = PathTemplate.parts(of: text).map { ((try? PathSegment.encode(String($0))) ?? "x")[...] }
    guard let (operation, values) = Catalogue.match(method, at: parts) else { return (word, nil) }
    guard let typed = word.text else { return (word, operation) }
    var segments = typed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var hasTitle = false
    for (name, value) in values {
      guard let index = segments.lastIndex(of: value),
        let id = try identified(Word(.quoted(value), word.range), name).text, id != value
      else { continue }
      segments[index] = id
      hasTitle = true
    }
    return (hasTitle ? Word(.quoted(segments.joined(separator: "/")), word.range) : word, operation)
  }

  /// A word that is a title as the id that it stands for; any other word as it is.
  func identified(_ word: Word, _ parameter: String) throws -> Word {
    guard let text = word.text, !text.isEmpty, session.resources.resource(id: text) == nil,
      !text.containsBytes(of: "://"), !Self.isIdentifier(text),
      let id = try identifier(titled: text, parameter, at: word.range)
    else { return word }
    return Word(.quoted(id), word.range)
  }

  /// Whether a text looks like an id of Felt's.
  static func isIdentifier(_ text: String) -> Bool {
    text.utf8.count == 22 && KnownResources.isPlain(text)
  }

  private func identifier(titled title: String, _ parameter: String, at range: SourceRange) throws -> String? {
    var known = session.resources.titled(title, parameter: parameter)
    if known.isEmpty, parameter == "map_id" || parameter == "project_id", !KnownResources.isPlain(title),
      session.builder.token != nil, !session.options.isDryRun
    {
      // Nobody's id looks like this: it is worth a look.
      let found = try find(title, range: range).last
      return found.flatMap { ResourcePath.identifiers(in: $0.path)[parameter] }
    }
    let here = ResourcePath.identifiers(in: session.path)
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
}
