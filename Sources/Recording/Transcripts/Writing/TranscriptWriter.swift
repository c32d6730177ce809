internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Writes what a request gave as the lines of a transcript: its status, and its body with placeholders.
struct TranscriptWriter {
  var names = IdentifierNames()
  /// Of a longer response no more is read than this, in bytes.
  private static let readLimit = 8 << 20

  init() {}

  /// What is written below a request.
  ///
  /// - Parameters:
  ///   - leaves: those of the response that its schema marks.
  ///   - variable: the variable that keeps the response.
  mutating func block(
    _ exchange: Exchange, _ leaves: [SchemaLeaf], variable: String?, _ secrets: Secrets
  ) -> TranscriptBlock {
    names.learn(leaves, variable: variable)
    var writer = PlaceholderWriter(names, secrets)
    defer { names = writer.names }
    return Self.block(exchange, &writer)
  }

  /// What is written below a command that sends requests of its own.
  ///
  /// - Parameter variable: the variable that keeps what the command gives.
  mutating func blocks(_ result: StepResult, variable: String?, _ secrets: inout Secrets) -> [TranscriptBlock] {
    let parts = CommandExchanges(result).parts
    // The thing that is kept has the variable's name; what was looked through for it has none.
    if let variable, case .object(let thing)? = result.given?.value, let id = thing.text("id") {
      _ = names.name(of: id, base: variable)
    }
    return parts.map { exchange, ids in
      let leaves = secrets.learn(exchange, upTo: Self.readLimit)
      if ids == nil { names.learn(leaves, variable: nil) }
      var writer = PlaceholderWriter(names, secrets)
      defer { names = writer.names }
      let path = writer.path(exchange.request.path)
      var block = Self.block(exchange, only: ids, &writer)
      block.request = exchange.request.method.rawValue + " " + path
      return block
    }
  }

  /// - Parameter ids: the things of which something is written; nil for all of them.
  static func block(
    _ exchange: Exchange, only ids: Set<String>? = nil, _ writer: inout PlaceholderWriter
  ) -> TranscriptBlock {
    TranscriptBlock(status: exchange.head.status, body: body(exchange, only: ids, &writer))
  }

  private static func body(
    _ exchange: Exchange, only ids: Set<String>?, _ writer: inout PlaceholderWriter
  ) -> TranscriptBlock.Body {
    if exchange.byteCount == 0 { return .none }
    if exchange.head.isJSON || exchange.looksLikeJSON {
      guard let value = exchange.json(upTo: readLimit) else { return .json(.leaf(Placeholder(.any).text)) }
      let schema = (exchange.isSuccess ? exchange.request.operation?.response : nil) ?? .any
      return .json(ids.map { writer.node(value, schema, only: $0) } ?? writer.node(value, schema))
    }
    guard let type = exchange.head.mediaType, case .retained(let bytes) = exchange.body, bytes.count <= readLimit,
      String(validating: bytes, as: UTF8.self) != nil
    else { return .lines(["..."], type: exchange.head.mediaType ?? "application/octet-stream") }
    return .lines(lines(of: bytes, &writer), type: type)
  }

  /// The lines of a text. What is blank at the end of a line doesn't count.
  private static func lines(of bytes: [UInt8], _ writer: inout PlaceholderWriter) -> [String] {
    let lineBreak = UInt8(ascii: "\n")
    let bytes = bytes.last == lineBreak ? bytes.dropLast() : bytes[...]
    var lines: [String] = []
    for line in bytes.split(separator: lineBreak, maxSplits: TranscriptLayout.longest, omittingEmptySubsequences: false)
    {
      if lines.count == TranscriptLayout.longest - 1 { return lines + ["..."] }
      let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
      lines.append(writer.line(String(decoding: line[..<end], as: UTF8.self)))
    }
    return lines
  }

  /// Lines of a transcript without a secret, whatever was found to be one since they were written.
  static func withoutSecrets(_ lines: [String], _ secrets: Secrets) -> [String] {
    guard lines.contains(where: { secrets.isFound(in: $0) }), let first = lines.first else { return lines }
    return [
      secrets.isFound(in: first) ? "\(TranscriptLine.mark) 200" : first,
      "\(TranscriptLine.mark) \(Placeholder(.any).text)",
    ]
  }
}

extension Response.Head {
  /// The type of the body, without its parameters; nil when the response doesn't say it.
  var mediaType: String? {
    let type = (headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased().trimmed
    return type.isEmpty || type.contains { $0.isWhitespace || !$0.isASCII } ? nil : type
  }
}

extension Exchange {
  /// Whether a body whose type is not said is JSON.
  fileprivate var looksLikeJSON: Bool { head.mediaType == nil && json(upTo: 1 << 20) != nil }
}
