internal import Execution
internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import LineEditing
internal import Terminal

extension Completer {
  /// A path's next segment: the words that the catalogue has, and the ids that were seen.
  ///
  /// - Parameter methods: those that the path is for; nil for all, which are listed then.
  func path(_ target: Target, methods: [HTTPRequest.Method]?) -> CompletionList {
    let isAbsolute = target.word.hasPrefix("/")
    let typed = target.word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      .dropFirst(isAbsolute ? 1 : 0)
    let (before, last) = (Array(typed.dropLast()), typed.last ?? "")
    let location = isAbsolute ? [] : session.path.split(separator: "/").map(String.init)
    let fixed = location + before
    // At the top, a path is completed with its slash.
    let prefix = (isAbsolute || location.isEmpty ? "/" : "") + before.map { $0 + "/" }.joined()
    var words: [String: Segment] = [:]
    var parameters: Set<String> = []
    for operation in Catalogue.operations where operation.path.begins(with: fixed) {
      let segments = operation.path.segments
      guard segments.count > fixed.count, methods?.contains(operation.method) ?? true else { continue }
      switch segments[fixed.count] {
      case .literal(let text) where text.hasPrefix(last):
        words[text, default: Segment()].add(operation, isEnd: segments.count == fixed.count + 1)
      case .literal: break
      case .parameter(let name): parameters.insert(name)
      }
    }
    let listed = words.sorted { $0.key < $1.key }.map { text, segment in
      Completion(
        replacement: prefix + text, label: text, detail: methods == nil ? segment.methods : segment.summary,
        isFinal: segment.isFinal)
    }
    let given = Catalogue.operations.lazy.filter { $0.path.begins(with: fixed) }.first.map { operation in
      zip(operation.path.segments, fixed).reduce(into: [String: String]()) { given, pair in
        if case .parameter(let name) = pair.0 { given[name] = identifier(pair.1) }
      }
    }
    let things = parameters.sorted().flatMap { matching($0, last, within: given ?? [:]) }.map {
      Completion(replacement: prefix + $0.id, label: SafeText.of($0.title), detail: $0.id, isFinal: false)
    }
    return CompletionList(range: target.range, candidates: things + listed)
  }

  /// What is said of a word of a path by the operations that have it.
  private struct Segment {
    private(set) var summary: String?
    private(set) var isFinal = true
    private var found: [String] = []

    var methods: String { found.joined(separator: " ") }

    mutating func add(_ operation: FeltAPI.Operation, isEnd: Bool) {
      if isEnd {
        summary = operation.summary
        if !found.contains(operation.method.rawValue) { found.append(operation.method.rawValue) }
      } else {
        isFinal = false
      }
    }
  }

  /// The id that a typed word stands for; nil where that is not known.
  func identifier(_ typed: String) -> String? {
    let text = TypedLine.meaning(typed)
    guard text.hasPrefix("$") else {
      let isHere = ResourcePath.identifiers(in: session.path).values.contains(text)
      return isHere ? text : session.resources.resource(id: text)?.id
    }
    let name = text.dropFirst()
    guard case .object(let object)? = try? session.variables[String(name)]?.value.json() else { return nil }
    return object.text("id")
  }

  /// The ids that a path's parameter takes.
  ///
  /// - Parameter given: the ids in front of it, such as a layer's map, by their parameters.
  func ids(_ target: Target, _ parameter: String, within given: [String: String] = [:]) -> CompletionList {
    let candidates = matching(parameter, target.word, within: given).map {
      Completion(replacement: $0.id, label: SafeText.of($0.title), detail: $0.id)
    }
    return CompletionList(range: target.range, candidates: candidates)
  }

  /// The ids that the next word of an operation can be. The place that `cd` went to may have the first ids of the path,
  /// and the word is then for one behind them.
  func ids(of request: TypedRequest, _ before: [String], _ target: Target) -> CompletionList {
    let names = request.operation.path.parameterNames
    let words = before.prefix(request.argumentCount)
    let here = ResourcePath.identifiers(in: session.path)
    var list = CompletionList(range: target.range, candidates: [])
    for implied in (0..<max(1, names.count - words.count)).reversed()
    where names.prefix(implied).allSatisfy({ here[$0] != nil }) {
      let given = TypedRequest.given(names, words, session.path, leading: implied)
      let ids = ids(target, names[implied + words.count], within: given.compactMapValues(identifier))
      list.candidates += ids.candidates
    }
    return list
  }

  /// The things whose id or title begins as typed.
  func matching(_ parameter: String, _ typed: String, within given: [String: String] = [:]) -> [KnownResource] {
    let title = TypedLine.meaning(typed).lowercased()
    let things = session.resources.resources(for: parameter).filter { resource in
      given.allSatisfy { name, id in resource.parents[name].map { $0 == id } ?? true }
    }
    let found = title.isEmpty ? things : things.filter { $0.id.hasPrefix(typed) || $0.key.hasPrefix(title) }
    if found.isEmpty { miss(parameter, within: given) }
    return found
  }

  /// Titles to go to, quoted where they have to be.
  ///
  /// - Parameter parameters: the kinds of resources; nil for all that can be gone to.
  func titles(_ target: Target, of parameters: Set<String>? = nil) -> CompletionList {
    titles(target, missing: "map_id", detail: { $0.parameter.replacing("_id", with: "") }) { resource in
      resource.path != nil && (parameters?.contains(resource.parameter) ?? true)
    }
  }

  /// The titles of things of a kind, such as `layer_group`; those that can't be gone to as well.
  func titles(_ target: Target, ofKind kind: String?) -> CompletionList {
    let parameter = kind.map { $0 == "element_group" ? "group_id" : $0 + "_id" }
    return titles(target, missing: parameter, detail: { _ in kind }) { $0.parameter == parameter }
  }

  /// - Parameter missing: what is to be asked for when nothing fits.
  private func titles(
    _ target: Target, missing: String?, detail: (KnownResource) -> String?, where isWanted: (KnownResource) -> Bool
  ) -> CompletionList {
    let plain = TypedLine.meaning(target.word).lowercased()
    var seen: Set<String> = []
    let found = session.resources.all.filter {
      isWanted($0) && $0.key.hasPrefix(plain) && seen.insert($0.title).inserted
    }
    if found.isEmpty, let missing { miss(missing) }
    // What is in the map that `cd` went to can be meant as well.
    let here = ResourcePath.identifiers(in: session.path)
    let isKnown = found.contains { $0.parents["map_id"] == here["map_id"] }
    if missing == "map_id", here["map_id"] != nil, !isKnown { miss("layer_id", within: here) }
    let candidates = found.map {
      Completion(
        replacement: Self.quoted($0.title, like: target.word.isEmpty ? "\"" : target.word),
        label: SafeText.of($0.title), detail: detail($0))
    }
    return CompletionList(range: target.range, candidates: candidates)
  }
}
