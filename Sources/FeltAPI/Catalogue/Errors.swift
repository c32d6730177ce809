extension Operation {
  /// The JSON body of an error that Felt documents for this operation; nil for another status.
  public func errorResponse(_ status: Int) -> Schema? {
    errorStatuses.contains(status) ? Schema.errorResponse(status) : nil
  }
}

extension Schema {
  /// The JSON body of an error, by its status; the same for every operation.
  fileprivate static func errorResponse(_ status: Int) -> Schema? {
    switch status {
    case 401, 403: .unauthorizedError
    case 404: .notFoundError
    case 422, 429: .invalidRequestError
    case 500: .internalServerError
    case 503: .serviceUnavailableError
    default: nil
    }
  }

  static let unauthorizedError = Schema.open(.optional("errors", .array(of: .tokenError)))
  static let notFoundError = Schema.internalServerError
  static let invalidRequestError = Schema.open(.required("errors", .array(of: .pointerError)))
  static let internalServerError = Schema.open(.optional("errors", .array(of: .parameterError)))
  static let serviceUnavailableError = Schema.internalServerError

  static let tokenError = Schema.open(
    .optional("title", .string),
    .optional("detail", .string),
    .optional("source", .open(.optional("header", .values("authorization")))))

  static let pointerError = Schema.open(
    .required("title", .string),
    .required("detail", .string),
    .required("source", .open(.required("pointer", .string))))

  static let parameterError = Schema.open(
    .optional("title", .string),
    .optional("detail", .string),
    .optional("source", .open(.optional("parameter", .string))))
}
