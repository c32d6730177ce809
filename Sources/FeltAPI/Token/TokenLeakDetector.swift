/// Finds tokens where they don't belong: in a command, a file, a URL or a script.
///
/// It finds the tokens it is given, in each encoding that programs write them in, and whatever has the shape of a Felt
/// token, also when letters of it are written as `%66` or `\u0066`, or when it is in base64.
public struct TokenLeakDetector: Sendable {
  /// How many bytes after `felt_pat_` make a token. Fewer are a mention, as in a message about tokens.
  public static let shortestSecret = 8

  private let patterns: PatternSet
  private let encodedPrefixes: [[UInt8]]

  /// How much of a text a token takes at the most until it is known for one, when every letter of it is an escape.
  private let longestEscaped: Int

  /// Makes a detector.
  ///
  /// - Parameter tokens: tokens in use. One of fewer than 8 bytes is not looked for: it would be found everywhere.
  public init(tokens: [Token] = []) {
    let prefix = Array(Token.prefix.utf8)
    // What begins as Felt's tokens do is found by that, plain and in base64; fewer patterns are found faster.
    let others = tokens.map { Array($0.secret.utf8) }.filter {
      $0.count >= Self.shortestSecret && !($0.starts(with: prefix) && $0.count >= prefix.count + Self.shortestSecret)
    }
    encodedPrefixes = SecretForms.base64(prefix)
    let all = [prefix] + encodedPrefixes + others.flatMap(SecretForms.all)
    patterns = PatternSet(all)
    longestEscaped = 6 * ((all.map(\.count).max() ?? 0) + Self.shortestSecret)
  }

  /// Whether there is a token in a text.
  public func findsToken(in text: String) -> Bool {
    firstToken(in: Array(text.utf8)) != nil
  }

  /// The bytes of the first token in a text; nil when there is none.
  public func firstToken(in text: [UInt8]) -> Range<Int>? {
    if let range = plainToken(in: text) { return range }
    guard mayHoldEscapedToken(text) else { return nil }
    let decoded = DecodedText(text[...])
    guard decoded.bytes.count < text.count, let range = plainToken(in: decoded.bytes) else { return nil }
    return decoded.origins[range.lowerBound]..<decoded.origins[range.upperBound]
  }

  /// Whether there is a token where escapes are near. Those parts alone are decoded, since most texts have few.
  private func mayHoldEscapedToken(_ text: [UInt8]) -> Bool {
    var escape = DecodedText.firstEscape(in: text, from: 0)
    while let first = escape {
      var last = first
      while let next = DecodedText.firstEscape(in: text, from: last + 1), next - last <= longestEscaped { last = next }
      let part = text[max(0, first - longestEscaped)..<min(text.count, last + longestEscaped)]
      if plainToken(in: DecodedText(part).bytes) != nil { return true }
      escape = DecodedText.firstEscape(in: text, from: last + 1)
    }
    return false
  }

  private func plainToken(in text: [UInt8]) -> Range<Int>? {
    var start = 0
    while let match = patterns.firstMatch(in: text, from: start) {
      let isPrefix = text[match].starts(with: Token.prefix.utf8)
      let isEncoded = encodedPrefixes.contains { text[match].elementsEqual($0) }
      guard isPrefix || isEncoded else { return match }
      let end = Token.end(in: text, from: match.upperBound)
      let length = end - match.lowerBound - (isEncoded ? match.count : Token.prefix.utf8.count)
      if length >= Self.shortestSecret { return match.lowerBound..<max(end, match.upperBound) }
      start = match.upperBound
    }
    return nil
  }
}

extension TokenLeakDetector: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says nothing of what it looks for.
  public var description: String { "TokenLeakDetector" }
  /// Says nothing of what it looks for.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
