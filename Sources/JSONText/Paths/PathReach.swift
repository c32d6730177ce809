/// What of a value a query can come to, level by level from the root: the rest need not be kept.
struct PathReach {
  /// The selectors of each level's children.
  private struct Level {
    var names: [[UInt8]] = []
    var indices: [Int] = []
    var hasAllMembers = false
    var hasAllElements = false
  }

  private let levels: [Level]

  /// How many levels are restricted; whatever is deeper is kept.
  var depth: Int { levels.count }

  /// Everything.
  init() {
    levels = []
  }

  init(of query: PathQuery) {
    // A condition can look anywhere when it begins at the root.
    levels = query.refersToRoot ? [] : Self.levels(of: query)
  }

  /// What of the value that a condition is asked about its queries can come to.
  init(of condition: PathCondition) {
    let all = condition.relativeQueries.map(Self.levels)
    // What is below the end of one of them is kept.
    let depth = all.map(\.count).min() ?? 0
    levels = (0..<depth).map { depth in
      all.map { $0[depth] }.reduce(into: Level()) { level, other in
        level.names += other.names
        level.indices += other.indices
        level.hasAllMembers = level.hasAllMembers || other.hasAllMembers
        level.hasAllElements = level.hasAllElements || other.hasAllElements
      }
    }
  }

  private static func levels(of query: PathQuery) -> [Level] {
    query.segments.prefix { !$0.isDescendant && !$0.hasFilter }.map { segment in
      var level = Level()
      for selector in segment.selectors {
        switch selector {
        case .name(let name): level.names.append(Array(name.utf8))
        case .index(let index) where index >= 0: level.indices.append(index)
        case .index, .slice: level.hasAllElements = true
        case .wildcard, .filter: (level.hasAllMembers, level.hasAllElements) = (true, true)
        }
      }
      return level
    }
  }

  /// Whether nothing in a container at that level can be reached.
  @inline(__always)
  func isNothing(in isObject: Bool, at depth: Int) -> Bool {
    guard depth < levels.count else { return false }
    return isObject
      ? !levels[depth].hasAllMembers && levels[depth].names.isEmpty
      : !levels[depth].hasAllElements && levels[depth].indices.isEmpty
  }

  func hasElement(_ index: Int, at depth: Int) -> Bool {
    levels[depth].hasAllElements || levels[depth].indices.contains(index)
  }

  func hasMember(_ name: UnsafeBufferPointer<UInt8>, at depth: Int) -> Bool {
    levels[depth].hasAllMembers || levels[depth].names.contains { unsafe $0.elementsEqual(name) }
  }

  func hasMember(_ name: String, at depth: Int) -> Bool {
    levels[depth].hasAllMembers || levels[depth].names.contains { $0.elementsEqual(name.utf8) }
  }
}

extension QuerySegment {
  var hasFilter: Bool {
    selectors.contains { if case .filter = $0 { true } else { false } }
  }
}

extension PathQuery {
  /// Whether a condition in it begins at the root of the value.
  var refersToRoot: Bool {
    segments.contains { segment in
      segment.selectors.contains { selector in
        if case .filter(let condition) = selector { condition.refersToRoot } else { false }
      }
    }
  }
}

extension PathCondition {
  fileprivate var refersToRoot: Bool { queries.contains { !$0.isRelative || $0.refersToRoot } }

  /// Its queries that begin at the value it is asked about.
  fileprivate var relativeQueries: [PathQuery] { queries.filter(\.isRelative) }

  private var queries: [PathQuery] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.queries)
    case .not(let inner): inner.queries
    case .compare(let left, _, let right): left.queries + right.queries
    case .exists(let query): [query]
    case .function(let function): function.arguments.flatMap(\.queries)
    }
  }
}

extension PathOperand {
  fileprivate var queries: [PathQuery] {
    switch self {
    case .literal: []
    case .query(let query): [query]
    case .function(let function): function.arguments.flatMap(\.queries)
    }
  }
}
