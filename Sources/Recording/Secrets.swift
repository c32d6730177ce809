internal import Execution
internal import FeltAPI
internal import JSONText

/// What is never written: values that schemas mark as secrets, and tokens.
struct Secrets {
  /// The values that are known, by value.
  private var values: Set<String> = []
  private var detector = TokenLeakDetector()
  /// The token that the detector knows.
  private var token: Token?
  /// Shorter values may be part of any text, and are only recognized where a field is a secret.
  private static let shortest = 6

  /// How many there are.
  var count: Int { values.count }

  mutating func add(_ text: String) {
    if text.utf8.count >= Self.shortest { values.insert(text) }
  }

  /// The secrets among the leaves of a body that was sent or came back.
  mutating func learn(_ leaves: [SchemaLeaf]) {
    for leaf in leaves where leaf.isSecret {
      if case .string(let text) = leaf.value { add(text) }
    }
  }

  /// Takes in the secrets of a request and its response.
  ///
  /// - Parameter limit: a longer response is not looked at, in bytes.
  /// - Returns: the leaves of the response that are ids or secrets.
  mutating func learn(_ exchange: Exchange, upTo limit: Int) -> [SchemaLeaf] {
    use(exchange.request.authorization)
    let operation = exchange.request.operation
    if let schema = operation?.body, case .bytes(let bytes) = exchange.request.body,
      let body = try? JSONValue(parsing: bytes)
    {
      learn(schema.markedLeaves(of: body))
    }
    guard let schema = operation?.response, let response = exchange.json(upTo: limit) else { return [] }
    let leaves = schema.markedLeaves(of: response)
    learn(leaves)
    return leaves
  }

  mutating func use(_ token: Token?) {
    guard token?.secret != self.token?.secret else { return }
    self.token = token
    detector = TokenLeakDetector(tokens: token.map { [$0] } ?? [])
  }

  /// Whether a text holds something secret.
  func isFound(in text: String) -> Bool {
    if detector.findsToken(in: text) || Self.isSigned(text) { return true }
    return values.contains { text.containsBytes(of: $0) }
  }

  /// Whether a text is exactly one known value.
  func contains(_ text: String) -> Bool { values.contains(text) }

  /// Whether a URL lets whoever has it in.
  static func isSigned(_ text: String) -> Bool {
    guard text.containsBytes(of: "://") else { return false }
    let lower = text.lowercased()
    return ["x-amz-signature=", "signature=", "x-amz-security-token=", "x-goog-signature=", "sig="]
      .contains { lower.containsBytes(of: "?" + $0) || lower.containsBytes(of: "&" + $0) }
  }

  /// A text without what is secret in it.
  func cleaned(_ text: String) -> String {
    guard isFound(in: text) else { return text }
    let redactor = Redactor(tokens: token.map { [$0] } ?? [], secrets: Array(values))
    let cleaned = redactor.redacting(text)
    return isFound(in: cleaned) ? Redactor.mark : cleaned
  }
}
