internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Requests.
extension PythonWriter {
  func request(_ line: RequestLine, _ variable: Located?, _ statement: Statement) throws(Failure) {
    let expectsStatus = statement.expectations.contains { $0.command.expectation?.allowsError ?? false }
    let (code, operation) = try call(line, check: !expectsStatus)
    try take(
      code, operation, variable, line.output, statement,
      isSingle: false, isShown: !statement.expectations.isEmpty)
  }

  /// Writes a statement that gives a response: what it is kept in, and what is shown of it.
  ///
  /// - Parameters:
  ///   - isSingle: whether a list of one stands for its element.
  ///   - isShown: whether what follows looks at the response.
  func take(
    _ code: String, _ operation: FeltAPI.Operation?, _ variable: Located?, _ output: OutputOptions,
    _ statement: Statement, isSingle: Bool, isShown: Bool
  ) throws(Failure) {
    try checkOutput(output)
    let isTracked = variable.map { tracked.contains($0.text) } ?? false
    let isOutput = output.hasResult
    let needsResponse =
      (looksBack && !isOverwritten) || isShown || isTracked || (isOutput && (variable == nil || output.needsResponse))
    var json = operation != nil && operation?.response == nil ? "None" : "response.json()"
    if isSingle { json = "\(use("only"))(\(json))" }
    if let variable {
      var new = PythonVariable(name: names.name(of: variable.text), schema: operation?.response, isResponse: true)
      if isSingle { new.schema = operation?.response?.child(.append) }
      if needsResponse {
        self.line("response = \(code)", statement)
        self.line("\(new.name) = \(json)")
      } else if json == "None" {
        self.line(code, statement)
        self.line("\(new.name) = None")
      } else {
        // Of two, the second stands in for the first.
        let call = code.contains(" or call(") ? "(\(code))" : code
        self.line("\(new.name) = \(json.replacing("response.json()", with: call + ".json()"))", statement)
      }
      if isTracked {
        new.origin = scope[variable.text]?.origin ?? names.fresh(new.name + "_path")
        imports.insert("urllib.parse")
        self.line("\(new.origin ?? "") = \(use("relative"))(urllib.parse.urlsplit(response.url).path)")
      }
      scope[variable.text] = new
    } else {
      self.line(needsResponse ? "response = \(code)" : code, statement)
    }
    if isOutput {
      let name = variable.map { names.name(of: $0.text) }
      try show(needsResponse ? "response.json()" : name ?? "response.json()", output)
    }
  }

  // MARK: - The call

  /// The call of a request, and its operation.
  func call(_ line: RequestLine, check: Bool = true) throws(Failure) -> (String, FeltAPI.Operation?) {
    let (path, operation) = try path(line)
    var arguments = [PythonLiteral.string(line.method.rawValue), path]
    var body = PythonNode.empty
    var query: [String] = []
    var headers: [(name: String, value: PythonNode)] = []
    for item in line.items {
      switch item.kind {
      case .field(let path, let value):
        try set(path, value, item, operation, in: &body)
      case .query(let name, let word):
        try checkSecret(name, word)
        query.append("(\(PythonLiteral.string(name)), \(try text(word)))")
      case .header(let name, let word):
        try checkSecret(name, word)
        headers.append((name, .code(try text(word))))
      case .body(let source): arguments.append(try self.body(source, operation, item))
      }
    }
    if case .code("") = body {} else { arguments.append(code(body)) }
    if !query.isEmpty { arguments.append("params=[\(query.joined(separator: ", "))]") }
    if !headers.isEmpty { arguments.append("headers=\(code(.dictionary(headers)))") }
    if !check { arguments.append("check=False") }
    return ("\(use("call"))(\(arguments.joined(separator: ", ")))", operation)
  }

  func checkSecret(_ name: String, _ word: Word) throws(Failure) {
    if SecretName.isLikely(name), constant(word) != nil {
      throw Failure(.export(.secret(field: name)), at: word.range)
    }
  }

  private func path(_ line: RequestLine) throws(Failure) -> (String, FeltAPI.Operation?) {
    switch line.verb {
    case .method(let method):
      guard let word = line.arguments.first else { throw Failure(.call(.missingPathParameter("the path"))) }
      return try path(word, method)
    case .operation(let operation):
      var pieces: [PythonText.Piece] = []
      var arguments = line.arguments[...]
      for segment in operation.path.segments {
        switch segment {
        case .literal(let text): pieces.append(.literal("/" + text))
        case .parameter(let name):
          guard let word = arguments.popFirst() else {
            throw Failure(.missingParameter(name, operation: operation), at: line.verbRange)
          }
          pieces += [.literal("/"), try parameterPiece(word, name)]
        }
      }
      return (PythonText.expression(pieces), operation)
    }
  }

  private func parameterPiece(_ word: Word, _ name: String) throws(Failure) -> PythonText.Piece {
    if let reference = word.variable { return .code(try segment(reference, name, at: word.range)) }
    guard let text = word.text else { return .code("\(use("segment"))(\(try self.text(word)))") }
    do { return .literal(try PathSegment.encode(FeltPage.mapID(text) ?? text)) } catch { throw Failure(.call(error)) }
  }

  /// The path of a word, and the operation that it belongs to.
  func path(_ word: Word, _ method: HTTPRequest.Method) throws(Failure) -> (String, FeltAPI.Operation?) {
    var pieces: [PythonText.Piece] = []
    var shape = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        let holder = shape.split(separator: "/").last.map(String.init) ?? ""
        let name = PathParameter.name(in: holder)
        pieces.append(.code(try segment(reference, name, at: part.range)))
        shape += "x"
      } else {
        var text = part.text ?? ""
        if pieces.isEmpty { text = text.relativePath }
        pieces.append(.literal(text))
        shape += text
      }
    }
    if !shape.hasPrefix("/") {
      guard hasLocation, !shape.contains("://") else {
        throw Failure(.export(.unknown("where a path without a slash in front counts from")), at: word.range)
      }
      if shape == "." { return ("here", nil) }
      pieces.insert(contentsOf: [.code("here"), .literal("/")], at: 0)
    }
    let matched = Catalogue.match(method, String(shape.prefix { $0 != "?" && $0 != "#" }))?.0
    return (PythonText.expression(pieces), matched)
  }

  /// A variable as one segment of a path.
  func segment(_ reference: VariableReference, _ name: String, at range: SourceRange) throws(Failure) -> String {
    let value = try self.value(reference, at: range)
    let isPage = name == "map_id" && (variable(reference.name).map { $0.isOwn && value.isText } ?? true)
    let inner = isPage ? "\(use("map_id"))(\(value.text))" : value.text
    let query = try query(reference, at: range)
    let schema = variable(reference.name)?.schema?.child(at: query)
    let hasID = value.isText || schema?.child(.name("id")) != nil || !query.segments.isEmpty
    return "\(use("segment"))(\(inner)\(hasID ? "" : ", " + PythonLiteral.string(name)))"
  }
}

extension Expectation {
  /// Whether a response that is an error may be as expected.
  fileprivate var allowsError: Bool {
    guard subject == .status else { return false }
    let isSuccess =
      !isNegated && comparison == .equal && value?.text.flatMap { Int($0) }.map(HTTPStatus.isSuccess) ?? false
    return !isSuccess
  }
}

extension OutputOptions {
  /// Whether anything is done with what comes.
  var hasResult: Bool { !isQuiet && (select != nil || format != nil || showsHeaders || destination != nil) }

  /// Whether that takes more than the JSON in it.
  fileprivate var needsResponse: Bool {
    showsHeaders || (select == nil && (format == nil || format?.format.option.name == "--raw"))
  }
}

extension String {
  /// The path of an address of the API, as far as it is one.
  fileprivate var relativePath: String {
    let prefix = BaseURL.felt.path
    if hasPrefix(prefix + "/") { return String(dropFirst(prefix.count)) }
    guard contains("://"), let range = firstRange(of: prefix + "/") else { return self }
    return "/" + self[range.upperBound...]
  }
}
