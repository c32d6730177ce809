internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// Commands that are not requests.
extension PythonWriter {
  func call(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    if call.has("--dry-run") { throw Failure(.export(.option("--dry-run", .python))) }
    switch call.name {
    case "expect": if let expectation = call.expectation { try expect(expectation, statement) }
    case "set": try set(call, statement)
    case "unset":
      for word in call.words("NAME") {
        guard let name = word.text, scope[name] != nil else { continue }
        line("\(names.name(of: name)) = None", statement)
        scope[name]?.isUncertain = true
        scope[name]?.isResponse = true
      }
    case "header": try header(call, statement)
    case "timeout":
      guard let word = call.word("SECONDS") else { throw unknown(call) }
      line("session.timeout = float(\(try text(word)))", statement)
    case "whoami":
      try take(
        "\(use("call"))(\"GET\", \"/user\")", Catalogue.operation(named: "show_current_user"), nil, call.output,
        statement, isSingle: false, isShown: false)
    case "cd": try changeLocation(call, statement)
    case "source": try source(call, statement)
    case "quit": line("return", statement)
    case "find": try find(call, statement)
    case "upload": try upload(call, statement)
    case "refresh": try refresh(call, statement)
    case "wait": try wait(call, statement)
    case "download": try download(call, statement)
    case "show", "table": try show(call, statement)
    case "headers":
      line("print(\"\\n\".join(f\"{each}: {response.headers[each]}\" for each in response.headers))", statement)
    case "timing": line("print(response.elapsed)", statement)
    default: throw unknown(call)
    }
  }

  func unknown(_ call: CommandCall) -> Failure {
    Failure(.export(.command(call.name, .python)), at: call.nameRange)
  }

  // MARK: - The session

  private func set(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard case .assignment(let name, let value)? = call.arguments.first?.value else { return }
    let word = value.word
    // The value of a parameter, or what it is without one.
    if case .text = value, let reference = word.variable, reference.name == name.text, reference.query.isEmpty,
      scope[name.text] == nil
    {
      _ = try self.value(word)
      let parameter = parameter(name.text, default: reference.defaultText)
      scope[name.text] = PythonVariable(name: parameter.variable, isText: true, isOwn: true)
      return
    }
    if SecretName.isLikely(name.text), word.text != nil, !word.isFile {
      throw Failure(.export(.secret(field: name.text)), at: word.range)
    }
    let code = try self.value(value)
    var variable = PythonVariable(name: names.name(of: name.text))
    switch value {
    case .text where word.variable != nil:
      let value = try self.value(word)
      variable.isText = value.isText
      variable.constant = constant(word)
      if let reference = word.variable, let old = self.variable(reference.name) {
        variable.isOwn = old.isOwn
        if reference.query.isEmpty {
          (variable.schema, variable.isResponse, variable.isRow) = (old.schema, false, old.isRow)
        }
      }
    case .text:
      variable.isText = true
      variable.isOwn = true
      variable.constant = word.text
    case .textFile: variable.isText = true
    case .json, .jsonFile: break
    }
    scope[name.text] = variable
    line("\(variable.name) = \(code)", statement)
  }

  private func header(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let name = call.word("NAME")?.text else { throw unknown(call) }
    guard let value = call.word("VALUE") else {
      return line("session.headers.pop(\(PythonLiteral.string(name)), None)", statement)
    }
    try checkSecret(name, value)
    line("session.headers[\(PythonLiteral.string(name))] = \(try text(value))", statement)
  }

  private func changeLocation(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard case .word(let word)? = call.arguments.first?.value, word.literalStart.hasPrefix("/"), word.text != "/" else {
      throw Failure(.export(.part("cd to anything but a path such as /maps/$map", .python)), at: call.nameRange)
    }
    line("here = \(try path(word, .get).0)", statement)
    hasLocation = true
  }

  private func source(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let word = call.word("FILE"), let path = word.text, let script = read(path, statement), sourceDepth < 16
    else {
      throw Failure(.export(.unreadable(call.word("FILE")?.text ?? "a script")), at: call.word("FILE")?.range)
    }
    if let error = script.errors.first { throw Failure(.syntax(error.error)) }
    sourceDepth += 1
    defer { sourceDepth -= 1 }
    body(script.statements)
  }

  // MARK: - Finding

  private func find(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let kind = call.word("KIND")?.text, let name = call.word("NAME") else { return }
    var arguments = [PythonLiteral.string(kind), try text(name)]
    if let place = call.word("PLACE") {
      arguments.append(try self.place(place, kind == "map" ? ["project"] : ["map", "project"]))
    } else if hasLocation, kind != "project", kind != "source", kind != "map" {
      arguments.append("here")
    }
    let operation: FeltAPI.Operation? = call.request == nil ? call.operation : nil
    var code = "\(use("find"))(\(arguments.joined(separator: ", ")))"
    let isGroup = kind == "element_group"
    guard let request = call.request else {
      if isGroup { return try keepGroup(code, call, statement) }
      return try take(code, operation, call.variable, call.output, statement, isSingle: false, isShown: false)
    }
    code = "\(code.dropLast()), missing_ok=True)"
    let (fallback, made) = try self.call(request)
    let isList = if case .array? = made?.response?.kind { true } else { false }
    if isGroup {
      return try keepGroup("\(code) or \(use("only"))(\(fallback).json())", call, statement)
    }
    try take(
      "\(code) or \(fallback)", made, call.variable, call.output, statement, isSingle: isList, isShown: false)
  }

  /// An element group is shown by no response of its own.
  private func keepGroup(_ code: String, _ call: CommandCall, _ statement: Statement) throws(Failure) {
    let name = call.variable.map { names.name(of: $0.text) } ?? names.fresh("group")
    line("\(name) = \(code)", statement)
    if let variable = call.variable { scope[variable.text] = PythonVariable(name: name, isResponse: true) }
    if call.output.hasResult { try show(values: "[\(name)]", call.output) }
  }

  /// The path of something that a word names.
  func place(_ word: Word, _ kinds: [String]) throws(Failure) -> String {
    if let text = word.text, text.hasPrefix("/") { return try path(word, .get).0 }
    if word.variable == nil, word.literalStart.hasPrefix("/") { return try path(word, .get).0 }
    let value = word.variable == nil ? try text(word) : try value(word).text
    return "\(use("place"))(\(([value] + kinds.map(PythonLiteral.string)).joined(separator: ", ")))"
  }
}
