package import CommandLanguage
package import Execution
internal import FeltAPI
package import LineEditing
internal import Terminal

/// What could stand at the cursor: a pure function of the line, the command table, the catalogue and what the session
/// has seen.
package struct Completer {
  let session: Session
  let table: CommandTable
  private let missing = Missing()

  /// The word at the cursor.
  struct Target {
    /// As it was typed.
    let word: String
    /// In bytes of the line.
    let range: Range<Int>

    /// The word without its first bytes.
    func dropping(_ count: Int) -> Target {
      Target(
        word: String(decoding: word.utf8.dropFirst(count), as: UTF8.self),
        range: min(range.lowerBound + count, range.upperBound)..<range.upperBound)
    }
  }

  /// What was looked for in vain.
  private final class Missing {
    var reads: Set<Prefetcher.Reading> = []
  }

  /// What would tell of the ids that the last completion did not know.
  var missingReads: Set<Prefetcher.Reading> { missing.reads }

  /// Notes that no id was known.
  ///
  /// - Parameter given: the ids in front of it, such as a layer's map, by their parameters.
  func miss(_ parameter: String, within given: [String: String] = [:]) {
    if let reading = Prefetcher.Reading(of: parameter, map: given["map_id"]) { missing.reads.insert(reading) }
  }

  package init(_ session: Session, _ table: CommandTable) {
    self.session = session
    self.table = table
  }

  /// - Parameter cursor: in bytes of the line.
  package func complete(_ line: String, _ cursor: Int) -> CompletionList {
    let typed = Array(line.utf8.prefix(cursor))
    // An alias counts as what it stands for, once something follows it.
    let bytes = Array(session.preferences.aliases.expand(String(decoding: typed, as: UTF8.self)).utf8)
    let isExpanded = bytes != typed && typed.drop { $0 == UInt8(ascii: " ") }.contains(UInt8(ascii: " "))
    var list = complete(isExpanded ? bytes : typed)
    let shift = isExpanded ? bytes.count - typed.count : 0
    // Nothing of the alias itself is replaced.
    guard list.range.lowerBound - shift >= 0 else { return .none }
    list.range = list.range.lowerBound - shift..<list.range.upperBound - shift
    return list
  }

  private func complete(_ bytes: [UInt8]) -> CompletionList {
    let typed = TypedLine(bytes, table: table)
    let target = Target(word: typed.current, range: typed.range)
    guard !typed.isForeign else { return foreign(typed, target) }
    if typed.before.last == ">" || typed.before.last == ">>" { return files(target) }
    guard let (verb, arguments) = typed.command else {
      if typed.before.isEmpty, let variables = variables(target) { return variables }
      return list(target, typed.before.isEmpty ? beginnings : requests + givers)
    }
    if typed.before == [verb, "="] { return list(target, requests) }
    return self.arguments(of: verb, Array(arguments), target)
  }

  /// What can follow a command's word.
  func arguments(of verb: String, _ before: [String], _ target: Target) -> CompletionList {
    let spec = table.command(named: verb)
    let isRequest = spec?.isRequest ?? (Catalogue.operation(named: verb) != nil)
    if let list = optionValue(before, target, spec) { return list }
    if !isRequest, let spec { return arguments(of: spec, before, target) }
    if let variables = variables(target) { return variables }
    if let list = fileItem(target) { return list }
    if let method = TypedRequest.method(verb, table), before.isEmpty { return path(target, methods: [method]) }
    guard let request = TypedRequest(verb: verb, words: before[...], location: session.path, table: table) else {
      return isRequest ? options(target) : .none
    }
    let parameters = request.operation.path.parameterNames
    if request.isNamed, request.argumentCount < parameters.count, !target.word.hasPrefix("-") {
      let ids = ids(of: request, before, target)
      // The place that `cd` went to may have the ids already.
      guard request.isComplete(at: session.path) else { return ids }
      let items = items(request, target)
      return CompletionList(range: target.range, candidates: ids.candidates + items.candidates)
    }
    return items(request, target)
  }

  // MARK: - Lists

  /// The candidates that begin as typed.
  func list(_ target: Target, _ candidates: [Completion]) -> CompletionList {
    CompletionList(range: target.range, candidates: candidates.filter { $0.replacement.hasPrefix(target.word) })
  }

  /// The words that begin as typed.
  func list(_ target: Target, words: [String]) -> CompletionList {
    list(target, words.map { Completion(replacement: $0) })
  }

  /// A text as it is typed in the quotes that were begun, or in single ones if it needs any.
  static func quoted(_ text: String, like typed: some StringProtocol) -> String {
    // What a terminal could not show is written out.
    if SafeText.of(text) != text { return Word.doubleQuote(text) }
    let isPlain = Word.meaning(text).bareText != nil
    let mark = typed.first == "\"" || typed.first == "'" ? typed.first : nil
    if isPlain, mark == nil { return text }
    return mark == "\"" || text.contains("'") ? Word.doubleQuote(text) : "'\(text)'"
  }
}
