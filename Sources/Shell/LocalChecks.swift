internal import CommandLanguage
internal import FeltAPI

/// Holds a call against the catalogue before it is sent, and points at what was typed.
enum LocalChecks {
  static func run(_ made: CallFactory.Made, line: RequestLine, checker: RequestValidator) throws(Failure) {
    let problems = checker.problems(with: made.call)
    guard let first = problems.first else { return }
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    var advice = first.suggestion.map { "did you mean \($0)?" }
    if advice == nil {
      switch first.kind {
      case .unknownPath: advice = "help lists what there is; --no-check sends it all the same"
      case .missingField, .missingQuery, .noAlternative: advice = made.operation.map { "as in \($0.example)" }
      default: break
      }
    }
    let range = made.range(of: first.item, line: line)
    throw Failure(.unreadable, first.description + more, at: range, advice: advice)
  }
}

extension CallFactory.Made {
  /// The operation that the call is, where the catalogue has it.
  var operation: FeltAPI.Operation? {
    let path = call.path.map { part in
      switch part {
      case .literal(let text): text
      case .value: "x"
      }
    }.joined()
    return Catalogue.match(call.method, String(path.prefix { $0 != "?" }))?.0
  }

  /// Where a part of the call was typed.
  func range(of item: CallItem, line: RequestLine) -> SourceRange? {
    switch item {
    case .method, .token: line.verbRange
    case .path: pathRange
    case .pathParameter(let name): parameterRanges[name] ?? pathRange
    case .query(let index): queryItems.indices.contains(index) ? queryItems[index].range : pathRange
    case .header(let index): headerItems.indices.contains(index) ? headerItems[index].range : nil
    case .field(let index): fieldItems.indices.contains(index) ? fieldItems[index].range : nil
    case .body: line.items.first { $0.isBody }?.range ?? pathRange.upperBound..<pathRange.upperBound
    }
  }
}

extension Item {
  /// Whether it is the whole body.
  fileprivate var isBody: Bool {
    if case .body = kind { true } else { false }
  }
}
