internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// What a word means to `wait`.
extension StepContext {
  /// The work that a word stands for: a response that promises something, a resource, its path, title or id.
  ///
  /// - Parameter kinds: what is meant of several things of one title.
  func awaitedWork(_ word: Word, preferring kinds: [String] = ["group", "layer_group"]) throws -> [AwaitedWork] {
    if let reference = word.variable, let value = try resolver.wholeValue(word) {
      let all = try work(value, of: reference, at: word.range)
      // Where a script has no such variable, it says which one thing is meant.
      if all.count == 1 { result.places[word.range] = all[0].path }
      return all
    }
    let path = try placePath(word, preferring: kinds)
    return [try work(atPath: path, at: word.range)]
  }

  /// The path of the resource that a word names, relative to the base URL; noted for the recorder, which writes it
  /// whole.
  ///
  /// - Parameter kinds: what is meant of several things of one title, such as a layer and the group that it is in.
  func placePath(_ word: Word, preferring kinds: [String]) throws -> String {
    let place: String
    do { place = try locate(word).path } catch let failure as Failure {
      switch failure.reason {
      case .location(.ambiguous(_, let entries)):
        let meant = entries.filter { kinds.contains($0.kind) }
        guard meant.count == 1, let path = meant[0].path else { throw failure }
        place = path
      case .location(.nothing(let text, _)) where FeltID.isLikely(text):
        // A layer's id says nothing about its map.
        isLocating = true
        defer { isLocating = false }
        guard let path = try findLayers(withID: text, at: word.range) else { throw failure }
        place = path
      default: throw failure
      }
    }
    let path = try readRequest(place, at: word.range).path
    result.places[word.range] = path
    return path
  }

  private func work(atPath path: String, at range: SourceRange) throws(Failure) -> AwaitedWork {
    let path = try readRequest(path, at: range).path
    guard let work = AwaitedWork(path: path) else {
      throw Failure(.waiting(.nothingToWaitFor(members: nil)), at: range)
    }
    return work
  }

  /// What the value of a variable promises.
  private func work(
    _ value: JSONValue, of reference: VariableReference, at range: SourceRange
  ) throws -> [AwaitedWork] {
    let variable = reference.name == "_" ? session.last.map { .response($0) } : session.variables[reference.name]?.value
    var source: String?
    if case .response(let exchange)? = variable { source = exchange.request.path }
    let origin = WorkOrigin(path: source, here: session.path)
    if case .string(let text) = value {
      if text.contains("://") || text.begins(with: "/") { return [try work(atPath: text, at: range)] }
      let member = reference.query.split { $0 == "." || $0 == "[" }.last.map(String.init) ?? ""
      if let found = try origin.work(id: text, member: member) { return [found] }
      // The object that the id is of says what it is.
      if let root = try? variable?.json(), let object = root.object(withID: text) {
        return try work(.object(object), origin, at: range)
      }
      return [try work(atPath: try identified(text, at: range), at: range)]
    }
    return try work(value, origin, at: range)
  }

  private func work(_ value: JSONValue, _ origin: WorkOrigin, at range: SourceRange) throws -> [AwaitedWork] {
    switch value {
    case .array(let elements): return try elements.flatMap { try work($0, origin, at: range) }
    case .object(let object):
      for address in [object["links"]?.object?.text("layer_group"), object.text("poll_endpoint")] {
        if let address { return [try work(atPath: address, at: range)] }
      }
      if let work = try origin.work(object) { return [work] }
      let members = [object["layers"], object["layer_groups"]].compactMap { $0 }
      if object["id"] == nil, !members.isEmpty { return try members.flatMap { try work($0, origin, at: range) } }
      if origin.needsMap(object) { throw Failure(.waiting(.unknownMap), at: range) }
      throw Failure(.waiting(.nothingToWaitFor(members: value.memberSummary)), at: range)
    case .null, .bool, .number, .string:
      throw Failure(.waiting(.nothingToWaitFor(members: value.memberSummary)), at: range)
    }
  }

  /// The path of the resource with an id that a variable holds.
  private func identified(_ id: String, at range: SourceRange) throws -> String {
    try locate(Word(.quoted(id), range)).path
  }
}

/// Where a value came from, which says to which map its ids belong.
private struct WorkOrigin {
  /// What was asked for; nil for what no response gave.
  let path: String?
  /// The ids of that path, or of the place that `cd` went to.
  private let ids: [String: String]

  init(path: String?, here: String) {
    self.path = path
    let own = path.map(ResourcePath.identifiers(in:)) ?? [:]
    ids = own["map_id"] == nil ? own.merging(ResourcePath.identifiers(in: here)) { first, _ in first } : own
  }

  private var map: String? { ids["map_id"] }

  /// The work on the object that a response is, or has in it; nil for any other.
  func work(_ object: JSONObject) throws(Failure) -> AwaitedWork? {
    if let group = object.text("layer_group_id"), let layer = object.text("layer_id"), let map {
      return try .upload(group: group, layer: layer, map: map)
    }
    if object.text("export_id") != nil, let path { return AwaitedWork(path: path) }
    if let path = ResourcePath(object)?.path, let work = AwaitedWork(path: path) { return work }
    guard let id = object.text("id"), let map else { return nil }
    switch object.text("type") {
    case "layer": return try .layer(id, map: map)
    case "layer_group": return try .layerGroup(id, map: map)
    default: return nil
    }
  }

  /// The work on the resource whose id stands in a member of a response, such as `layer_group_id`.
  func work(id: String, member: String) throws(Failure) -> AwaitedWork? {
    switch (member, map, ids["layer_id"]) {
    case ("layer_group_id", let map?, _): try .layerGroup(id, map: map)
    case ("layer_id", let map?, _): try .layer(id, map: map)
    case ("export_request_id", let map?, let layer?), ("export_id", let map?, let layer?):
      try .export(id, layer: layer, map: map)
    case ("source_id", _, _): try .source(id)
    default: nil
    }
  }

  /// Whether an object is work on a map that isn't known.
  func needsMap(_ object: JSONObject) -> Bool {
    map == nil && (object["layer_group_id"] != nil || ["layer", "layer_group"].contains(object.text("type")))
  }
}

extension JSONValue {
  /// The object with this id in a value, however deep.
  fileprivate func object(withID id: String) -> JSONObject? {
    switch self {
    case .object(let object):
      if object.text("id") == id { return object }
      for member in object.members { if let found = member.value.object(withID: id) { return found } }
      return nil
    case .array(let elements):
      for element in elements { if let found = element.object(withID: id) { return found } }
      return nil
    case .null, .bool, .number, .string: return nil
    }
  }
}
