internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// Writes a script without blocks as an `.http` file. Sources: the README of REST Client for Visual Studio Code;
/// JetBrains, "HTTP request syntax".
final class HTTPFileWriter {
  private var captures: [String: HTTPFileCapture] = [:]
  private var requests: [[String]] = []
  /// Comments that stand in front of the next request, within it: elsewhere they would be a part of a body.
  private var comments: [String] = []
  /// The variables of the file, on top of it.
  private var fileVariables: [String] = []
  private var needed: [String] = []
  private var names: Set<String> = ["base", RequestExport.tokenVariable]
  private var builder = RequestBuilder()
  private var dropsOutput = false
  private var problems: [(failure: Failure, statement: Statement)] = []
  /// What stands for captures while requests are made: letters that the script has nowhere.
  private var marker = "CAPTURE"

  func write(_ script: Script) -> ScriptExports.Result {
    let text = script.statements.withInner.map(\.text).joined()
    while text.contains(marker) { marker += "X" }
    for statement in script.statements { write(statement) }
    var result = ScriptExports.Result()
    result.problems = problems
    if problems.isEmpty { result.text = file(script) }
    return result
  }

  private func file(_ script: Script) -> String {
    let name = script.source.fileName(or: "a script")
    var lines = ["# \(name), written as requests by feltsh.", HTTPFileExport.tokenComment]
    for name in needed { lines.append("# \(name) is one too.") }
    if dropsOutput { lines.append("# What the script selects of responses is not here: the editor shows all of them.") }
    lines += ["", "@base = \(BaseURL.felt)"] + fileVariables
    for request in requests { lines += ["", "###"] + request }
    if !comments.isEmpty { lines += ["", "###"] + comments }
    return lines.joined(separator: "\n") + "\n"
  }

  private func write(_ statement: Statement) {
    do throws(Failure) {
      if let comment = statement.command.comment { add(comment) }
      switch statement.command.action {
      case .nothing: break
      case .request(let line, let variable): try request(line, variable)
      case .call(let call): try self.call(call)
      case .block: throw Failure(.export(.part("a block", .http)))
      }
      problems += statement.expectations.map { (Failure(.export(.part("an expectation", .http))), $0) }
    } catch {
      problems.append((error, statement))
    }
  }

  /// A comment that the editors don't take for anything else.
  private func add(_ text: String) {
    let plain = CommentText.oneLine(text).drop { $0 == " " || $0 == "#" || $0 == "/" }
    comments.append(plain.hasPrefix("@") ? "# Note: \(plain)" : "# \(plain)")
  }

  // MARK: - Statements

  private func call(_ call: CommandCall) throws(Failure) {
    switch (call.name, call.arguments.first?.value) {
    case ("set", .assignment(let name, .text(let word))?):
      if let reference = word.variable, reference.name == name.text, reference.query.isEmpty,
        captures[name.text] == nil
      {
        try parameter(name.text, reference.defaultText, at: word.range)
      } else {
        if SecretName.isLikely(name.text) { throw Failure(.export(.secret(field: name.text)), at: word.range) }
        captures[name.text] = .text(try text(word))
      }
    case ("header", .word(let name)?):
      guard let value = call.word("VALUE"), let name = name.text else {
        throw Failure(.export(.command(call.name, .http)), at: call.nameRange)
      }
      if SecretName.isLikely(name) { throw Failure(.export(.secret(field: name)), at: value.range) }
      builder.sessionHeaders.append(.init(name: name, value: try text(value)))
    case ("whoami", _): try add(Call(.get, [.literal("/user")]), nil)
    default: throw Failure(.export(.command(call.name, .http)), at: call.nameRange)
    }
  }

  private func parameter(_ name: String, _ value: String?, at range: SourceRange) throws(Failure) {
    if let value {
      if SecretName.isLikely(name) { throw Failure(.export(.secret(field: name)), at: range) }
      guard value.utf8.allSatisfy({ $0.isIdentifierByte || "-.~".utf8.contains($0) }) else {
        throw Failure(.export(.part("a parameter with signs other than letters, digits, - . _ ~", .http)), at: range)
      }
      fileVariables.append("@\(name) = \(value)")
    } else {
      needed.append(name)
    }
    names.insert(name)
    captures[name] = .variable(name)
  }

  private func checkSecret(_ name: String, _ word: Word) throws(Failure) {
    if SecretName.isLikely(name), word.text != nil { throw Failure(.export(.secret(field: name)), at: word.range) }
  }

  private func request(_ line: RequestLine, _ variable: Located?) throws(Failure) {
    let output = line.output
    if let destination = output.destination {
      throw Failure(.export(.option("a file that output goes to", .http)), at: destination.file.range)
    }
    if let program = output.program {
      throw Failure(.export(.option("a program that output goes through", .http)), at: program.range)
    }
    if output.isDryRun || output.exportFormat != nil {
      throw Failure(.export(.option(output.isDryRun ? "--dry-run" : "--as", .http)))
    }
    if output.select != nil || output.format != nil || output.showsHeaders { dropsOutput = true }
    try add(try call(line), variable)
  }

  private func add(_ call: Call, _ variable: Located?) throws(Failure) {
    let request: Request
    do { request = try builder.request(for: call) } catch { throw Failure(.call(error)) }
    let secrets = bodySecrets(request)
    if secrets { throw Failure(.export(.secret(field: "the body"))) }
    var lines = comments
    comments = []
    if let variable {
      var name = variable.text
      while !names.insert(name).inserted { name += "2" }
      lines.append("# @name \(name)")
      captures[variable.text] = .response(name: name, schema: request.operation?.response)
    }
    let text = HTTPFileExport.lines(for: request, base: "{{base}}").joined(separator: "\n")
    requests.append(lines + [resolved(text)])
  }

  private func bodySecrets(_ request: Request) -> Bool {
    guard case .bytes(let bytes) = request.body else { return false }
    return request.operation?.body?.secrets(inBody: bytes).contains { !$0.hasPrefix(marker) } ?? false
  }

  // MARK: - Calls

  private func call(_ line: RequestLine) throws(Failure) -> Call {
    var call = Call(line.method, try path(line))
    var fields: [BodyField] = []
    for item in line.items {
      switch item.kind {
      case .field(let path, .text(let word)): fields.append(BodyField(path: path, value: .text(try text(word))))
      case .field(let path, .json(let word)):
        guard let text = word.text else {
          throw Failure(.export(.part("JSON with a variable in it", .http)), at: item.range)
        }
        fields.append(BodyField(path: path, value: .json(Array(text.utf8))))
      case .query(let name, let word):
        try checkSecret(name, word)
        call.query.append(.init(name: name, value: try text(word)))
      case .header(let name, let word):
        try checkSecret(name, word)
        call.headers.append(.init(name: name, value: try text(word)))
      case .body(.json(let text)), .body(.heredoc(_, let text)): call.body = .json(Array(text.utf8))
      case .body(.file(let word)):
        call.body = .file(path: try text(word), byteCount: 0, contentType: "application/json")
      case .field(_, .textFile), .field(_, .jsonFile), .body(.variable):
        throw Failure(.export(.part("a field from a file or a variable", .http)), at: item.range)
      }
    }
    if !fields.isEmpty { call.body = .fields(fields) }
    return call
  }

  private func path(_ line: RequestLine) throws(Failure) -> [Call.PathPart] {
    switch line.verb {
    case .method:
      guard let word = line.arguments.first, word.literalStart.hasPrefix("/") else {
        throw Failure(.export(.unknown("where a path without a slash in front counts from")), at: line.verbRange)
      }
      var parts: [Call.PathPart] = []
      for part in word.parts {
        if case .variable(let reference) = part.kind {
          parts.append(.value(try text(reference, at: part.range)))
        } else {
          parts.append(.literal(part.text ?? ""))
        }
      }
      return parts
    case .operation(let operation):
      var arguments = line.arguments[...]
      var parts: [Call.PathPart] = []
      for segment in operation.path.segments {
        switch segment {
        case .literal(let text): parts.append(.literal("/" + text))
        case .parameter(let name):
          guard let word = arguments.popFirst() else {
            throw Failure(.missingParameter(name, operation: operation), at: line.verbRange)
          }
          parts += [.literal("/"), .value(try text(word))]
        }
      }
      return parts
    }
  }

  // MARK: - Variables

  private var placeholders: [String] = []

  private func text(_ word: Word) throws(Failure) -> String {
    var result = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        result += try text(reference, at: part.range)
      } else {
        result += part.text ?? ""
      }
    }
    return result
  }

  private func text(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> String {
    guard let capture = captures[reference.name] else {
      if reference.name == "_" || !reference.query.isEmpty {
        throw Failure(.export(.part("a variable that no request with a name sets", .http)), at: range)
      }
      try parameter(reference.name, reference.defaultText, at: range)
      return try text(reference, at: range)
    }
    switch capture {
    case .text(let text):
      guard reference.query.isEmpty else { throw Failure(.export(.part("this query", .http)), at: range) }
      return text
    case .variable(let name): return placeholder("{{\(name)}}")
    case .response(let name, let schema):
      guard let path = try HTTPFileCapture.path(reference, schema, at: range) else {
        throw Failure(.export(.part("a capture that is not certainly an id", .http)), at: range)
      }
      return placeholder("{{\(name).response.body.\(path)}}")
    }
  }

  private func placeholder(_ text: String) -> String {
    placeholders.append(text)
    return "\(marker)\(placeholders.count)END"
  }

  private func resolved(_ text: String) -> String {
    var text = text
    for (index, placeholder) in placeholders.enumerated().reversed() {
      text = text.replacing("\(marker)\(index + 1)END", with: placeholder)
    }
    return text
  }
}
