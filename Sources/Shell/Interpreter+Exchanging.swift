internal import LineEditing
internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Terminal

extension Interpreter {
  /// Writes the last or a given request for another tool.
  func export(_ format: Located, _ line: RequestLine?) throws {
    guard let line else { return try printExport(try lastExchange().request, format) }
    let made = try CallFactory(expander: expander, place: session.place).make(line)
    try printExport(try prepare(made, line), format)
  }

  func printExport(_ request: Request, _ format: Located) throws {
    guard let export = RequestExport(rawValue: format.text) else {
      throw Failure(
        .unreadable, "there is no format \(format.text)", at: format.range,
        advice: "one of " + RequestExport.allCases.map(\.rawValue).joined(separator: ", "))
    }
    try screen.write(Array((export.text(for: request) + "\n").utf8))
  }

  /// Turns a curl command into a command of this shell, and leaves it where Up finds it.
  func importCurl(_ text: Located) throws {
    let imported: CurlImport
    do {
      imported = try CurlImport(Self.unwrapped(text.text))
    } catch {
      throw Failure(.unreadable, error.description, at: text.range)
    }
    let command = try CommandPrinter.print(Command(action: .request(line(of: imported, at: text.range))))
    if imported.hadToken { screen.message("The token was taken out: this session's own is sent.") }
    if !imported.ignored.isEmpty {
      screen.message("Left out: \(SafeText.of(imported.ignored.joined(separator: " "))).")
    }
    try print(StyledText(SafeText.of(command, keepsLines: true)))
    editor.remember(command)
  }

  /// A command that was pasted in quotes of its own.
  private static func unwrapped(_ text: String) -> String {
    for quote in ["'", "\""] where text.hasPrefix(quote + "curl") && text.hasSuffix(quote) {
      return String(text.dropFirst().dropLast())
    }
    return text
  }

  private func line(of imported: CurlImport, at range: SourceRange) throws -> RequestLine {
    var path = imported.url
    for base in [session.builder.baseURL.description, BaseURL.felt.description] where path.hasPrefix(base + "/") {
      path = String(path.dropFirst(base.count))
    }
    var items = imported.query.map { Item(.query(name: $0.name, .meaning($0.value)), range: range) }
    items += imported.headers.map { Item(.header(name: $0.name, .meaning($0.value)), range: range) }
    switch imported.body {
    case .none: break
    case .json(let bytes): items += try fields(bytes, at: range)
    case .form(let form):
      items += form.map { Item(.field([.name($0.name)], .text(.meaning($0.value))), range: range) }
    case .file(let path): items.append(Item(.body(.file(.meaning(path))), range: range))
    case .text:
      throw Failure(.unreadable, "the body is not JSON, and Felt takes no other", at: range)
    }
    return RequestLine(verb: .method(imported.method), verbRange: range, arguments: [.meaning(path)], items: items)
  }

  /// A JSON body as fields where it is flat, as a whole where it is not.
  private func fields(_ bytes: [UInt8], at range: SourceRange) throws -> [Item] {
    let value = try JSONValue(parsing: bytes)
    let whole = [Item(.body(.json(String(decoding: bytes, as: UTF8.self))), range: range)]
    guard case .object(let object) = value, !object.members.isEmpty else { return whole }
    return object.members.reduce(into: [Item]?.some([])) { items, member in
      guard CommandParser.isVariableName(member.name) else { return items = nil }
      switch member.value {
      case .string(let text):
        items?.append(Item(.field([.name(member.name)], .text(.meaning(text))), range: range))
      case .number, .bool, .null:
        let json = Word([.init(.bare(Expander.text(of: member.value)), range)], range)
        items?.append(Item(.field([.name(member.name)], .json(json)), range: range))
      case .array, .object: items = nil
      }
    } ?? whole
  }
}
