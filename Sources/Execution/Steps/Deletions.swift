package import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

extension Script {
  /// The statements that delete something which the script did not make itself.
  ///
  /// - Parameter known: variables that are set before the script begins.
  package func foreignDeletions(besides known: Set<String> = []) -> [Statement] {
    CreatedVariables.foreignDeletions(statements.withInner, \.command, besides: known)
  }

  /// The deletions that need `--yes` and don't have it; in the embedded sandbox, where nothing lasts, none does.
  func unconfirmedDeletions(_ session: Session) -> [(failure: Failure, statement: Statement)] {
    guard !session.options.assumesYes, !session.options.isSandbox else { return [] }
    var deletes = false
    statements.visit { deletes = deletes || $0.request?.line.method == .delete }
    guard deletes else { return [] }
    return foreignDeletions(besides: Set(session.variables.keys)).map { deletion in
      (Failure(.unconfirmed(path: deletion.text), at: deletion.request?.line.verbRange), deletion)
    }
  }
}

/// The variables that only creating requests of a script bind: what one of them stands for, the script has made.
package struct CreatedVariables {
  /// Those that something else binds as well, anywhere in the script: which of the two came last may depend on what
  /// fails.
  private var others: Set<String>
  /// Those that were bound so far.
  private var names: Set<String> = []

  /// The statements among those of a script, in order and with those in braces, that delete something else.
  package static func foreignDeletions<Element>(
    _ statements: [Element], _ command: (Element) -> Command, besides known: Set<String> = []
  ) -> [Element] {
    var made = CreatedVariables(others: known)
    for statement in statements { made.others.formUnion(command(statement).otherBindings) }
    return statements.filter { made.isForeignDeletion(command($0)) }
  }

  /// Takes the next command of a script.
  ///
  /// - Returns: whether it deletes something that is not one of these variables.
  private mutating func isForeignDeletion(_ command: Command) -> Bool {
    if case .call(let call) = command.action, call.creates, let variable = call.variable { names.insert(variable.text) }
    guard case .request(let line, let variable) = command.action else { return false }
    let isForeign =
      line.method == .delete && !(line.deletedVariable.map { names.contains($0) && !others.contains($0) } ?? false)
    if let variable { names.insert(variable.text) }
    return isForeign
  }
}

extension Command {
  /// The variables that it binds, other than to what it makes.
  fileprivate var otherBindings: [String] {
    let names = boundNames
    if names.isEmpty { return [] }
    return switch action {
    case .request(let line, _): line.creates ? [] : names
    // What was found may have been there before, even where a request makes it otherwise.
    case .call(let call): call.creates ? [] : names
    case .nothing, .block: names
    }
  }
}

extension CommandCall {
  /// Whether it makes something new, whose id its response has.
  fileprivate var creates: Bool { operation?.creates ?? false && !has("--refresh") }
}

extension Session {
  /// Whether a deletion is of something that was made in this session, by the request whose response a variable keeps.
  func hasMade(whatIsDeletedBy line: RequestLine) -> Bool {
    guard let name = line.deletedVariable, case .response(let exchange)? = variables[name]?.value else { return false }
    return exchange.isSuccess && (exchange.request.operation?.creates ?? false)
  }
}

extension RequestLine {
  /// Whether it makes something new, whose id its response has.
  var creates: Bool {
    method == .post && operation?.creates ?? false
  }

  /// The variable that it deletes, as a whole or by its id; nil when it deletes something else.
  fileprivate var deletedVariable: String? {
    let last: Word? =
      switch verb {
      case .operation: arguments.last
      case .method: pathSegments.last
      }
    guard let reference = last?.variable, reference.defaultText == nil else { return nil }
    return ["", ".id", ".layer_id", ".layer_group_id"].contains(reference.query) ? reference.name : nil
  }

  /// The path's segments, each as a word.
  fileprivate var pathSegments: [Word] {
    guard let path = arguments.first else { return [] }
    var segments: [[Word.Part]] = [[]]
    for part in path.parts {
      guard let text = part.text else {
        segments[segments.count - 1].append(part)
        continue
      }
      for (index, piece) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { segments.append([]) }
        if !piece.isEmpty { segments[segments.count - 1].append(.init(.bare(String(piece)), part.range)) }
      }
    }
    return segments.filter { !$0.isEmpty }.map { Word($0, path.range) }
  }
}

extension FeltAPI.Operation {
  /// Whether it makes something new, whose id its response has.
  fileprivate var creates: Bool {
    ["create_", "duplicate_", "upload_", "add_"].contains { name.hasPrefix($0) }
  }
}
