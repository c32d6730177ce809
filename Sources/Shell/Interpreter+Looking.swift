internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform
internal import Terminal

extension Interpreter {
  /// The last exchange, or a failure that says there is none.
  func lastExchange() throws(Failure) -> Exchange {
    guard let last = session.last else {
      throw Failure(.unreadable, "there is no response yet", advice: "send a request first, such as get /user")
    }
    return last
  }

  func show(_ command: ShowCommand) throws {
    if let file = command.file { return try showFile(file, command) }
    let last = try lastExchange()
    if command.showsAll {
      let writer = AnswerWriter(screen: screen, keeps: .nothing) { [self] head in
        command.output.isRaw ? .raw : try showRoute(head, command.output)
      }
      try writer.receive(.head(last.head))
      try writer.receive(.body(try last.bytes()))
      if let problem = try writer.finish() { screen.message(StyledText(problem, .warning)) }
      return
    }
    try show(last.json(), command)
  }

  /// Shows a JSON file as it is read, however long it is.
  private func showFile(_ word: Word, _ command: ShowCommand) throws {
    let path = try expander.file(word)
    do {
      if command.showsAll {
        let reader = try FileReader(path)
        let writer = AnswerWriter(screen: screen, keeps: .nothing) { [self] head in
          command.output.isRaw ? .raw : try showRoute(head, command.output)
        }
        try writer.receive(.head(Response.Head(status: 200, headers: [.contentType: "application/json"])))
        while case let chunk = try reader.read(), !chunk.isEmpty {
          try writer.receive(.body(chunk))
          try checkInterruption()
        }
        if let problem = try writer.finish() { throw Failure(.unreadable, "\(path): \(problem)") }
        return
      }
      let bytes = try FileReader.contents(of: path)
      do {
        let query = try command.path.flatMap { try queryTyped($0) }
        let value = if let query { try JSONValue(parsing: bytes, for: query) } else { try JSONValue(parsing: bytes) }
        try show(value, command)
      } catch let error as JSONError {
        throw Failure(.unreadable, "\(path) is not JSON: \(error.description)", at: word.range)
      }
    } catch let error as FileError {
      throw Failure(error, at: word.range)
    }
  }

  private func showRoute(_ head: Response.Head, _ output: OutputOptions) throws -> AnswerWriter.Route {
    if let destination = output.destination {
      return .file(try FileWriter(try expander.file(destination.file), appends: destination.appends))
    }
    let isForPerson = screen.output.isTerminal || session.options.isPretty
    return head.isJSON && isForPerson
      ? .pretty(screen.output.jsonStyle) : isForPerson ? .pretty(screen.output.jsonStyle) : .raw
  }

  private func show(_ value: JSONValue, _ command: ShowCommand) throws {
    try show(value, path: command.path, output: command.output, isMap: command.isMap)
  }

  /// Shows a value, or what a JSONPath finds in it: one value as itself, several one after another.
  func show(_ value: JSONValue, path: Word?, output: OutputOptions, isMap: Bool = false) throws {
    var values = [value]
    if let path {
      if let whole = try expander.wholeValue(path) {
        values = [whole]
      } else if let query = try queryTyped(path) {
        values = try JSONQuery.values(of: query, in: value, at: path.range) { [self] in wasInterrupted }
        if values.isEmpty { screen.message(StyledText("nothing at \(SafeText.of(query.text))", .warning)) }
      }
    }
    let all = values.count == 1 ? values[0] : .array(values)
    if isMap { return try showMap(all, at: path?.range) }
    if output.isTable { return try printTable(all, output) }
    try printValues(values, output)
  }

  /// The JSONPath that a word is; nil for a variable, which stands for its value.
  private func queryTyped(_ word: Word) throws -> JSONPath? {
    if try expander.wholeValue(word) != nil { return nil }
    return try JSONQuery.parse(try word.rawText ?? expander.text(word), at: word.range)
  }

  private func printTable(_ value: JSONValue, _ output: OutputOptions) throws {
    let columns: String? = if let word = output.columns { try word.rawText ?? expander.text(word) } else { nil }
    let table = try TableBuilder.table(
      value, columns: columns, isColored: screen.output.palette.isColored, at: output.columns?.range)
    guard screen.output.isTerminal || session.options.isPretty else {
      return try screen.write(Array(table.tabSeparated.utf8))
    }
    for line in table.lines(width: screen.output.width) { try print(line) }
  }

  /// So many bytes are gathered before they are written, and laid out between two looks at Control-C.
  private static let pieceSize = 1 << 16

  /// Prints values one after another, many in one go and long ones in pieces.
  private func printValues(_ values: [JSONValue], _ output: OutputOptions) throws {
    let traits = screen.output
    let isLaidOut = traits.isTerminal || session.options.isPretty
    var bytes: [UInt8] = []
    func flush(atLeast count: Int) throws {
      guard bytes.count >= count else { return }
      try screen.write(bytes)
      bytes.removeAll(keepingCapacity: true)
      try checkInterruption()
    }
    for value in values {
      if output.isRaw, case .string(let text) = value {
        bytes += (text + "\n").utf8
      } else if isLaidOut {
        var printer = JSONPrinter(style: traits.jsonStyle)
        var rest = value.serialized()[...]
        while !rest.isEmpty {
          try printer.print(Array(rest.prefix(Self.pieceSize)), into: &bytes)
          rest = rest.dropFirst(Self.pieceSize)
          try flush(atLeast: Self.pieceSize)
        }
        try printer.finish(into: &bytes)
      } else {
        value.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
      try flush(atLeast: Self.pieceSize)
    }
    try flush(atLeast: 1)
  }

  /// Gives up what may take long when Control-C was pressed.
  private func checkInterruption() throws(Failure) {
    if wasInterrupted { throw Failure(.interrupted, "interrupted") }
  }

  func printHead(_ head: Response.Head) throws {
    try print(
      StyledText("HTTP \(head.status) \(StatusText.phrase(head.status))", head.status < 400 ? .success : .failure))
    for field in head.headers {
      try print(StyledText(field.name.rawName, .strong) + StyledText(": \(SafeText.of(field.value))"))
    }
    try print("")
  }

  func showHeaders() throws {
    try printHead(try lastExchange().head)
  }

  func showTiming() throws {
    let timing = try lastExchange().timing
    let phases = [
      ("name", timing.nameLookup), ("connect", timing.connect), ("TLS", timing.tls), ("first byte", timing.firstByte),
      ("total", timing.total),
    ]
    for (name, seconds) in phases where seconds > 0 || name == "total" {
      let gap = String(repeating: " ", count: 12 - name.count)
      try print(StyledText(name + gap, .faint) + StyledText(Units.duration(seconds)))
    }
    if timing.reusedConnection { try print(StyledText("on a connection that was open already", .faint)) }
  }
}

extension ShowCommand {
  /// Whether it is all to be shown, as it is.
  fileprivate var showsAll: Bool { path == nil && !output.isTable && !isMap }
}

extension ScreenTraits {
  /// How JSON looks here.
  var jsonStyle: JSONStyle {
    JSONStyle(
      isEscaped: isTerminal ? DangerousCharacters.contains : nil, colors: palette.isColored ? palette.jsonColors : nil)
  }
}

extension Palette {
  fileprivate var jsonColors: JSONColors {
    JSONColors(
      key: start(of: .jsonKey), string: start(of: .jsonString), number: start(of: .jsonNumber),
      literal: start(of: .jsonLiteral), punctuation: start(of: .jsonPunctuation), reset: Palette.end)
  }
}
