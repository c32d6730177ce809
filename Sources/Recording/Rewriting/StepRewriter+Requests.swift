internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform

extension StepRewriter {
  /// A request with its path written whole.
  mutating func rewrite(_ resolved: ResolvedCall, _ request: Request) -> RequestLine {
    var line = resolved.line
    let operation = request.operation
    line.arguments = arguments(resolved, request)
    line.items = line.items.flatMap { item in items(item, operation) }
    rewriteOutput(&line)
    return line
  }

  /// A request of which nothing is known but its text.
  mutating func rewrite(_ line: RequestLine) -> RequestLine {
    var line = line
    let operation: FeltAPI.Operation?
    switch line.verb {
    case .operation(let named):
      operation = named
      let kinds = named.pathParameters.map(\.resource)
      line.arguments = line.arguments.enumerated().map { position, word in
        self.word(word, kinds.indices.contains(position) ? .identifier(kinds[position]) : .other)
      }
    case .method:
      let typed = line.arguments.first ?? Word([], 0..<0)
      operation = line.operation
      if let plain = typed.text, !plain.contains("?"), !plain.contains("://") {
        line.arguments = [path(plain, operation)]
      } else {
        line.arguments = [word(typed, .other)]
      }
    }
    line.items = line.items.flatMap { item in items(item, operation) }
    rewriteOutput(&line)
    return line
  }

  private mutating func rewriteOutput(_ line: inout RequestLine) {
    line.output = line.output.mapped { word($0) }
    line.output.isQuiet = false
  }

  /// The line that reads a path again.
  mutating func line(reading request: Request) -> RequestLine {
    RequestLine(
      verb: .method(request.method), verbRange: 0..<0,
      arguments: [path(request.path, request.operation)])
  }

  private mutating func arguments(_ resolved: ResolvedCall, _ request: Request) -> [Word] {
    guard case .operation(let operation) = resolved.line.verb else {
      return [path(resolved, request)]
    }
    let given = resolved.line.arguments
    let values = operation.path.match(request.path) ?? [:]
    let parameters = operation.pathParameters
    // Parameters that the location gave come first.
    let implied = max(0, parameters.count - given.count)
    return parameters.enumerated().map { position, parameter in
      let role = Role.identifier(parameter.resource)
      if position < implied { return word(Word(.bare(values[parameter.name] ?? "")), role) }
      let typed = given[position - implied]
      guard let text = typed.text, let mapID = FeltPage.mapID(text) else { return word(typed, role) }
      return word(Word(.bare(mapID)), role)
    }
  }

  /// The path of a request that was typed by its method.
  private mutating func path(_ resolved: ResolvedCall, _ request: Request) -> Word {
    guard let typed = resolved.line.arguments.first else { return path(request.path, request.operation) }
    let isPlain = typed.text != nil
    let query =
      typed.text.flatMap { text in
        text.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(text[$0...].prefix { $0 != "#" }) }
      } ?? ""
    if isPlain {
      var whole = path(request.path, request.operation)
      if !query.isEmpty { whole = Word(whole.parts + word(Word(.bare(query))).parts, typed.range) }
      return whole
    }
    // Variables stay where they were typed; what `cd` stood for is written in front of them.
    var parts: [Word.Part] = []
    if !resolved.location.isEmpty { parts += path(resolved.location + "/", nil).parts }
    for part in typed.parts {
      if part.text != nil {
        parts += word(Word([part], part.range)).parts
      } else {
        parts += word(Word([part], part.range), .identifier(nil)).parts
      }
    }
    return Word(parts, typed.range)
  }

  /// A plain path with its ids replaced: the parameters of the operation if it is known.
  mutating func path(_ path: String, _ operation: FeltAPI.Operation?) -> Word {
    var parts: [Word.Part] = []
    var text = ""
    func endText() {
      if !text.isEmpty { parts.append(.init(.bare(text), 0..<0)) }
      text = ""
    }
    let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let offset = path.utf8.first == UInt8(ascii: "/") ? 1 : 0
    for (position, bytes) in segments.enumerated() {
      if position > 0 { text += "/" }
      guard !bytes.isEmpty else { continue }
      let segment = String(Substring(bytes))
      var role = Role.other
      if let operation, position >= offset, operation.path.segments.indices.contains(position - offset) {
        switch operation.path.segments[position - offset] {
        case .literal:
          text += segment
          continue
        case .parameter(let name):
          if let kind = ResourceKind(pathParameter: name) { role = .identifier(kind) }
        }
      }
      let plain = PathSegment.decode(segment) ?? segment
      if case .identifier = role {
        endText()
        parts += word(Word(.bare(plain)), role).parts
      } else if let reference = capture(plain) {
        endText()
        parts.append(.init(.variable(reference), 0..<0))
      } else {
        text += segment
      }
    }
    endText()
    return Word(Self.merged(parts), 0..<0)
  }

  /// Texts of one kind that follow one another, as one.
  static func merged(_ parts: [Word.Part]) -> [Word.Part] {
    parts.reduce(into: []) { merged, part in
      switch (merged.last?.kind, part.kind) {
      case (.bare(let before), .bare(let text)): merged[merged.count - 1] = .init(.bare(before + text), 0..<0)
      case (.quoted(let before), .quoted(let text)): merged[merged.count - 1] = .init(.quoted(before + text), 0..<0)
      default: merged.append(part)
      }
    }
  }

  // MARK: - Items

  private mutating func items(_ item: Item, _ operation: FeltAPI.Operation?) -> [Item] {
    switch item.kind {
    case .query(let name, let value):
      let schema = operation?.query.first { $0.name == name }?.schema
      return [
        Item(.query(name: name, word(value, schema?.resource.map { .identifier($0) } ?? .other)), range: item.range)
      ]
    case .header(let name, let value):
      let role: Role = SecretName.isLikely(name) ? .secret(Self.variableName(name)) : .other
      return [Item(.header(name: name, word(value, role)), range: item.range)]
    case .field(let path, let value): return field(path, value, item, operation?.body)
    case .body(let source): return body(source, item, operation?.body)
    }
  }

  /// A field of a command's operation; nil where it can't be written as one.
  mutating func item(_ item: Item, of operation: FeltAPI.Operation?) -> Item? {
    guard case .field(let path, let value) = item.kind else { return nil }
    let items = field(path, value, item, operation?.body)
    return items.count == 1 ? items[0] : nil
  }

  /// What a field holds, by the schema of the body.
  static func role(of path: [BodyField.Key], _ schema: Schema?, _ usual: Role) -> Role {
    if schema?.isSecret(at: path) ?? false {
      let names = path.compactMap { if case .name(let name) = $0 { name } else { nil } }
      return .secret(variableName(names.joined(separator: "_")))
    }
    return schema?.resource(at: path).map { .identifier($0) } ?? usual
  }

  private mutating func field(
    _ path: [BodyField.Key], _ value: FieldValue, _ item: Item, _ schema: Schema?
  ) -> [Item] {
    let role = Self.role(of: path, schema, .other)
    switch value {
    case .text(let text):
      if let plain = text.text, plain.containsBytes(of: "://") { noteAddress(plain) }
      return [Item(.field(path, .text(word(text, role))), range: item.range)]
    case .json(let text):
      guard let raw = text.text, let json = try? JSONValue(parsing: Array(raw.utf8)) else {
        return [Item(.field(path, .json(word(text, role))), range: item.range)]
      }
      return replaced(json, path, schema, role) ?? [item]
    case .textFile(let file):
      note(file: file.text ?? "")
      return [Item(.field(path, .textFile(word(file))), range: item.range)]
    case .jsonFile(let file):
      if let name = file.text, let bytes = try? FileReader.contents(of: name, limit: Self.fileLimit),
        let json = try? JSONValue(parsing: bytes), let items = replaced(json, path, schema, role)
      {
        return items
      }
      note(file: file.text ?? "")
      return [Item(.field(path, .jsonFile(word(file))), range: item.range)]
    }
  }

  /// Larger files stay files.
  private static var fileLimit: Int { 16 << 20 }

  private mutating func body(_ source: BodySource, _ item: Item, _ schema: Schema?) -> [Item] {
    let bytes: [UInt8]?
    switch source {
    case .json(let text), .heredoc(_, let text): bytes = Array(text.utf8)
    case .file(let file):
      bytes = file.text.flatMap { name in
        try? FileReader.contents(of: name, limit: Self.fileLimit)
      }
    case .variable(let reference):
      let replaced = word(Word([.init(.variable(reference), item.range)], item.range))
      if let reference = replaced.variable { return [Item(.body(.variable(reference)), range: item.range)] }
      return [Item(.body(.json(replaced.text ?? "{}")), range: item.range)]
    }
    if let bytes, let json = try? JSONValue(parsing: bytes), let items = replaced(json, [], schema, .other) {
      return items
    }
    if case .file(let file) = source {
      note(file: file.text ?? "")
      return [Item(.body(.file(word(file))), range: item.range)]
    }
    return [item]
  }

  static func variableName(_ name: String) -> String {
    let plain = String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return plain.isVariableName ? plain : "secret"
  }
}
