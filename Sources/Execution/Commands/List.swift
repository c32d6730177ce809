internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

extension ShellCommand {
  static let list = ShellCommand(
    CommandSpec(
      "ls", .looking, "List what is here, by title",
      arguments: [ArgumentSpec("PATH|TITLE", .location, isOptional: true)], takesOutput: true, effect: .reads,
      isEssential: true,
      details: [
        .init("ls", "projects and sources at the top; maps, layers, elements and components further in"),
        .init("ls \"River survey\"", "what is in a project, by its title"),
      ], examples: ["ls", "ls \"River survey\""]),
    run: { call, step in
      let word = call.word("PATH|TITLE")
      let path = try word.map { try step.locate($0).path } ?? step.session.path
      let entries = try step.entries(at: path, range: word?.range)
      if entries.isEmpty { try step.notice(.nothingHere) } else { try step.show(.listing(entries), call.output) }
    })
}

extension StepContext {
  /// The location that a path, an id or a title means from here; the top is an empty path.
  func locate(_ word: Word) throws -> Location {
    let wasLocating = isLocating
    isLocating = true
    defer { isLocating = wasLocating }
    if let place = try place(of: word) { return place }
    let text = try word.rawText ?? calls.locationText(word)
    let top = Location(path: "", title: "")
    switch text {
    case "/", "~": return top
    case "", ".": return session.locations.last ?? top
    case "..": return session.locations.dropLast().last ?? top
    default: break
    }
    if text.begins(with: "/") || text.contains("://") { return Location(path: text, title: text) }
    let here = session.path
    // A path of the API that is relative to here, such as `layers`.
    if !here.isEmpty, !Catalogue.matches(here + "/" + text).isEmpty, text.isVariableName || text.contains("/") {
      return Location(path: here + "/" + text, title: text)
    }
    return try find(text, range: word.range).last ?? top
  }

  /// Where the resource is that a variable holds; nil for any other word, and for what doesn't say where it is.
  func place(of word: Word) throws(Failure) -> Location? {
    guard word.variable != nil, case .object(let object)? = try resolver.wholeValue(word),
      let path = ResourcePath(object)?.path
    else { return nil }
    return Location(path: path, title: object.title ?? path)
  }

  /// The way from here to a resource by its title or id.
  func find(_ text: String, range: SourceRange) throws -> [Location] {
    let here = try entries(at: session.path, range: range)
    if let found = try Self.match(text, in: here, range: range) { return session.locations + [found] }
    // From anywhere, a project's or a map's title is enough: it is looked for from the top.
    if let known = try known(text, range: range) { return [known] }
    var seen = here
    let top = session.path.isEmpty ? here : try entries(at: "", range: range)
    if let found = try Self.match(text, in: top, range: range) { return [found] }
    seen += top
    for project in top where project.kind == "project" {
      guard let path = project.path else { continue }
      let maps = try entries(at: path, range: range)
      if let found = try Self.match(text, in: maps, range: range) {
        return [Location(path: path, title: project.title), found]
      }
      seen += maps
    }
    let near = Suggestion.nearest(to: text, in: seen.map(\.title))
    throw Failure(.location(.nothing(text, suggestion: near)), at: range)
  }

  /// What responses have shown by this title or id; it can be anywhere.
  private func known(_ text: String, range: SourceRange) throws(Failure) -> Location? {
    let found = session.resources.resource(id: text).map { [$0] } ?? session.resources.titled(text)
    let places = found.compactMap { resource in resource.path.map { Location(path: $0, title: resource.title) } }
    guard places.count > 1 else { return places.first }
    let entries = found.map {
      ListEntry(kind: $0.parameter.replacing("_id", with: ""), title: $0.title, id: $0.id, path: $0.path)
    }
    throw Failure(.location(.ambiguous(text, entries)), at: range)
  }

  private static func match(_ text: String, in entries: [ListEntry], range: SourceRange) throws(Failure) -> Location? {
    let wanted = text.lowercased()
    let tests: [(ListEntry) -> Bool] = [
      { $0.id == text }, { $0.title == text }, { $0.title.lowercased() == wanted },
      { $0.title.lowercased().hasPrefix(wanted) },
    ]
    for test in tests {
      let found = entries.filter(test)
      if found.count > 1 { throw Failure(.location(.ambiguous(text, found)), at: range) }
      guard let only = found.first else { continue }
      guard let path = only.path else {
        throw Failure(.location(.nothingInside(kind: only.kind, title: only.title)), at: range)
      }
      return Location(path: path, title: only.title.isEmpty ? only.id : only.title)
    }
    return nil
  }

  /// Where the components of a layer are; nil where a path is that of anything else.
  private func componentsPath(ofLayer path: String) -> String? {
    let components = path + "/components"
    return Catalogue.match(.get, components)?.0.name == "list_layer_components" ? components : nil
  }

  /// What there is at a path.
  func entries(at path: String, range: SourceRange?) throws -> [ListEntry] {
    if path.isEmpty {
      let projects = try read("/projects", at: range).value
      // Not every token may see sources.
      let sources = try? read("/sources", at: range).value
      return ListEntry.entries(projects, kind: "project") { "/projects/\($0)" }
        + ListEntry.entries(sources, kind: "source") { "/sources/\($0)" }
    }
    let (value, request) = try read(path, at: range)
    guard case .object(let object) = value else {
      let kind = request.path.split(separator: "/").last.map { $0.hasSuffix("s") ? String($0.dropLast()) : String($0) }
      return ListEntry.entries(value, kind: kind ?? "") { request.path + "/" + $0 }
    }
    let map = request.path
    var entries = ListEntry.entries(object["maps"], kind: "map") { "/maps/\($0)" }
    entries += ListEntry.entries(object["layer_groups"], kind: "group") { "\(map)/layer_groups/\($0)" }
    let layers = ResourcePath.top(of: map)
    entries += ListEntry.entries(object["layers"], kind: "layer") { "\(layers)/layers/\($0)" }
    let seen = Set(entries.map(\.id))
    if case .array(let groups)? = object["layer_groups"] {
      for case .object(let group) in groups {
        entries += ListEntry.entries(group["layers"], kind: "layer") { "\(layers)/layers/\($0)" }
          .filter { !seen.contains($0.id) }
      }
    }
    entries += ListEntry.entries(object["element_groups"], kind: "element group") { "\(map)/element_groups/\($0)" }
    entries += ListEntry.elements(object["elements"])
    if object["features"] != nil { entries += ListEntry.elements(value) }
    if let components = componentsPath(ofLayer: request.path) {
      // A server that is older than they are has none.
      let value = try? read(components, at: range).value
      entries += ListEntry.entries(value, kind: "component", details: ["type"]) { _ in nil }
    }
    return entries
  }
}
