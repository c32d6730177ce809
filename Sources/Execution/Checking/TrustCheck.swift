internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Finds what a script is not trusted with before any of it runs, as far as its text says: programs, logins, other
/// servers, and files outside of its folder.
struct TrustCheck {
  let trust: Trust
  let table: CommandTable
  /// Knows the session's own server.
  let builder: RequestBuilder

  /// What stands against running a statement, with what stands in its braces.
  func failures(in statement: Statement) -> [(failure: Failure, statement: Statement)] {
    statement.withInner.flatMap { inner in
      requirements(of: inner.command).compactMap { requirement in
        do throws(Failure) {
          try meet(requirement)
          return nil
        } catch {
          return (error, inner)
        }
      }
    }
  }

  private enum Requirement {
    case capability(Capability, SourceRange)
    case reading(Word)
    case writing(Word)
    case server(String, SourceRange)
  }

  private func meet(_ requirement: Requirement) throws(Failure) {
    switch requirement {
    case .capability(let capability, let range): try trust.require(capability, at: range)
    case .server(let address, let range):
      do { _ = try builder.request(for: Call(.get, [.literal(address)])) } catch {
        throw Failure(.call(error), at: range)
      }
    // What a variable holds is known when the statement runs, and looked at then.
    case .reading(let word): if let path = word.text { _ = try trust.files.readable(path, at: word.range) }
    case .writing(let word): if let path = word.text { _ = try trust.files.writable(path, at: word.range) }
    }
  }

  private func requirements(of command: Command) -> [Requirement] {
    switch command.action {
    case .nothing: []
    case .request(let line, _): requirements(of: line)
    case .call(let call): requirements(of: call)
    case .block(let block):
      switch block.head {
      case .loop(let loop):
        switch loop.source {
        case .file(let word): [.reading(word)]
        case .files, .values: []
        }
      default: []
      }
    }
  }

  private func requirements(of line: RequestLine) -> [Requirement] {
    (line.arguments.first.map(requirements(ofPath:)) ?? []) + requirements(of: line.output)
      + line.items.compactMap { item in
        switch item.kind {
        case .field(_, .textFile(let word)), .field(_, .jsonFile(let word)), .body(.file(let word)): .reading(word)
        case .field, .query, .header, .body: nil
        }
      }
  }

  private func requirements(ofPath word: Word) -> [Requirement] {
    guard let text = word.text, text.containsBytes(of: "://") else { return [] }
    return [.server(text, word.range)]
  }

  private func requirements(of call: CommandCall) -> [Requirement] {
    guard let spec = table.command(named: call.name) else { return [] }
    var found = requirements(of: call.output)
    if let (capability, range) = spec.need(of: call) { found.append(.capability(capability, range)) }
    if let line = call.request { found += requirements(of: line) }
    for argument in call.arguments {
      switch (argument.value, spec.kind(of: argument)) {
      case (.assignment(_, .textFile(let word)), _), (.assignment(_, .jsonFile(let word)), _):
        found.append(.reading(word))
      case (.word(let word), .jsonFile), (.word(let word), .script): found.append(.reading(word))
      case (.word(let word), .value) where word.isFile: found.append(.reading(word.fileName))
      case (.word(let word), .dataFile) where !(word.text ?? "").containsBytes(of: "://"): found.append(.reading(word))
      case (.word(let word), .file), (.word(let word), .newFile): found.append(.writing(word))
      default: break
      }
    }
    return found
  }

  private func requirements(of output: OutputOptions) -> [Requirement] {
    (output.destination.map { [.writing($0.file)] } ?? [])
      + (output.program.map { [.capability(.program, $0.range)] } ?? [])
  }
}
