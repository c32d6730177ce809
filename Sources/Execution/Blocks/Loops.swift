package import CommandLanguage

/// One item of a loop, as messages and reports name it.
package struct LoopItem: Sendable, Hashable {
  /// Counted from 1.
  package let number: Int
  /// The file's path, or what a row or an element calls itself; empty for one without a name.
  package let title: String
  /// The file and the line on which the loop stands.
  package let file: String?
  package let line: Int
  /// Tells it from other items without saying what is in it; empty where nobody asks.
  package let key: String

  package init(number: Int, title: String, file: String?, line: Int, key: String = "") {
    (self.number, self.title, self.file, self.line, self.key) = (number, title, file, line, key)
  }
}

/// How far a loop has come.
package struct LoopState: Sendable {
  /// How many items there are; nil where that is known only at the end.
  package let total: Int?
  package internal(set) var done = 0
  package internal(set) var failed = 0
  /// How many items an earlier run has done.
  package internal(set) var skipped = 0
  /// How much of a file was read, from 0 to 1; nil where that says nothing.
  package internal(set) var fraction: Double?

  package init(total: Int?, done: Int = 0, failed: Int = 0, fraction: Double? = nil) {
    (self.total, self.done, self.failed, self.fraction) = (total, done, failed, fraction)
  }
}

/// What came of an item.
package struct ItemResult: Sendable {
  package let item: LoopItem
  /// The first failure in it, and where; nil when it went well.
  package let failure: (failure: Failure, statement: Statement)?
}

/// Why a loop ended before its last item.
package enum LoopStop: Sendable, Hashable {
  /// The command line says that a failure ends everything.
  case onError
  case tokenRefused
  case noResponse
  /// So many items in a row failed alike.
  case alike(Int)
  case interrupted
  case quit
  case brokenPipe
}

/// What a loop came to.
package struct LoopSummary: Sendable {
  package internal(set) var state: LoopState
  /// The items that failed, the first ones of many.
  package internal(set) var failed: [ItemResult] = []
  /// All items, where somebody wants to see them; the first ones of many.
  package internal(set) var items: [ItemResult] = []
  /// Why it ended before its last item; nil when it went through all of them.
  package internal(set) var stop: LoopStop?
  /// The item that was the last.
  package internal(set) var last: LoopItem?
  /// Whether it runs again when it did not go well.
  package internal(set) var isTentative = false
  /// The most items that are remembered.
  static let longest = 1000
}

/// Why a loop has nothing to do.
package enum EmptyLoop: Sendable, Hashable {
  case noFile(pattern: String)
  case noRow(file: String)
  case noNode(String)
}

/// Why the items of a loop can't be read.
package enum LoopProblem: Sendable, Hashable {
  /// A row has more or fewer columns than the header.
  case columns(file: String, row: Int, line: Int, found: Int, expected: Int)
  case unclosedQuote(file: String, line: Int)
  case notUTF8(file: String, line: Int)
  case repeatedColumn(file: String, String)
  case malformedLine(file: String, line: Int, String)
  case notAList(String)
  case unknownFormat(file: String)
  case noFile(pattern: String)
  case count(String)
  case interval(String)
}

extension Failure {
  /// Whether the same may go well when it is tried again: an expectation does not hold yet, or a response is an error.
  package var mayPass: Bool {
    switch reason {
    case .expectation(.noResponse): false
    case .expectation, .transcript(.differences): true
    case .response(let problem): problem.status != 401 && problem.status != 403
    case .inside(let status): [.expectationFailed, .clientError, .serverError].contains(status)
    default: false
    }
  }

  /// What failures have in common that come of the same cause.
  var likeness: String {
    switch reason {
    case .response(let problem):
      "\(problem.status) " + problem.errors.compactMap(\.message).joined(separator: " ")
    case .inside(let status): "inside \(status.rawValue)"
    case .expectation: "expectation"
    default: Mirror(reflecting: reason).children.first?.label ?? "\(reason)"
    }
  }
}
