/// Takes secrets out of text: those it was told of, in every form in which a program writes them, and whatever looks
/// like a Felt token.
///
/// As a stream, it gives back at once all that cannot be part of a secret, and holds the rest until more has come:
/// ``redact(_:)`` for each chunk, ``finish()`` at the end.
public struct Redactor: Sendable {
  /// What stands in place of a secret.
  public static let mark = "[secret]"
  /// What stands in place of a token.
  public static let tokenMark = Token.prefix + "…"

  private let patterns: PatternSet
  private var pending: [UInt8] = []
  /// Whether the chunk before ended inside a token, which may go on.
  private var isInToken = false

  /// Makes a redactor.
  ///
  /// - Parameters:
  ///   - tokens: tokens in use.
  ///   - secrets: other secrets in use, such as passwords. Those of fewer than 4 bytes are passed over: taking them out
  ///     would tell where they stood and ruin the text.
  public init(tokens: [Token] = [], secrets: [String] = []) {
    let known = (tokens.map { Array($0.secret.utf8) } + secrets.map { Array($0.utf8) })
    patterns = PatternSet([Array(Token.prefix.utf8)] + known.filter { $0.count >= 4 }.flatMap(SecretForms.all))
  }

  /// The text without secrets.
  public func redacting(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard patterns.firstMatch(in: bytes, from: 0) != nil else { return text }
    var copy = Redactor(patterns: patterns)
    return String(decoding: copy.redact(bytes) + copy.finish(), as: UTF8.self)
  }

  private init(patterns: PatternSet) {
    self.patterns = patterns
  }

  /// The next bytes without secrets; what could be the beginning of one is held back.
  public mutating func redact(_ chunk: [UInt8]) -> [UInt8] {
    if pending.isEmpty, !isInToken, patterns.isClean(chunk) { return chunk }
    let text = pending + chunk
    let (result, end) = redact(text, holdsBack: true)
    pending = Array(text[end...])
    return result
  }

  /// What was held back, without secrets. The redactor can be used again.
  public mutating func finish() -> [UInt8] {
    let (result, _) = redact(pending, holdsBack: false)
    pending = []
    isInToken = false
    return result
  }

  /// - Returns: the text without secrets, and how far it was read.
  private mutating func redact(_ text: [UInt8], holdsBack: Bool) -> ([UInt8], end: Int) {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    // What is held back begins at the same place until that place is passed.
    var hold = holdsBack ? patterns.unfinished(in: text, from: 0) : text.count
    while true {
      if isInToken {
        place = Token.end(in: text, from: place)
        if holdsBack, place == text.count || (place == text.count - 1 && text[place] == UInt8(ascii: "\\")) {
          return (result, place)
        }
        isInToken = false
      }
      let match = patterns.firstMatch(in: text, from: place)
      if hold < place { hold = patterns.unfinished(in: text, from: place) }
      guard let match, match.lowerBound < hold else {
        result += text[place..<hold]
        return (result, hold)
      }
      result += text[place..<match.lowerBound]
      place = match.upperBound
      if isBarePrefix(match, in: text) {
        if holdsBack, place == text.count { return (result, match.lowerBound) }
        result += text[match]
      } else {
        isInToken = text[match].starts(with: Token.prefix.utf8)
        result += (isInToken ? Self.tokenMark : Self.mark).utf8
      }
    }
  }

  /// Whether a match is what tokens begin with and nothing more, as in a message about tokens.
  private func isBarePrefix(_ match: Range<Int>, in text: [UInt8]) -> Bool {
    match.count == Token.prefix.utf8.count && text[match].starts(with: Token.prefix.utf8)
      && Token.end(in: text, from: match.upperBound) == match.upperBound
  }
}

extension Redactor: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says nothing of what it looks for.
  public var description: String { "Redactor" }
  /// Says nothing of what it looks for.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
