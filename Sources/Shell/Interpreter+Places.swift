internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Terminal

extension Interpreter {
  /// Lists what is here, or at a path, by title.
  func list(_ word: Word?) throws {
    let path = try word.map { try resolved($0) } ?? session.place
    let entries = try entries(at: path, range: word?.range)
    guard !entries.isEmpty else { return screen.message(StyledText("nothing here", .faint)) }
    let table = Table(
      columns: ["kind", "title", "id", ""].map { Table.Column($0) },
      rows: entries.map {
        [StyledText($0.kind, .faint), StyledText($0.title, .strong), StyledText($0.id), StyledText($0.detail, .faint)]
      })
    guard screen.output.isTerminal || session.options.isPretty else {
      return try screen.write(Array(table.tabSeparated.utf8))
    }
    for line in table.lines(width: screen.output.width) { try print(line) }
  }

  func printPlace() throws {
    let titles = session.places.map { SafeText.of($0.title) }
    try print(
      StyledText(session.place.isEmpty ? "/" : session.place)
        + StyledText(titles.isEmpty ? "" : "  " + titles.joined(separator: " / "), .faint))
  }

  /// Goes to a thing by its title, its id, its path or its page's address; `..` goes back.
  func changePlace(_ word: Word?) throws {
    guard let word else { return session.places = [] }
    let text = try word.rawText ?? CallFactory(expander: expander, place: session.place).placeText(word)
    switch text {
    case "/", "~": session.places = []
    case "..": if !session.places.isEmpty { session.places.removeLast() }
    case ".", "": break
    default:
      if text.hasPrefix("/") || text.contains("://") { return session.places = [try visit(text, range: word.range)] }
      try enter(text, range: word.range)
    }
  }

  private func enter(_ text: String, range: SourceRange) throws {
    let here = try entries(at: session.place, range: range)
    if let found = try Self.match(text, in: here, range: range) { return session.places.append(found) }
    guard session.places.isEmpty else { throw Self.nothing(text, among: here, range: range) }
    // From the top, a map's title is enough: its project is looked for.
    var seen = here
    for project in here where project.kind == "project" {
      guard let path = project.path else { continue }
      let maps = try entries(at: path, range: range)
      if let found = try Self.match(text, in: maps, range: range) {
        return session.places = [Place(path: path, title: project.title), found]
      }
      seen += maps
    }
    throw Self.nothing(text, among: seen, range: range)
  }

  private static func match(_ text: String, in entries: [PlaceEntry], range: SourceRange) throws(Failure) -> Place? {
    let wanted = text.lowercased()
    let tests: [(PlaceEntry) -> Bool] = [
      { $0.id == text }, { $0.title == text }, { $0.title.lowercased() == wanted },
      { $0.title.lowercased().hasPrefix(wanted) },
    ]
    for test in tests {
      let found = entries.filter(test)
      if found.count > 1 {
        throw Failure(
          .unreadable, "\(found.count) things here are called \(text)", at: range,
          advice: "use an id: " + found.prefix(4).map { "\($0.id) (\($0.kind))" }.joined(separator: ", "))
      }
      guard let only = found.first else { continue }
      guard let path = only.path else {
        throw Failure(.unreadable, "there is nothing inside the \(only.kind) \(only.title)", at: range)
      }
      return Place(path: path, title: only.title.isEmpty ? only.id : only.title)
    }
    return nil
  }

  private static func nothing(_ text: String, among entries: [PlaceEntry], range: SourceRange) -> Failure {
    let near = Suggestion.nearest(to: text, in: entries.map(\.title))
    return Failure(
      .unreadable, "there is nothing called \(text) here", at: range,
      advice: near.map { "did you mean \"\($0)\"?" } ?? "ls lists what there is")
  }

  /// Looks at a path, so that its title is known.
  private func visit(_ path: String, range: SourceRange) throws -> Place {
    let (value, request) = try read(path, range: range)
    let object: JSONObject? = if case .object(let object) = value { object } else { nil }
    return Place(path: request.path, title: object?.text("title") ?? object?.text("name") ?? request.path)
  }

  /// A word as the path it means from here.
  private func resolved(_ word: Word) throws -> String {
    let text = try CallFactory(expander: expander, place: session.place).placeText(word)
    return text == "/"
      ? "" : text.hasPrefix("/") || text.contains("://") || session.place.isEmpty ? text : session.place + "/" + text
  }

  /// What there is at a path.
  private func entries(at path: String, range: SourceRange?) throws -> [PlaceEntry] {
    if path.isEmpty {
      let sources = try? read("/sources", range: range).value
      return PlaceEntry.entries(try read("/projects", range: range).value, kind: "project") { "/projects/\($0)" }
        + PlaceEntry.entries(sources, kind: "source") { "/sources/\($0)" }
    }
    let (value, request) = try read(path, range: range)
    guard case .object(let object) = value else {
      let kind = request.path.split(separator: "/").last.map { $0.hasSuffix("s") ? String($0.dropLast()) : String($0) }
      return PlaceEntry.entries(value, kind: kind ?? "") { request.path + "/" + $0 }
    }
    let map = request.path
    var entries = PlaceEntry.entries(object["maps"], kind: "map") { "/maps/\($0)" }
    entries += PlaceEntry.entries(object["layer_groups"], kind: "group") { "\(map)/layer_groups/\($0)" }
    let layers = map.split(separator: "/").prefix(2).map { "/" + $0 }.joined()
    entries += PlaceEntry.entries(object["layers"], kind: "layer") { "\(layers)/layers/\($0)" }
    let seen = Set(entries.map(\.id))
    if case .array(let groups)? = object["layer_groups"] {
      for case .object(let group) in groups {
        entries += PlaceEntry.entries(group["layers"], kind: "layer") { "\(layers)/layers/\($0)" }
          .filter { !seen.contains($0.id) }
      }
    }
    entries += PlaceEntry.entries(object["element_groups"], kind: "element group") { "\(map)/element_groups/\($0)" }
    entries += PlaceEntry.elements(object["elements"])
    if object["features"] != nil { entries += PlaceEntry.elements(value) }
    return entries
  }

  /// Reads something for the shell's own use.
  private func read(_ path: String, range: SourceRange?) throws -> (value: JSONValue, request: Request) {
    guard session.builder.token != nil else { throw Failure.noToken }
    let request: Request
    do { request = try session.builder.request(for: Call(.get, [.literal(path)])) } catch {
      throw Failure(.unreadable, error.description, at: range)
    }
    if session.options.isVerbose { screen.message(StyledText("get \(request.path)", .faint)) }
    do {
      let response = try transport.send(request)
      let exchange = Exchange(
        request: request, head: response.head, timing: response.timing, body: .kept(response.body))
      guard response.isSuccess else {
        let detail = exchange.errors.first?.message.map { ": \($0)" } ?? ""
        throw Failure(
          ExitStatus(httpStatus: response.status), "\(response.status) for \(request.path)\(detail)", at: range,
          advice: NextStep.forStatus(response.status, headers: response.head.headers))
      }
      return (try exchange.json(), request)
    } catch let error as TransportError {
      throw Failure(error, method: "GET")
    }
  }
}
