internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Blocks.
extension PythonWriter {
  func block(_ block: Block, _ statement: Statement) throws(Failure) {
    let inner = Set(block.statements.withInner.flatMap(\.changedNames))
    switch block.head {
    case .loop(let loop):
      forget(inner)
      try self.loop(loop, block.body, statement)
    case .condition(let condition):
      line("if \(try self.condition(condition, isSafe: true)):", statement)
      scoped { indented { body(block.body) } }
      if let alternative = block.alternative {
        line("else:")
        previous.line = 0
        scoped { indented { body(alternative) } }
      }
    case .retry(let retry):
      forget(inner)
      try self.retry(retry, block.body, statement)
    case .finally:
      scoped { body(block.body) }
    }
    forget(inner)
  }

  /// Variables may have been set to something else, or not.
  private func forget(_ names: Set<String>) {
    for name in names {
      guard let old = scope[name] else { continue }
      var new = PythonVariable(name: old.name, isResponse: old.isResponse, isUncertain: old.isUncertain)
      new.origin = old.origin
      scope[name] = new
    }
  }

  private func loop(_ loop: Block.Loop, _ statements: [Statement], _ statement: Statement) throws(Failure) {
    let name = loop.variable.text
    let shadowed = scope[name]
    // The variable around the loop has its value again after it.
    var variable = PythonVariable(name: shadowed == nil ? names.name(of: name) : names.fresh(name))
    let items = try items(loop.source, &variable)
    let keeper = names.fresh("loop")
    line("\(keeper) = \(use("Loop"))()")
    line("for \(variable.name) in \(keeper).over(\(items)):", statement)
    scoped {
      scope[name] = variable
      indented {
        line("with \(keeper):")
        indented { body(statements) }
      }
    }
    scope[name] = shadowed
  }

  /// What a loop goes through.
  private func items(_ source: Block.LoopSource, _ variable: inout PythonVariable) throws(Failure) -> String {
    switch source {
    case .values(let reference, let range):
      let found = try found(reference, at: range)
      let holder = self.variable(reference.name)
      variable.origin = holder?.origin
      let schema = holder?.schema?.child(at: try query(reference, at: range))
      if case .array? = schema?.kind {
        variable.schema = schema?.child(.append)
      } else {
        variable.schema = schema
      }
      if let schema {
        variable.isText = if case .string? = variable.schema?.kind { !schema.isNullable } else { false }
        if case .object = schema.kind { return found }
      }
      return "\(use("items"))(\(found))"
    case .files(let word):
      imports.insert("glob")
      variable.isText = true
      variable.isOwn = true
      return "sorted(glob.glob(\(try pattern(word))))"
    case .file(let word):
      let file = try file(word)
      let name = (constant(word) ?? word.parts.last?.text ?? "").lowercased()
      variable.isOwn = true
      switch name.split(separator: ".").last {
      case "csv", "tsv":
        variable.isRow = true
        return "\(use("csv_rows"))(\(file))"
      case "json": return "\(use("items"))([\(use("read_json"))(\(file))])"
      case "jsonl", "ndjson": return "\(use("json_lines"))(\(file))"
      default: throw Failure(.loop(.unknownFormat(file: name)), at: word.range)
      }
    }
  }

  /// The pattern of files; signs in what is quoted or in a variable mean themselves.
  private func pattern(_ word: Word) throws(Failure) -> String {
    var pieces: [PythonText.Piece] = []
    for part in word.parts {
      switch part.kind {
      case .bare(let text): pieces.append(.literal(text.replacing("[^", with: "[!")))
      case .quoted(let text), .raw(let text):
        pieces.append(.literal(text.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()))
      case .variable: pieces.append(.code("glob.escape(\(try file(Word([part], part.range))))"))
      }
    }
    return PythonText.expression(pieces)
  }

  private func retry(_ retry: Block.Retry, _ statements: [Statement], _ statement: Statement) throws(Failure) {
    let pause: String
    if let text = constant(retry.interval) {
      guard let seconds = TimeSpan.pause(text) else {
        throw Failure(.loop(.interval(text)), at: retry.interval.range)
      }
      pause = "\(seconds)"
    } else {
      throw Failure(.export(.part("an interval in a variable", .python)), at: retry.interval.range)
    }
    var count = constant(retry.count).flatMap { Int($0) }.map(String.init) ?? ""
    if count.isEmpty { count = try value(retry.count).text }
    let attempt = names.fresh("attempt")
    line("for \(attempt) in \(use("Retry"))(\(count), \(pause)):", statement)
    let wasRetried = isRetried
    isRetried = true
    defer { isRetried = wasRetried }
    scoped {
      indented {
        line("with \(attempt):")
        indented { body(statements) }
      }
    }
  }
}

extension Statement {
  /// The variables that it sets or takes away.
  fileprivate var changedNames: [String] {
    switch command.action {
    case .call(let call) where call.name == "unset":
      call.arguments.prefix(1).compactMap { if case .word(let word) = $0.value { word.text } else { nil } }
    case .request, .call: command.boundNames
    case .nothing, .block: []
    }
  }
}
