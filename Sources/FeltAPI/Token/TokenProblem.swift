/// Why a text cannot be a token. No case holds the text, so that printing a problem prints no secret.
public enum TokenProblem: Error, Equatable, Sendable {
  /// There was nothing but white space.
  case empty
  /// The text is the placeholder that documentation shows, such as `<YOUR_API_TOKEN>`.
  case placeholder
  /// The text begins with `Bearer `, or with the whole header.
  case bearerPrefix
  /// The text stands in quotes.
  case quoted
  /// A space inside, `at` bytes from the start.
  case space(at: Int)
  /// A newline, a NUL or another control character, `at` bytes from the start.
  case controlCharacter(at: Int)
  /// A character that RFC 6750 does not have in a token, `at` bytes from the start.
  case unexpectedCharacter(at: Int)
  /// More bytes than any token has.
  case tooLong(Int)

  /// The most bytes that are taken for a token.
  static let longest = 4096

  /// Checks the bytes of a token. Source: RFC 6750, section 2.1, `b64token`.
  static func check(_ bytes: [UInt8]) throws(TokenProblem) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lowercased = text.lowercased()
    if bytes.isEmpty { throw .empty }
    if bytes.count > longest { throw .tooLong(bytes.count) }
    if let at = bytes.firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) { throw .controlCharacter(at: at) }
    if lowercased.hasPrefix("bearer ") || lowercased.hasPrefix("authorization:") { throw .bearerPrefix }
    if text.hasPrefix("<") || text.hasPrefix("$") || lowercased.contains("your_api_token") || text.hasSuffix("…")
      || text.hasSuffix("...")
    {
      throw .placeholder
    }
    if let first = text.first, let last = text.last, quotes.contains(first) || quotes.contains(last) { throw .quoted }
    if let at = bytes.firstIndex(of: 0x20) { throw .space(at: at) }
    let body = bytes.prefix { $0 != UInt8(ascii: "=") }
    if let at = body.firstIndex(where: { !Token.isTokenByte($0) }) { throw .unexpectedCharacter(at: at) }
    if let at = bytes[body.endIndex...].firstIndex(where: { $0 != UInt8(ascii: "=") }) {
      throw .unexpectedCharacter(at: at)
    }
  }

  private static let quotes = "\"'`“”„‘’‚«»"
}

extension TokenProblem: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .empty: "no token was given"
    case .placeholder: "this is the placeholder from the documentation, not a token: paste the one that Felt showed you"
    case .bearerPrefix: "leave out “Bearer”: paste the token alone, it begins with \(Token.prefix)"
    case .quoted: "leave out the quotes around the token"
    case .space(let at): "there is a space in it, after \(at) characters: a token has none"
    case .controlCharacter(let at): "there is a line break or control character in it, after \(at) characters"
    case .unexpectedCharacter(let at):
      "character \(at + 1) cannot be in a token: letters, digits, + / - . _ ~ can, and = at its end"
    case .tooLong(let count): "it is \(count) bytes long, and no token is"
    }
  }
}
