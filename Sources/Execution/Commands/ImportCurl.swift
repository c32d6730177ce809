internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

extension ShellCommand {
  static let importCurl = ShellCommand(
    CommandSpec(
      "import", .looking, "Turn a curl command into a command of this shell",
      arguments: [ArgumentSpec("curl …", .foreign)],
      details: [
        .init("import curl -X POST …", "as copied from Felt's documentation or from a browser, quoted or not"),
        .init("", "the command is shown, and Up brings it to the prompt; a token in it is left out"),
      ],
      examples: [
        "import curl https://felt.com/api/v2/user",
        "import curl -X POST https://felt.com/api/v2/maps -d '{\"title\": \"Flood zones\"}'",
      ]),
    run: { call, step in
      for argument in call.arguments {
        if case .foreign(let text) = argument.value { try step.importCurl(text) }
      }
    })
}

extension StepContext {
  fileprivate func importCurl(_ text: Located) throws {
    let imported: CurlImport
    do {
      imported = try CurlImport(text.text)
    } catch {
      throw Failure(.curlImport(error), at: text.range)
    }
    let command = CommandPrinter.print(Command(.request(try line(of: imported, at: text.range), variable: nil)))
    if let place = imported.tokenPlace { try notice(.importedToken(place: place)) }
    if !imported.ignored.isEmpty { try notice(.importLeftOut(imported.ignored)) }
    try show(.text(command))
    dialog.remember(command)
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
    case .json(let bytes): items += try Self.items(ofJSON: bytes, at: range)
    case .form(let form):
      items += form.map { Item(.field([.name($0.name)], .text(.meaning($0.value))), range: range) }
    case .file(let path): items.append(Item(.body(.file(.meaning(path))), range: range))
    case .text: throw Failure(.unreadableBody, at: range)
    }
    return RequestLine(verb: .method(imported.method), verbRange: range, arguments: [.meaning(path)], items: items)
  }

  /// A JSON body as fields when it is flat, as a whole otherwise.
  private static func items(ofJSON bytes: [UInt8], at range: SourceRange) throws -> [Item] {
    let whole = [Item(.body(.json(String(decoding: bytes, as: UTF8.self))), range: range)]
    guard case .object(let object) = try JSONValue(parsing: bytes), !object.members.isEmpty else { return whole }
    var items: [Item] = []
    for member in object.members {
      guard member.name.isVariableName else { return whole }
      switch member.value {
      case .string(let text):
        items.append(Item(.field([.name(member.name)], .text(.meaning(text))), range: range))
      case .number, .bool, .null:
        let json = Word(.bare(member.value.plainText), range)
        items.append(Item(.field([.name(member.name)], .json(json)), range: range))
      case .array, .object: return whole
      }
    }
    return items
  }
}
