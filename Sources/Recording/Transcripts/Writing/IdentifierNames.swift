internal import CommandLanguage
internal import FeltAPI

/// The names that ids have in a transcript: the same id has the same name wherever it stands.
struct IdentifierNames {
  private var names: [String: String] = [:]
  private var used = NameList()

  init() {}

  /// - Parameters:
  ///   - names: the names that ids have already.
  ///   - used: names that mean something else.
  init(_ names: [String: String], used: some Sequence<String>) {
    self.names = names
    for name in used { self.used.insert(name) }
    for name in names.values { self.used.insert(name) }
  }

  /// After a loop: what its first round named stands for what it was in the last one, and nothing is known of the
  /// others.
  mutating func endRounds(_ rounds: RoundNames) {
    let (replaced, last) = rounds.replaced
    guard !replaced.isEmpty else { return }
    var meanings: [String: String] = [:]
    for (id, name) in names where replaced.contains(name) {
      meanings[name] = id
      names[id] = nil
    }
    for (first, name) in last { if let id = meanings[name] { names[id] = first } }
  }

  /// Each id with its name.
  var all: [String: String] { names }

  /// The name of an id, which it gets if it has none.
  ///
  /// - Parameter base: what it is called, such as the variable that holds it, or the kind of thing that it is.
  mutating func name(of id: String, base: String) -> String {
    if let name = names[id] { return name }
    let name = used.unused(base.isVariableName ? base : "id") { _ in false }
    used.insert(name)
    names[id] = name
    return name
  }

  /// Names the ids of a response.
  ///
  /// - Parameter variable: the variable that keeps the response.
  mutating func learn(_ leaves: [SchemaLeaf], variable: String?) {
    for identifier in leaves.lazy.compactMap(\.identifier) where !identifier.value.isEmpty {
      let isOwn = identifier.path == [.name("id")]
      _ = name(
        of: identifier.value, base: isOwn ? variable ?? identifier.resource.rawValue : identifier.resource.rawValue)
    }
  }

  /// The pieces of a text: those that are ids, and what is between them.
  mutating func pieces(of text: String) -> [(text: Substring, name: String?)] {
    var pieces: [(Substring, String?)] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      guard Self.isWordCharacter(text[index]) else {
        index = text.index(after: index)
        continue
      }
      let end = text[index...].firstIndex { !Self.isWordCharacter($0) } ?? text.endIndex
      let word = text[index..<end]
      if word.utf8.count >= Self.shortestEmbedded,
        let name = names[String(word)] ?? (Self.isFeltID(word) ? name(of: String(word), base: "id") : nil)
      {
        if start < index { pieces.append((text[start..<index], nil)) }
        pieces.append((word, name))
        start = end
      }
      index = end
    }
    if start < text.endIndex { pieces.append((text[start...], nil)) }
    return pieces
  }

  /// A shorter id inside of a text may be any word.
  private static let shortestEmbedded = 8

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// Whether a word has the form of Felt's ids: 22 letters and digits, of all kinds.
  private static func isFeltID(_ word: Substring) -> Bool {
    word.utf8.count == FeltID.usualLength && word.utf8.allSatisfy(\.isLetterOrDigit)
      && word.contains(where: \.isNumber) && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
  }
}
