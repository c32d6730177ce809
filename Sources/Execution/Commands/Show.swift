internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform

extension ShellCommand {
  static let show = ShellCommand(
    CommandSpec(
      "show", .looking, "Show the last response, a part of it or a JSON file, or draw it as a map",
      arguments: [
        ArgumentSpec("JSONPATH", .jsonPath, isOptional: true), ArgumentSpec("@FILE", .jsonFile, isOptional: true),
      ], takesOutput: true, showsVariables: true, isEssential: true,
      details: [
        .init("$map  $map.title", "a variable alone is shown, whole or in part"),
        .init("show $.layers[*].name", "JSONPath, all of RFC 9535; .layers stands for $.layers"),
        .init("show $..id", "at any depth"),
        .init("show '$.layers[?@.status == \"failed\"]'", "a filter; functions length count match search value"),
        .init("show $.layers[-1]  $.layers[0:2]", "from the end; a slice"),
        .init("show $.features @roads.geojson", "of a file"),
        .init(
          "show --map [JSONPATH] [@FILE]", "GeoJSON or a map's elements drawn, layers as a table with their colours"),
      ], examples: ["show $.title", "show --map"]),
    run: { call, step in try step.show(call, path: call.word("JSONPATH")) })
}

extension StepContext {
  /// Shows the last response or a file, or what a JSONPath finds in it.
  func show(_ call: CommandCall, path: Word?) throws {
    var output = try resolved(call.output)
    let file = call.word("@FILE")
    let isWhole = path == nil && !output.needsWholeBody
    if isWhole {
      if let file { return try showDocument(inFile: file, output) }
      let last = try lastExchange()
      if last.request.method == .head { output.showsHeaders = true }
      output.holdsSecret = last.mayHoldSecret
      return try showDocument(last.head, try last.bytes(), output)
    }
    if let path, let reference = path.variable, reference.query.isEmpty, !output.needsWholeBody,
      case .response(let exchange)? = session.variables[reference.name]?.value, !exchange.head.isJSON
    {
      return try showDocument(exchange.head, try exchange.bytes(), output)
    }
    if let path, let value = try resolver.wholeValue(path) {
      output.holdsSecret = resolver.holdsSecret
      return try emit(.output(.values([value]), output))
    }
    output.holdsSecret = file == nil && (session.last?.mayHoldSecret ?? false)
    let query = try path.map { try JSONQuery.parse(try $0.rawText ?? text($0), at: $0.range) }
    if let query, output.format == nil, output.select == nil, let texts = try texts(of: query, file),
      !texts.isEmpty
    {
      return try emit(.output(.texts(texts), output))
    }
    guard let query, let path else {
      return try emit(.output(.unread(try file.map(unread) ?? lastExchange().unread()), output))
    }
    let root = try root(file, for: query)
    let values = try JSONQuery.values(of: query, in: root, at: path.range) { [self] in wasInterrupted }
    if values.isEmpty {
      try notice(.nothingFound(path: query.text, inElements: JSONQuery.elementPath(for: query, in: root)))
    }
    try emit(.output(.values(values), output))
  }

  /// What a query finds, when it can be followed while the text is read.
  private func texts(of query: JSONPath, _ file: Word?) throws(Failure) -> JSONTexts? {
    guard let file else { return try lastExchange().texts(of: query) { [self] in wasInterrupted } }
    return try read(file) { [self] bytes throws(JSONError) in try query.texts(in: bytes) { [self] in wasInterrupted } }
  }

  /// What is looked at: as much of a file as a query needs, or the last response.
  private func root(_ file: Word?, for query: JSONPath) throws -> JSONValue {
    guard let file else { return try lastExchange().json() }
    return try read(file) { [self] bytes throws(JSONError) in
      try JSONValue(parsing: bytes, for: query) { [self] in wasInterrupted }
    }
  }

  /// So many bytes are shown between two looks at Control-C.
  private static let pieceSize = 1 << 16

  private func showDocument(_ head: Response.Head, _ bytes: [UInt8], _ output: ResolvedOutput) throws {
    var rest = bytes[...]
    try showDocument(head, output) {
      defer { rest = rest.dropFirst(Self.pieceSize) }
      return Array(rest.prefix(Self.pieceSize))
    }
  }

  /// Shows a document as its pieces come, up to an empty one.
  private func showDocument(_ head: Response.Head, _ output: ResolvedOutput, _ next: () throws -> [UInt8]) throws {
    try emit(.bodyBegan(head, output, isDocument: true))
    do {
      while case let piece = try next(), !piece.isEmpty {
        try emit(.body(piece))
        try checkInterruption()
      }
      try emit(.documentEnded)
    } catch {
      try? emit(.bodyAborted)
      throw error
    }
  }

  /// Shows a JSON file as it is read, however long it is.
  private func showDocument(inFile word: Word, _ output: ResolvedOutput) throws {
    let path = try readableFile(word)
    do {
      let reader = try FileReader(path)
      let type = path.hasSuffix(".csv") ? "text/csv" : "application/json"
      try showDocument(Response.Head(status: 200, headers: [.contentType: type]), output) { try reader.read() }
    } catch let error as FileError {
      throw Failure(error, at: word.range)
    }
  }
}
