package import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

extension Script {
  /// The statements that delete something which the script did not make itself: what goes is not a variable that a
  /// creating request of the same script binds.
  package var foreignDeletions: [Statement] {
    var made: Set<String> = []
    var found: [Statement] = []
    for statement in statements {
      guard let (line, variable) = statement.request else {
        if case .call(let call) = statement.command.action,
          case .assignment(let name, _)? = call.arguments.first?.value
        {
          made.remove(name.text)
        }
        continue
      }
      if line.method == .delete, !line.deletes(oneOf: made) { found.append(statement) }
      if let variable {
        if line.creates { made.insert(variable.text) } else { made.remove(variable.text) }
      }
    }
    return found
  }
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
    guard let name = operation?.name else { return false }
    return name.hasPrefix("create_") || name.hasPrefix("duplicate_") || name.hasPrefix("upload_")
      || name.hasPrefix("add_")
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
    return reference.query.isEmpty || reference.query == ".id"
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
