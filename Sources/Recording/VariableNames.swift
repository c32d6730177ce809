internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// The names that variables get: what a request made or showed.
enum VariableNames {
  /// `map` for what made or showed a map, `maps` for a list of them.
  static func base(_ operation: FeltAPI.Operation?, _ response: JSONValue?) -> String {
    guard let operation, let response else { return "response" }
    let identifiers = operation.identifiers(inResponse: response)
    if let own = identifiers.first(where: { $0.path == [.name("id")] }) { return own.resource.rawValue }
    if case .array = response, let kind = operation.response?.elementResource { return plural(kind.rawValue) }
    // `list_projects`, `upload_map_layer`: the noun, or the verb where the noun is what it is about.
    let words = operation.name.split(separator: "_").map(String.init)
    if let verb = words.first, ["upload", "refresh", "add"].contains(verb) { return verb }
    let noun = words.dropFirst().joined(separator: "_")
    return noun.isVariableName ? noun : "response"
  }

  private static func plural(_ noun: String) -> String {
    noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
  }
}

extension Schema {
  /// The kind of resource that the elements of a list are.
  fileprivate var elementResource: ResourceKind? {
    guard case .array(let element, _) = kind else { return nil }
    return element.resource(at: [.name("id")])
  }
}

/// The names that are used.
struct NameList {
  private var names: Set<String> = []
  /// The number of the next name to try for each base: all before it are used.
  private var nextNumbers: [String: Int] = [:]

  /// - Returns: whether the name was free.
  @discardableResult
  mutating func insert(_ name: String) -> Bool { names.insert(name).inserted }

  /// The first of `map`, `map2`, `map3` that is free.
  mutating func unused(_ base: String, _ isTaken: (String) -> Bool) -> String {
    func name(_ number: Int) -> String { number == 1 ? base : base + String(number) }
    var number = nextNumbers[base] ?? 1
    while names.contains(name(number)) { number += 1 }
    nextNumbers[base] = number
    while names.contains(name(number)) || isTaken(name(number)) { number += 1 }
    return name(number)
  }
}
