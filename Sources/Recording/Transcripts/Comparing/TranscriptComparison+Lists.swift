internal import Execution
internal import JSONText

extension TranscriptComparison {
  /// Compares lists: things that have an id or a name are found by it, everything else by its place.
  mutating func compareList(
    _ elements: [ExpectedValue], hasRest: Bool, _ expected: ExpectedValue, _ actual: Range<Int>, _ path: [ResponseKey]
  ) throws(JSONError) {
    let pairs =
      if !elements.isEmpty, elements.allSatisfy(\.isThing) {
        try thingPairs(elements, hasRest: hasRest, actual)
      } else {
        try placePairs(elements, hasRest: hasRest, actual)
      }
    var items = elements.map(\.range)
    if case .list(_, let rest?) = expected.kind { items.append(rest) }
    for (index, element) in elements.enumerated() {
      if let (place, range, key) = pairs.found[index] {
        let step = key.map { ResponseKey.thing(place, key: $0.key, text: $0.text) } ?? .index(place)
        try compare(element, range, path + [step])
      } else {
        let step = element.shownKey.map { ResponseKey.thing(index, key: $0.key, text: $0.text) } ?? .index(index)
        add(
          .missing, path + [step], element.range, nil, at: element.range,
          .remove(item: index, container: expected.range, items: items))
      }
    }
    guard !hasRest else { return }
    for (place, range, key) in pairs.surplus {
      let step = key.map { ResponseKey.thing(place, key: $0.key, text: $0.text) } ?? .index(place)
      let elementPath = path + [step]
      add(
        .unexpected, elementPath, nil, range, at: expected.end,
        .add(.init(path: elementPath), container: expected.range, items: items))
    }
  }

  /// An element of the response: its place, where it is, and what it is found by.
  typealias Element = (place: Int, range: Range<Int>, key: ThingKey?)

  private struct Pairs {
    /// For each expected element that has one, its counterpart.
    var found: [Int: Element] = [:]
    /// What the response has more.
    var surplus: [Element] = []
  }

  private func placePairs(_ elements: [ExpectedValue], hasRest: Bool, _ actual: Range<Int>) throws(JSONError) -> Pairs {
    var pairs = Pairs()
    try scanner.elements(at: actual.lowerBound) { place, range in
      if place < elements.count {
        pairs.found[place] = (place, range, nil)
      } else {
        pairs.surplus.append((place, range, nil))
      }
      return place + 1 < elements.count || (!hasRest && pairs.surplus.count < Self.mostListed)
    }
    return pairs
  }

  private func thingPairs(_ elements: [ExpectedValue], hasRest: Bool, _ actual: Range<Int>) throws(JSONError) -> Pairs {
    var search = ThingSearch(elements, bindings)
    var problem: JSONError?
    var leftovers: [Element] = []
    try scanner.elements(at: actual.lowerBound) { index, range in
      let place = places[range.lowerBound] ?? index
      do throws(JSONError) {
        let keys = try ThingKey.all(of: range, in: scanner)
        if !search.take(keys, place: place, range), leftovers.count < elements.count + Self.mostListed {
          leftovers.append((place, range, keys.first))
        }
      } catch {
        problem = error
        return false
      }
      return !(hasRest && search.isComplete(leftovers.count))
    }
    if let problem { throw problem }
    return pairs(search, elements, leftovers, hasRest: hasRest)
  }

  /// Pairs what no id and no name has paired: what is known by neither goes by its place, and so does the rest where no
  /// more is there than was expected.
  private func pairs(
    _ search: ThingSearch, _ elements: [ExpectedValue], _ leftovers: [Element], hasRest: Bool
  ) -> Pairs {
    var pairs = Pairs(found: search.found)
    let open = elements.indices.filter { pairs.found[$0] == nil }
    let isSameCount = open.count == leftovers.count && !hasRest
    var rest = leftovers[...]
    for index in open where isSameCount || search.isNameless(index) {
      guard let element = rest.popFirst() else { break }
      pairs.found[index] = (element.place, element.range, isSameCount && !search.isNameless(index) ? nil : element.key)
    }
    pairs.surplus = Array(rest)
    return pairs
  }
}

/// What a thing in a list is found by.
struct ThingKey: Hashable {
  let key: String
  let text: String

  /// The members that say which thing it is, the one that counts most first.
  static let names = ["id", "name", "title", "email"]

  /// Those of an element of a response.
  static func all(of range: Range<Int>, in scanner: JSONScanner) throws(JSONError) -> [ThingKey] {
    guard scanner.kind(at: range.lowerBound) == .object else { return [] }
    var found: [String: Range<Int>] = [:]
    try scanner.members(at: range.lowerBound) { name, place in
      if names.contains(name) { found[name] = place }
      return true
    }
    var keys: [ThingKey] = []
    // A message is better off with a name than with an id, which nobody knows.
    for name in names.dropFirst() + names.prefix(1) {
      guard let place = found[name], case .string(let text) = try scanner.value(place) else { continue }
      keys.append(ThingKey(key: name, text: text))
    }
    return keys
  }
}

/// Finds the expected things of a list among those of a response.
struct ThingSearch {
  private(set) var found: [Int: TranscriptComparison.Element] = [:]
  /// The expected elements for each id and each name, in order.
  private var wanted: [ThingKey: [Int]] = [:]
  private var nameless: Set<Int> = []
  private let count: Int

  init(_ elements: [ExpectedValue], _ bindings: TranscriptBindings) {
    count = elements.count
    for (index, element) in elements.enumerated() {
      if let id = element["id"].flatMap({ Self.text(of: $0, bindings) }) {
        wanted[ThingKey(key: "id", text: id), default: []].append(index)
      } else if let key = element.nameKey {
        wanted[key, default: []].append(index)
      } else {
        nameless.insert(index)
      }
    }
  }

  /// The id that is written, or that its placeholder stands for already.
  static func text(of value: ExpectedValue, _ bindings: TranscriptBindings) -> String? {
    switch value.kind {
    case .placeholder(let placeholder): bindings[placeholder]
    case .text(let pattern): pattern.literal
    default: nil
    }
  }

  /// Whether nothing is known that an element could be found by.
  func isNameless(_ index: Int) -> Bool { nameless.contains(index) }

  /// Whether every element is found that can be found by something, and so many others are there as can't.
  func isComplete(_ others: Int) -> Bool { found.count + nameless.count == count && others >= nameless.count }

  /// Takes an element of the response.
  ///
  /// - Returns: false when none is expected that has its id or its name.
  mutating func take(_ keys: [ThingKey], place: Int, _ range: Range<Int>) -> Bool {
    for key in (keys.filter { $0.key == "id" } + keys) {
      guard let index = wanted[key]?.first else { continue }
      wanted[key]?.removeFirst()
      found[index] = (place, range, keys.first)
      return true
    }
    return false
  }
}

extension ExpectedValue {
  /// Whether it is an object with an id or a name.
  var isThing: Bool { ThingKey.names.contains { self[$0] != nil } }

  /// The name that it is found by.
  var nameKey: ThingKey? {
    for name in ThingKey.names.dropFirst() {
      if let text = self[name]?.literalText { return ThingKey(key: name, text: text) }
    }
    return nil
  }

  /// What a message calls it by.
  fileprivate var shownKey: ThingKey? {
    nameKey ?? self["id"]?.literalText.map { ThingKey(key: "id", text: $0) }
  }
}
