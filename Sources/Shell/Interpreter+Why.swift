internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import Terminal

extension Interpreter {
  /// Shows each part of the last request, and where it came from.
  func why() throws {
    let last = try lastExchange()
    let explanation = RequestExplanation(last.request, origins: last.origins)
    for line in explanation.lines { try print(redact(line)) }
  }

  /// Shows what would be sent.
  func printDryRun(_ request: Request, _ made: CallFactory.Made, text: String) throws {
    let origins = RequestOrigins(
      text: text, token: session.tokenOrigin, fields: made.fieldItems.map { SourceText.slice(text, $0.range) })
    for line in RequestExplanation(request, origins: origins).lines { try print(redact(line)) }
    screen.message(StyledText("Nothing was sent.", .faint))
  }
}

/// A request in lines for a person: its parts, and where each came from.
struct RequestExplanation {
  private(set) var lines: [StyledText] = []

  init(_ request: Request, origins: RequestOrigins) {
    let operation = request.operation.map { "\($0.name): \($0.summary)" } ?? "no operation that is known"
    add(StyledText("\(request.method.rawValue) ", .strong) + StyledText(request.url), from: operation)
    for field in request.headers {
      add(StyledText(field.name.rawName, .strong) + StyledText(": \(field.value)"), from: Self.origin(of: field.name))
    }
    if let token = request.authorization {
      add(
        StyledText("Authorization", .strong) + StyledText(": Bearer \(token)"), from: "the token, from \(origins.token)"
      )
    }
    switch request.body {
    case .none: break
    case .bytes(let bytes):
      lines.append("")
      lines.append(StyledText(SafeText.of(Self.shortened(bytes), keepsLines: true)))
    case .file(let path, let byteCount):
      lines.append("")
      add(StyledText("the file \(SafeText.of(path))"), from: Units.size(byteCount))
    }
    for (typed, reading) in zip(origins.fields, request.fieldReadings) {
      let known = reading.isKnown || request.operation == nil ? "" : ", which the operation does not know"
      add(StyledText("  \(SafeText.of(typed))"), from: "\(reading.path) as \(reading.kind)\(known)")
    }
  }

  private mutating func add(_ text: StyledText, from origin: String) {
    lines.append(text + StyledText("  ← \(origin)", .faint))
  }

  private static func origin(of name: HTTPField.Name) -> String {
    switch name {
    case .accept, .userAgent: "feltsh"
    case .contentType: "the body's kind"
    default: "this command or header"
    }
  }

  /// The body as text, cut where nobody reads on.
  private static func shortened(_ bytes: [UInt8]) -> String {
    let limit = 4096
    let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    return bytes.count > limit ? text + "… (\(Units.size(bytes.count)) in all)" : text
  }
}
