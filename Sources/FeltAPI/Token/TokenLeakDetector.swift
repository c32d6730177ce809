/// Finds tokens where they don't belong: in a command, a file, a URL or a script.
///
/// It finds the tokens it is given, in each encoding that programs write them in, and whatever has the shape of a Felt
/// token, also when letters of it are written as `%66` or `\u0066`, or when it is in base64.
public struct TokenLeakDetector: Sendable {
  /// How many bytes after `felt_pat_` make a token. Fewer are a mention, as in a message about tokens.
  public static let shortestSecret = 8

  private let patterns: PatternSet
  private let encodedPrefixes: [[UInt8]]

  /// Makes a detector.
  ///
  /// - Parameter tokens: tokens in use. One of fewer than 8 bytes is not looked for: it would be found everywhere.
  public init(tokens: [Token] = []) {
    let secrets = tokens.map { Array($0.secret.utf8) }.filter { $0.count >= Self.shortestSecret }
    encodedPrefixes = SecretForms.base64(Array(Token.prefix.utf8))
    patterns = PatternSet([Array(Token.prefix.utf8)] + encodedPrefixes + secrets.flatMap(SecretForms.all))
  }

  /// Whether there is a token in a text.
  public func findsToken(in text: String) -> Bool {
    firstToken(in: Array(text.utf8)) != nil
  }

  /// The bytes of the first token in a text; nil when there is none.
  public func firstToken(in text: [UInt8]) -> Range<Int>? {
    if let range = plainToken(in: text) { return range }
    guard text.contains(UInt8(ascii: "%")) || text.contains(UInt8(ascii: "\\")) else { return nil }
    let decoded = DecodedText(text)
    guard decoded.bytes.count < text.count, let range = plainToken(in: decoded.bytes) else { return nil }
    return decoded.origins[range.lowerBound]..<decoded.origins[range.upperBound]
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

/// A text whose escapes, of URLs and of JSON, are decoded where they stand for ASCII.
private struct DecodedText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte came from, and the end of the text.
  private(set) var origins: [Int] = []

  init(_ text: [UInt8]) {
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count + 1)
    var position = 0
    while position < text.count {
      let (byte, length) = Self.scalar(in: text, at: position)
      bytes.append(byte)
      origins.append(position)
      position += length
    }
    origins.append(text.count)
  }

  private static func scalar(in text: [UInt8], at position: Int) -> (UInt8, length: Int) {
    let byte = text[position]
    if byte == UInt8(ascii: "%"), let value = hexadecimal(text, position + 1, 2) { return (value, 3) }
    guard byte == UInt8(ascii: "\\"), position + 1 < text.count else { return (byte, 1) }
    if text[position + 1] == UInt8(ascii: "/") { return (UInt8(ascii: "/"), 2) }
    if text[position + 1] == UInt8(ascii: "u"), let value = hexadecimal(text, position + 2, 4) { return (value, 6) }
    return (byte, 1)
  }

  /// The ASCII character of some hexadecimal digits.
  private static func hexadecimal(_ text: [UInt8], _ start: Int, _ count: Int) -> UInt8? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for digit in text[start..<start + count] {
      guard let digit = PathSegment.hexValue(digit) else { return nil }
      value = value << 4 | Int(digit)
    }
    return value < 0x80 ? UInt8(value) : nil
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
