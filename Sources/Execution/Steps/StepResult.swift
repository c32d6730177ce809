package import CommandLanguage
package import FeltAPI
package import JSONText

/// All that is known of a statement that ran.
package struct StepResult {
  package let statement: Statement
  /// Counted from 1 in the session.
  package let number: Int
  /// What the variables in the statement stood for.
  package var resolutions: [Resolution] = []
  /// The request that was made of it, with its path written whole.
  package var call: ResolvedCall?
  /// What words of a command mean that name a place by its title or from where `cd` went: its path, relative to the
  /// base URL, by the word's range.
  package var places: [SourceRange: String] = [:]
  /// The command with what the place that `cd` went to adds to it; nil where it adds nothing.
  package var wholeCall: CommandCall?
  /// The names of files that a command reads.
  package var files: [String] = []
  /// The request that a command sends when it finds nothing.
  package var fallback: RequestPlan?
  /// What a command gives, to be kept in a variable.
  package var given: GivenValue?
  /// Requests and responses, in order.
  package var exchanges: [Exchange] = []
  /// What each of them was for that is only a step on the way, by its place among them.
  package var lookups: [Int: Lookup] = [:]
  /// What the session's variables and settings became.
  package var changes: [SessionChange] = []
  /// What a recording does with the command; nil for a request.
  package var recording: CommandSpec.Recording?
  /// What became of the expectations that belong to it, in order.
  package var expectations: [ExpectationResult] = []
  /// Why it did not succeed.
  package var failure: Failure?
  /// Whether a status that is a failure was expected.
  package var isExpected = false
  /// Whether it ends the session.
  package var quits = false
  /// What the statements of a block came to; nil for any other statement.
  package var inner: RunSummary?
  /// The first failure in a block, and where.
  package var cause: (failure: Failure, statement: Statement)?
  /// The variables from outside of a block that it refers to, as they were when it began.
  package var outer: [String: Variable] = [:]
  /// The items of the loops that it ran in, the outermost first.
  package var items: [LoopItem] = []
  /// Whether it runs again when it did not go well.
  package var isTentative = false

  package init(_ statement: Statement, number: Int) {
    self.statement = statement
    self.number = number
  }

  /// The failure that counts: of the step itself, or of its first expectation that doesn't hold.
  package var decisiveFailure: (failure: Failure, statement: Statement)? {
    if let failure, !isExpected { return (failure, statement) }
    for expectation in expectations { if let failure = expectation.failure { return (failure, expectation.statement) } }
    return nil
  }
}

/// What a response is read for on the way to what a command gives.
package enum Lookup: Sendable {
  /// To know what a word means that names a place: where the place is written whole, it is not read.
  case place
  /// To look for something in it.
  case search
}

/// A request that is ready to be sent, with what it was made of.
package struct RequestPlan: Sendable {
  /// As it was typed; nil for a request of the shell's own.
  package let call: ResolvedCall?
  package let request: Request
  let output: ResolvedOutput
}

/// What a command gives in place of a response.
package struct GivenValue: Sendable {
  package internal(set) var value: JSONValue
  package internal(set) var schema: Schema?
  package let operation: FeltAPI.Operation?
  /// Whether the command made it.
  package let isCreation: Bool
}

/// What became of an expectation.
package struct ExpectationResult {
  package let statement: Statement
  /// nil when it holds.
  package let failure: Failure?
  /// What the variables in it stood for.
  package let resolutions: [Resolution]

  package init(statement: Statement, failure: Failure?, resolutions: [Resolution] = []) {
    self.statement = statement
    self.failure = failure
    self.resolutions = resolutions
  }
}

/// What a variable reference in a statement stood for when the statement ran.
package struct Resolution {
  package let range: SourceRange
  package let reference: VariableReference
  package let value: Variable.Value
  /// The step that set the variable; 0 when it was set before the first step, nil for a default value.
  package let definedBy: Int?

  package init(range: SourceRange, reference: VariableReference, value: Variable.Value, definedBy: Int?) {
    (self.range, self.reference, self.value, self.definedBy) = (range, reference, value, definedBy)
  }
}

/// A change of the session that what follows may depend on.
package enum SessionChange {
  case variable(name: String, Variable)
  case unset(name: String)
  case header(name: String, value: String?)
  case location([Location])
  case account
  case baseURL
  case timeout(Double)
}
