internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import Terminal

/// A request in lines for a person: its parts, and where each came from.
struct ExplanationText {
  private(set) var lines: [StyledText] = []

  init(_ explanation: RequestExplanation) {
    let (request, origins) = (explanation.request, explanation.origins)
    let operation = request.operation.map { "\($0.name): \($0.summary)" } ?? "no known operation"
    add(StyledText("\(request.method.rawValue) ", .strong) + StyledText(request.url), from: operation)
    for field in request.headers {
      add(StyledText(field.name.rawName, .strong) + StyledText(": \(field.value)"), from: Self.origin(of: field.name))
    }
    if let token = request.authorization {
      let source = origins.token.map { ", from \($0.description)" } ?? ""
      add(StyledText("Authorization", .strong) + StyledText(": Bearer \(token)"), from: "the token" + source)
    }
    switch request.body {
    case .none: break
    case .bytes(let bytes):
      lines.append("")
      lines.append(StyledText(SafeText.of(Self.shortened(bytes), keepsLines: true)))
    case .file(let path, let byteCount):
      lines.append("")
      add(StyledText("the file \(SafeText.of(path))"), from: Quantity.size(byteCount))
    case .streamed(let body):
      lines.append("")
      add(StyledText(SafeText.of(body.summary)), from: Quantity.size(body.byteCount))
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
    return bytes.count > limit ? text + "… (\(Quantity.size(bytes.count)) in all)" : text
  }
}

extension TokenSource {
  /// Where a token came from, in words.
  package var description: String {
    switch self {
    case .login: "login"
    case .file(let path): path
    case .environment(let name): name
    case .sandbox: "the sandbox"
    }
  }
}
