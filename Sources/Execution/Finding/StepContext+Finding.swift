internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Looks through what there is.
extension StepContext {
  /// The things of a kind in a place, or everywhere.
  ///
  /// - Parameter place: a path relative to the base URL; nil for everywhere.
  func things(_ kind: FindKind, in place: String?, at range: SourceRange) throws -> [FoundThing] {
    let holder = place.flatMap { Catalogue.match(.get, $0)?.0.name }
    if place != nil, !kind.holders.contains(holder ?? "") { throw Failure(.find(.wrongPlace(kind)), at: range) }
    switch kind {
    case .project: return FoundThing.list(try read("/projects", at: range).value, .project) { "/projects/\($0)" }
    case .source: return FoundThing.list(try read("/sources", at: range).value, .source) { "/sources/\($0)" }
    case .map: return try maps(in: place, at: range)
    case .layer, .layerGroup, .elementGroup:
      if let place, holder != "show_project" { return try content(kind, of: place, in: nil, at: range) }
      var seen: Set<String> = []
      return try maps(in: place, at: range).flatMap { map in
        try content(kind, of: map.path, in: map.name, at: range).filter { seen.insert($0.id).inserted }
      }
    }
  }

  /// The path of the layer, or the group of layers, with an id, wherever it is; nil when there is none.
  func findLayers(withID id: String, at range: SourceRange) throws -> String? {
    for map in try maps(in: nil, at: range) {
      let value = try read(map.path, at: range).value
      for kind in [FindKind.layer, .layerGroup] {
        let all = Self.content(kind, of: value, at: map.path, in: map.name)
        if let found = all.first(where: { $0.id == id }) { return found.path }
      }
    }
    return nil
  }

  /// The maps of a project, or of all projects.
  private func maps(in project: String?, at range: SourceRange) throws -> [FoundThing] {
    var seen: Set<String> = []
    let projects = try project.map { [$0] } ?? things(.project, in: nil, at: range).map(\.path)
    return try projects.flatMap { path in
      let value = try read(path, at: range).value
      return FoundThing.list(value.object?["maps"], .map, in: value.object?.text("name")) { "/maps/\($0)" }
        .filter { seen.insert($0.id).inserted }
    }
  }

  /// What is in a map, or in a group of its layers.
  private func content(
    _ kind: FindKind, of path: String, in holder: String?, at range: SourceRange
  ) throws -> [FoundThing] {
    let map = ResourcePath.top(of: path)
    if kind == .elementGroup {
      return FoundThing.list(try read(map + "/element_groups", at: range).value, kind, in: holder) {
        "\(map)/element_groups/\($0)"
      }
    }
    return Self.content(kind, of: try read(path, at: range).value, at: path, in: holder)
  }

  /// The layers, or the groups of layers, that a map or a group shows.
  private static func content(
    _ kind: FindKind, of value: JSONValue, at path: String, in holder: String?
  ) -> [FoundThing] {
    let map = ResourcePath.top(of: path)
    let holder = holder ?? value.object?.title
    if kind == .layerGroup {
      return FoundThing.list(value.object?["layer_groups"], kind, in: holder) { "\(map)/layer_groups/\($0)" }
    }
    let layers = { (object: JSONObject?) in
      FoundThing.list(object?["layers"], kind, in: holder) { "\(map)/layers/\($0)" }
    }
    var found = layers(value.object)
    if case .array(let groups)? = value.object?["layer_groups"] { found += groups.flatMap { layers($0.object) } }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.id).inserted }
  }
}

extension FoundThing {
  fileprivate static func list(
    _ value: JSONValue?, _ kind: FindKind, in holder: String? = nil, path: (String) -> String
  ) -> [FoundThing] {
    guard case .array(let elements)? = value else { return [] }
    return elements.compactMap { element in
      // What a server says leads nowhere else.
      guard let object = element.object, let id = object.text("id"), KnownResources.isPlain(id) else { return nil }
      let name = object.title ?? ""
      return FoundThing(kind: kind, name: name, id: id, path: path(id), holder: holder, value: element)
    }
  }
}
