internal import CommandLanguage
internal import FeltAPI

extension Failure {
  /// What the request builder refused, at the part of the command that it refused.
  init(_ problem: CallProblem, made: CallFactory.Made, line: RequestLine) {
    let range: SourceRange? =
      switch problem {
      case .missingPathParameter, .unusablePathValue, .malformedPath, .foreignURL: made.pathRange
      case .reservedHeader(let name), .malformedHeader(let name):
        line.items.first { if case .header(let typed, _) = $0.kind { typed == name } else { false } }?.range
      case .conflictingField(_, let item), .fieldOutOfOrder(_, let item), .fieldTooDeep(let item):
        Self.range(of: item, made)
      case .malformedJSON(_, let item): item.flatMap { Self.range(of: $0, made) }
      case .insecureBaseURL: nil
      }
    self.init(.unreadable, problem.description, at: range)
  }

  private static func range(of index: Int, _ made: CallFactory.Made) -> SourceRange? {
    made.fieldItems.indices.contains(index) ? made.fieldItems[index].range : nil
  }
}
