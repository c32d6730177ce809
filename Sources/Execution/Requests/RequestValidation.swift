internal import FeltAPI

/// Validates a call against the catalogue before it is sent, and points at what was typed.
enum RequestValidation {
  static func run(_ resolved: ResolvedCall, at path: ResolvedPath, validator: RequestValidator) throws(Failure) {
    let problems = validator.problems(with: resolved.call, at: path)
    guard let first = problems.first else { return }
    throw Failure(.validation(problems, operation: resolved.operation), at: resolved.range(of: first.item))
  }
}
