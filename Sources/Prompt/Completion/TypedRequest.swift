internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// A request that is being typed: which operation it is going to be, and what it has been given.
struct TypedRequest {
  let operation: FeltAPI.Operation
  /// Whether it is written by its operation's name.
  let isNamed: Bool
  /// How many of the path's parameters are there.
  let argumentCount: Int
  /// The words behind the path or the parameters, as typed.
  let items: ArraySlice<String>

  /// - Parameters:
  ///   - words: those behind the verb.
  ///   - location: the path that `cd` went to; empty at the top.
  /// - Returns: nil when the words are not an operation of the catalogue.
  init?(verb: String, words: ArraySlice<String>, location: String, table: CommandTable) {
    if let operation = Catalogue.operation(named: verb) {
      let given = words.prefix { !$0.hasPrefix("--") && !$0.contains("=") }
      argumentCount = min(given.count, operation.path.parameterNames.count)
      items = words.dropFirst(argumentCount)
      isNamed = true
      self.operation = operation
    } else {
      guard let method = Self.method(verb, table), let typed = words.first,
        let found = Catalogue.match(method, Self.path(typed, from: location))
      else { return nil }
      operation = found.0
      argumentCount = found.1.count
      items = words.dropFirst()
      isNamed = false
    }
  }

  /// The method that a word is, in any case.
  static func method(_ word: String, _ table: CommandTable) -> HTTPRequest.Method? {
    table.command(named: word).flatMap { $0.isRequest ? HTTPRequest.Method($0.name.uppercased()) : nil }
  }

  /// The path that a word means from a location, with a stand-in for each variable.
  private static func path(_ typed: String, from location: String) -> String {
    let whole = typed.hasPrefix("/") || location.isEmpty ? typed : typed == "." ? location : location + "/" + typed
    let segments = TypedLine.meaning(whole).split(separator: "/").map { $0.contains("$") ? "x" : String($0) }
    return "/" + segments.joined(separator: "/")
  }

  /// Whether the location has the ids that are not given.
  func isComplete(at location: String) -> Bool {
    let here = ResourcePath.identifiers(in: location)
    return operation.path.parameterNames.prefix(operation.path.parameterNames.count - argumentCount)
      .allSatisfy { here[$0] != nil }
  }

  /// The names of the fields and parameters that the items give, as typed.
  var givenNames: Set<String> {
    Set(items.compactMap { item in item.firstIndex { $0 == "=" || $0 == ":" }.map { String(item[..<$0]) } })
  }

  /// Whether the whole body is given at once.
  var hasWholeBody: Bool { items.contains { $0.hasPrefix("{") || $0.hasPrefix("@") || $0.hasPrefix("<<") } }
}
