package import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

extension Script {
  /// The statements that delete something which the script did not make itself.
  package var foreignDeletions: [Statement] {
    var made = CreatedVariables()
    return statements.filter { made.isForeignDeletion($0.command) }
  }
}

extension Script {
  /// The deletions that need `--yes` and don't have it; in the embedded sandbox, where nothing lasts, none does.
  func unconfirmedDeletions(_ options: SessionOptions) -> [(failure: Failure, statement: Statement)] {
    guard !options.assumesYes, !options.isSandbox else { return [] }
    return foreignDeletions.map { deletion in
      (Failure(.unconfirmed(path: deletion.text), at: deletion.request?.line.verbRange), deletion)
    }
  }
}

/// The variables that creating requests of a script bind, statement by statement.
package struct CreatedVariables {
  private var names: Set<String> = []

  package init() {}

  /// Takes the next command of a script.
  ///
  /// - Returns: whether it deletes something that is not one of these variables.
  package mutating func isForeignDeletion(_ command: Command) -> Bool {
    switch command.action {
    case .nothing: return false
    case .call(let call):
      if case .assignment(let name, _)? = call.arguments.first?.value { names.remove(name.text) }
      // What was found may have been there before, even where a request makes it otherwise.
      if let variable = call.variable {
        if call.creates { names.insert(variable.text) } else { names.remove(variable.text) }
      }
      return false
    case .request(let line, let variable):
      let isForeign = line.method == .delete && !line.deletes(oneOf: names)
      if let variable {
        if line.creates { names.insert(variable.text) } else { names.remove(variable.text) }
      }
      return isForeign
    }
  }
}

extension FeltAPI.Operation {
  /// Whether it makes something new.
  fileprivate var creates: Bool {
    ["create_", "duplicate_", "upload_", "add_"].contains { name.hasPrefix($0) }
  }
}

extension CommandCall {
  /// Whether it makes something new, whose id its response has.
  fileprivate var creates: Bool { operation?.creates ?? false && !has("--refresh") }
}

extension RequestLine {
  /// Whether it makes something new, whose id its response has.
  var creates: Bool {
    guard method == .post else { return false }
    let operation: FeltAPI.Operation? =
      switch verb {
      case .operation(let operation): operation
      case .method(let method):
        Catalogue.match(method, "/" + pathSegments.map { $0.text ?? "x" }.joined(separator: "/"))?.0
      }
    return operation?.creates ?? false
  }

  /// Whether what it deletes is one of these variables, as a whole or by its id.
  fileprivate func deletes(oneOf variables: Set<String>) -> Bool {
    let last: Word? =
      switch verb {
      case .operation: arguments.last
      case .method: pathSegments.last
      }
    guard let reference = last?.variable, variables.contains(reference.name), reference.defaultText == nil else {
      return false
    }
    return ["", ".id", ".layer_id", ".layer_group_id"].contains(reference.query)
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
