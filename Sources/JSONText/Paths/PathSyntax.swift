/// A query as a tree. Source: RFC 9535, sections 2.2 to 2.5.
package struct PathQuery: Sendable, Hashable {
  package var isRelative = false
  package var segments: [QuerySegment] = []

  /// Whether it finds one node at the most.
  package var isSingular: Bool {
    segments.allSatisfy { segment in
      guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
      switch segment.selectors[0] {
      case .name, .index: return true
      case .wildcard, .slice, .filter: return false
      }
    }
  }
}

package struct QuerySegment: Sendable, Hashable {
  package var isDescendant: Bool
  package var selectors: [PathSelector]
}

package enum PathSelector: Sendable, Hashable {
  case name(String)
  case wildcard
  case index(Int)
  case slice(start: Int?, end: Int?, step: Int)
  case filter(PathCondition)
}

package indirect enum PathCondition: Sendable, Hashable {
  case any([PathCondition])
  case all([PathCondition])
  case not(PathCondition)
  case compare(PathOperand, PathComparison, PathOperand)
  /// Whether a query finds anything.
  case exists(PathQuery)
  case function(PathFunction)
}

package enum PathComparison: String, Sendable, Hashable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
}

package enum PathOperand: Sendable, Hashable {
  case literal(JSONValue)
  case query(PathQuery)
  case function(PathFunction)
}

/// A call of a function extension. Source: RFC 9535, section 2.4.
package struct PathFunction: Sendable, Hashable {
  package enum Name: String, Sendable, Hashable, CaseIterable {
    case length, count, match, search, value

    /// What each argument has to be.
    var parameters: [Kind] {
      switch self {
      case .length: [.value]
      case .count, .value: [.nodes]
      case .match, .search: [.value, .value]
      }
    }

    var result: Kind {
      switch self {
      case .length, .count, .value: .value
      case .match, .search: .logical
      }
    }
  }

  package enum Kind: Sendable, Hashable {
    case value, logical, nodes
  }

  package let name: Name
  package let arguments: [PathOperand]
}
