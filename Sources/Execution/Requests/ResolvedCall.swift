package import CommandLanguage
package import FeltAPI

/// A request as it was typed, with all words resolved, and where each part was typed.
package struct ResolvedCall: Sendable {
  package var call: Call
  package let line: RequestLine
  /// The path that `cd` went to, where the typed path is relative to it; empty otherwise.
  package var location = ""
  /// The item of each body field, in order.
  package var fieldItems: [Item] = []
  /// The item of each parameter of the query, in order.
  package var queryItems: [Item] = []
  /// The item of each header, in order.
  package var headerItems: [Item] = []
  /// Where the path was typed.
  package var pathRange: SourceRange
  /// The word of each path parameter's value, by its name; only when the operation was named.
  package var parameterRanges: [String: SourceRange] = [:]

  init(_ call: Call, line: RequestLine, pathRange: SourceRange) {
    self.call = call
    self.line = line
    self.pathRange = pathRange
  }

  /// The operation that the call is, if the catalogue has it.
  package var operation: FeltAPI.Operation? {
    if case .operation(let operation) = line.verb { return operation }
    let path = call.path.map { part in
      switch part {
      case .literal(let text): text
      case .value: "x"
      }
    }.joined()
    return Catalogue.match(call.method, String(path.prefix { $0 != "?" }))?.0
  }

  /// Where a part of the call was typed.
  func range(of item: CallItem) -> SourceRange? {
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

  /// Where what the request builder refuses was typed.
  func range(of problem: CallProblem) -> SourceRange? {
    switch problem {
    case .missingPathParameter, .unusablePathValue, .malformedPath, .foreignURL: pathRange
    case .reservedHeader(let name), .malformedHeader(let name):
      line.items.first { if case .header(let typed, _) = $0.kind { typed == name } else { false } }?.range
    case .tooManyHeaders: headerItems.first?.range
    default:
      problem.bodyItem.flatMap { fieldItems.indices.contains($0) ? fieldItems[$0].range : nil }
    }
  }
}

extension Item {
  /// Whether it is the whole body.
  package var isBody: Bool {
    if case .body = kind { true } else { false }
  }
}
