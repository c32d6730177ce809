internal import Execution
internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
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
    for operation in Catalogue.operations where Self.begins(operation.path, with: fixed) {
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
    let things = parameters.sorted().flatMap { matching($0, last) }.map {
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

  private static func begins(_ template: PathTemplate, with typed: [String]) -> Bool {
    template.segments.count >= typed.count
      && zip(template.segments, typed).allSatisfy { segment, text in
        switch segment {
        case .literal(let word): word == text
        case .parameter: !text.isEmpty
        }
      }
  }

  /// The ids that a path's parameter takes.
  func ids(_ target: Target, _ parameter: String) -> CompletionList {
    let candidates = matching(parameter, target.word).map {
      Completion(replacement: $0.id, label: SafeText.of($0.title), detail: $0.id)
    }
    return CompletionList(range: target.range, candidates: candidates)
  }

  /// The things whose id or title begins as typed.
  private func matching(_ parameter: String, _ typed: String) -> [KnownResource] {
    let title = TypedLine.meaning(typed).lowercased()
    let things = session.resources.resources(for: parameter)
    let found = title.isEmpty ? things : things.filter { $0.id.hasPrefix(typed) || $0.key.hasPrefix(title) }
    if found.isEmpty { miss(parameter) }
    return found
  }

  /// Titles to go to, quoted where they have to be.
  func titles(_ target: Target) -> CompletionList {
    let plain = TypedLine.meaning(target.word).lowercased()
    let candidates = session.resources.all.filter { $0.key.hasPrefix(plain) }.map {
      Completion(
        replacement: Self.quoted($0.title, like: target.word.isEmpty ? "\"" : target.word),
        label: SafeText.of($0.title),
        detail: $0.parameter.replacing("_id", with: ""))
    }
    if candidates.isEmpty { miss("map_id") }
    return CompletionList(range: target.range, candidates: candidates)
  }
}
