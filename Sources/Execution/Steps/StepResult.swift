package import CommandLanguage

/// All that is known of a statement that ran.
package struct StepResult {
  package let statement: Statement
  /// Counted from 1 in the session.
  package let number: Int
  /// What the variables in the statement stood for.
  package var resolutions: [Resolution] = []
  /// The request that was made of it, with its path written whole.
  package var call: ResolvedCall?
  /// Requests and responses, in order.
  package var exchanges: [Exchange] = []
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
  /// How long it took, in seconds.
  package var duration = 0.0

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
