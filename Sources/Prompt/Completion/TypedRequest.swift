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
  /// What the path has for its parameters, as typed or by the place that `cd` went to; variables as they stand.
  let given: [String: String]
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
      let names = operation.path.parameterNames
      self.given = Self.given(names, given.prefix(argumentCount), location, leading: names.count - argumentCount)
      isNamed = true
      self.operation = operation
    } else {
      guard let method = Self.method(verb, table), let typed = words.first,
        let found = Catalogue.match(method, Self.path(typed, from: location))
      else { return nil }
      operation = found.0
      argumentCount = found.1.count
      given = found.1
      items = words.dropFirst()
      isNamed = false
    }
  }

  /// The method that a word is, in any case.
  static func method(_ word: String, _ table: CommandTable) -> HTTPRequest.Method? {
    table.command(named: word).flatMap { $0.isRequest ? HTTPRequest.Method($0.name.uppercased()) : nil }
  }

  /// What the parameters of an operation stand for, when the first of them are left to the location.
  static func given(
    _ names: [String], _ words: some Collection<String>, _ location: String, leading count: Int
  ) -> [String: String] {
    let here = ResourcePath.identifiers(in: location)
    var result: [String: String] = [:]
    for name in names.prefix(count) { result[name] = here[name] }
    for (name, word) in zip(names.dropFirst(count), words) { result[name] = word }
    return result
  }

  /// The path that a word means from a location, with a stand-in for each variable that is not a segment by itself.
  private static func path(_ typed: String, from location: String) -> String {
    let whole = typed.hasPrefix("/") || location.isEmpty ? typed : typed == "." ? location : location + "/" + typed
    let segments = TypedLine.meaning(whole).split(separator: "/").map { segment in
      segment.contains("$") && !String(segment.dropFirst()).isVariableName ? "x" : String(segment)
    }
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
