internal import CommandLanguage

/// What a transcript says of one response: the lines below a command.
struct TranscriptBlock {
  enum Body {
    case none
    case json(TranscriptNode)
    /// What is not JSON, with its type.
    case lines([String], type: String)
  }

  let status: Int
  /// The request, where the command sends several: `GET /maps/<id:map>`.
  var request: String?
  var body: Body

  /// What the lines say, without their marks.
  var content: [String] {
    let first = String(status) + (request.map { " " + $0 } ?? "")
    return switch body {
    case .none: [first]
    case .json(let node): [first] + TranscriptLayout.lines(node)
    case .lines(let lines, let type): [first + " " + type] + lines
    }
  }

  var lines: [String] { content.map { $0.isEmpty ? TranscriptLine.mark : TranscriptLine.mark + " " + $0 } }

  /// What is true of this response and of another to the same command, which came in another round of a loop; nil for
  /// what has nothing in common.
  func merged(_ other: TranscriptBlock, _ names: inout RoundNames) -> TranscriptBlock? {
    guard status == other.status else { return nil }
    var block = self
    if let first = request, let second = other.request {
      guard let merged = names.merged(first, second), !merged.contains("<id>") else { return nil }
      block.request = merged
    }
    switch (body, other.body) {
    case (.json(let first), .json(let second)): block.body = .json(first.merged(second, &names))
    case (.lines(let first, let type), .lines(let second, let other)) where type == other:
      block.body = .lines(first == second ? first : ["..."], type: type)
    case (.none, .none): break
    default: return nil
    }
    return block
  }
}

extension TranscriptNode {
  /// What is true of two values.
  func merged(_ other: TranscriptNode, _ names: inout RoundNames) -> TranscriptNode {
    switch (self, other) {
    case (.leaf(let first), .leaf(let second)):
      return .leaf(names.merged(first, second) ?? Placeholder(Self.kind(first, second)).text)
    case (.list(let first, let isCut), .list(let second, let isOtherCut)):
      guard first.count == second.count else { return .list([], isCut: true) }
      return .list(zip(first, second).map { $0.merged($1, &names) }, isCut: isCut || isOtherCut)
    case (.object(let first, let isCut), .object(let second, let isOtherCut)):
      let others = Dictionary(second.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      let members = first.compactMap { member in
        others[member.name].map { (name: member.name, value: member.value.merged($0, &names)) }
      }
      let isSame = members.count == first.count && members.count == second.count
      return .object(members, isCut: isCut || isOtherCut || !isSame)
    default: return .leaf(Placeholder(.any).text)
    }
  }

  /// What two different scalars are both.
  private static func kind(_ first: String, _ second: String) -> Placeholder.Kind {
    let kinds = [first, second].map { text -> Placeholder.Kind in
      if let (placeholder, _) = Placeholder.read(Array(text.utf8), at: 0) {
        return [.time, .url].contains(placeholder.kind) ? .string : placeholder.kind
      }
      return switch text.utf8.first {
      case UInt8(ascii: "\""): .string
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
      case UInt8(ascii: "n"): .any
      default: .number
      }
    }
    if kinds[0] == kinds[1] { return kinds[0] }
    return Set(kinds).isSubset(of: [.string, .id]) ? .string : .any
  }
}

/// The names of ids in the rounds of a loop: what the first round calls an id, every other one calls its own.
struct RoundNames {
  /// The names that something has which is not of the loop.
  let outer: Set<String>
  /// The first round's name for each name of a later one.
  private var first: [String: String] = [:]
  /// What each name of the first round stands for in this one.
  private var current: [String: String] = [:]

  init(outer: Set<String>) {
    self.outer = outer
  }

  mutating func beginRound() { current = [:] }

  /// The names of all rounds, and what each name of the first one stands for in the last.
  var replaced: (names: Set<String>, last: [String: String]) { (Set(first.keys).union(first.values), current) }

  /// Two texts as one: names that stand for the same thing are the first round's.
  ///
  /// - Returns: nil when the texts differ in more.
  mutating func merged(_ one: String, _ other: String) -> String? {
    if one == other { return one }
    let pieces = (Self.pieces(one), Self.pieces(other))
    guard pieces.0.count == pieces.1.count else { return nil }
    var text = ""
    for (first, second) in zip(pieces.0, pieces.1) {
      if first.text == second.text {
        text += first.text
      } else if let mine = first.name, let theirs = second.name {
        text += Placeholder(.id, name: name(mine, theirs)).text
      } else {
        return nil
      }
    }
    return text
  }

  /// - Returns: nil where the two can't have one name.
  private mutating func name(_ mine: String, _ theirs: String) -> String? {
    guard !outer.contains(mine), !outer.contains(theirs) else { return nil }
    if first[theirs, default: mine] != mine || current[mine, default: theirs] != theirs { return nil }
    (first[theirs], current[mine]) = (mine, theirs)
    return mine
  }

  /// The ids with names in a text, and what is between them.
  private static func pieces(_ text: String) -> [(text: String, name: String?)] {
    let bytes = Array(text.utf8)
    var pieces: [(String, String?)] = []
    var (start, index) = (0, 0)
    while index < bytes.count {
      guard let (placeholder, end) = Placeholder.read(bytes, at: index), placeholder.kind == .id,
        let name = placeholder.name
      else {
        index += 1
        continue
      }
      pieces.append((String(decoding: bytes[start..<index], as: UTF8.self), nil))
      pieces.append((placeholder.text, name))
      (start, index) = (end, end)
    }
    pieces.append((String(decoding: bytes[start...], as: UTF8.self), nil))
    return pieces
  }
}
