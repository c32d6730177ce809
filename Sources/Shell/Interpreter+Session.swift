internal import HTTPTypes
internal import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import Platform
internal import Terminal

extension Interpreter {
  func baseURL(_ word: Word?) throws {
    guard let word else { return try print(StyledText(session.builder.baseURL.description)) }
    let text = try expander.text(word)
    guard let url = BaseURL(text) else {
      throw Failure(
        .unreadable, "\(text.debugDescription) is no base URL", at: word.range,
        advice: "as in https://felt.com/api/v2, without user, query or fragment")
    }
    if session.options.isSandbox {
      throw Failure(.unreadable, "the sandbox has no other address", at: word.range, advice: "start without --sandbox")
    }
    if url.origin != session.builder.baseURL.origin, session.builder.token != nil {
      screen.message("The token belongs to \(session.builder.baseURL.origin): log in again for \(url.origin).")
      logout()
    }
    session.builder.baseURL = url
  }

  func set(_ name: Located, _ value: FieldValue) throws {
    switch value {
    case .text(let word):
      session.variables[name.text] = try expander.wholeValue(word).map { .json($0) } ?? .text(try expander.text(word))
    case .json(let word):
      session.variables[name.text] = .json(
        try expander.wholeValue(word) ?? parse(Array(try expander.text(word).utf8), at: word.range))
    case .textFile(let word):
      session.variables[name.text] = .text(
        try readFile(word) { path throws(FileError) in try FileReader.text(of: path) })
    case .jsonFile(let word):
      let bytes = try readFile(word) { path throws(FileError) in try FileReader.contents(of: path) }
      session.variables[name.text] = .json(try parse(bytes, at: word.range))
    }
  }

  private func parse(_ bytes: [UInt8], at range: SourceRange) throws(Failure) -> JSONValue {
    do { return try JSONValue(parsing: bytes) } catch {
      throw Failure(.unreadable, "this is not JSON: \(error.description)", at: range)
    }
  }

  func readFile<Contents>(
    _ word: Word, _ read: (String) throws(FileError) -> Contents
  ) throws(Failure) -> Contents {
    let path = try expander.file(word)
    do { return try read(path) } catch { throw Failure(error, at: word.range) }
  }

  func unset(_ names: [Located]) throws {
    for name in names where session.variables.removeValue(forKey: name.text) == nil {
      let near = Suggestion.nearest(to: name.text, in: session.variables.keys.sorted())
      throw Failure(
        .unreadable, "there is no variable \(name.text)", at: name.range, advice: near.map { "did you mean \($0)?" })
    }
  }

  func listVariables() {
    if session.variables.isEmpty {
      return screen.message("No variables are set: set name=value, or map = post /maps title=…")
    }
    let width = session.variables.keys.map(\.count).max() ?? 0
    for (name, value) in session.variables.sorted(by: { $0.key < $1.key }) {
      let gap = String(repeating: " ", count: width - name.count + 2)
      screen.message(StyledText(name, .strong) + StyledText(gap) + StyledText(describe(value)))
    }
  }

  /// A variable's value in one short line.
  private func describe(_ value: Value) -> String {
    let text =
      switch value {
      case .text(let text): text
      case .json(let value): Expander.text(of: value)
      case .response(let exchange):
        "\(exchange.request.method.rawValue) \(exchange.request.path) → \(exchange.head.status)"
          + (ResponseTitle.of(exchange).map { "  \($0)" } ?? "")
      }
    let safe = SafeText.of(text)
    return safe.count > 100 ? safe.prefix(99) + "…" : safe
  }

  func header(_ name: Located?, _ value: Word?) throws {
    guard let name else {
      for item in session.builder.sessionHeaders {
        screen.message(StyledText(SafeText.of("\(item.name): \(item.value)")))
      }
      return
    }
    var headers = session.builder.sessionHeaders.filter { $0.name.lowercased() != name.text.lowercased() }
    if let value { headers.append(.init(name: name.text, value: try expander.text(value))) }
    var builder = session.builder
    builder.sessionHeaders = headers
    do {
      _ = try builder.request(for: Call(.get, [.literal("/user")]))
    } catch {
      throw Failure(.unreadable, error.description, at: name.range)
    }
    session.builder = builder
  }

  func timeout(_ word: Word?) throws {
    guard let word else { return screen.message("A request may take \(Units.duration(controls.timeout())).") }
    guard let seconds = Double(try expander.text(word)), seconds > 0, seconds < 86_400 else {
      throw Failure(.unreadable, "a timeout is a number of seconds, more than 0", at: word.range)
    }
    controls.setTimeout(seconds)
  }

  func color(_ choice: Located?) throws {
    guard let choice else { return screen.message("color takes auto, always or never") }
    guard let value = ColorChoice(rawValue: choice.text) else {
      throw Failure(.unreadable, "colour is auto, always or never", at: choice.range)
    }
    controls.setColor(value)
  }

  func history(_ word: Word?) throws {
    var lines = Array(session.history.enumerated())
    if let word {
      let text = try expander.text(word)
      if let count = Int(text), count >= 0 {
        lines = lines.suffix(count)
      } else {
        lines = lines.filter { $0.element.contains(text) }
      }
    }
    for (index, line) in lines {
      try print(StyledText("\(index + 1)  ", .faint) + StyledText(SafeText.of(line, keepsLines: true)))
    }
  }

  func source(_ word: Word) throws -> Outcome {
    let path = try expander.file(word)
    guard session.sourceDepth < 10 else {
      throw Failure(.unreadable, "scripts source each other too deeply", at: word.range)
    }
    session.sourceDepth += 1
    defer { session.sourceDepth -= 1 }
    let status = ScriptRunner(self).run(file: path).status
    return status == .success ? .done : .failed(Failure(status, "\(path) did not run to its end", at: word.range))
  }
}

/// What a response is about, for people.
enum ResponseTitle {
  static func of(_ exchange: Exchange) -> String? {
    guard case .kept = exchange.body, case .object(let object)? = try? exchange.json() else { return nil }
    for name in ["title", "name"] {
      if case .string(let text)? = object[name] { return text }
    }
    return nil
  }
}
