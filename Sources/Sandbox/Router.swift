internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Finds the operation that a request is, and checks the request against it, as Felt does.
enum Router {
  /// - Parameter path: relative to `/api/v2`.
  static func route(_ request: SandboxRequest, path: String) throws(SandboxError) -> HandlerInput {
    let matches = Catalogue.matches(path)
    guard !matches.isEmpty else {
      throw SandboxError(404, "Not found", "No operation has the path \(path).", "parameter", "path")
    }
    let method = request.method == .head ? .get : request.method
    guard let (operation, parameters) = matches.first(where: { $0.0.method == method }) else {
      var error = SandboxError(
        405, "Method not allowed", "\(request.method.rawValue) is no method of \(path).", "parameter", "method")
      error.headers[.allow] = matches.map(\.0.method.rawValue).sorted().joined(separator: ", ")
      throw error
    }
    let query = request.query
    try check(query, of: operation)
    return HandlerInput(
      operation: operation, path: parameters, query: query, body: try body(of: request, for: operation))
  }

  private static func check(
    _ query: [(name: String, value: String)], of operation: FeltAPI.Operation
  ) throws(SandboxError) {
    for parameter in operation.query {
      guard let value = query.last(where: { $0.name == parameter.name })?.value else {
        if parameter.isRequired {
          throw SandboxError(
            422, "Missing parameter", "The query parameter \(parameter.name) is missing.", "pointer",
            "/\(parameter.name)")
        }
        continue
      }
      let allowed = parameter.schema.allowedValues
      guard allowed.isEmpty || allowed.contains(value) else {
        throw .invalid("/\(parameter.name)", "\(parameter.name) is one of \(allowed.joined(separator: ", ")).")
      }
    }
  }

  private static func body(
    of request: SandboxRequest, for operation: FeltAPI.Operation
  ) throws(SandboxError) -> JSONValue {
    let none = JSONValue.object(JSONObject())
    guard let schema = operation.body else { return none }
    var value = none
    if !request.body.isEmpty {
      let type = request.headers[.contentType]?.lowercased() ?? ""
      guard type.hasPrefix("application/json") || type.contains("+json") else {
        throw SandboxError(
          415, "Unsupported media type", "The body has to be application/json.", "header", "content-type")
      }
      do { value = try JSONValue(parsing: request.body) } catch {
        throw .invalid("/", "The body is not JSON: \(error.description).")
      }
    } else if case .array = schema.kind {
      value = .array([])
    }
    let findings = SchemaCheck(isTyped: false).findings(value, schema)
    guard findings.isEmpty else {
      throw SandboxError(
        422,
        findings.map { finding in
          let pointer = finding.place.pointer
          return .init(
            title: finding.title, detail: finding.detail, source: ("pointer", pointer.isEmpty ? "/" : pointer))
        })
    }
    return value
  }
}

extension SchemaCheck.Finding {
  /// The error's title in few words.
  fileprivate var title: String {
    switch kind {
    case .unknownField: "Unexpected field"
    case .missingField, .noAlternative: "Missing field"
    case .valueNotAllowed: "Invalid value"
    default: "Invalid value"
    }
  }

  /// The error in a sentence.
  fileprivate var detail: String {
    let name = place.typed.isEmpty ? "The body" : place.typed
    return switch kind {
    case .unknownField: "\(name) is no field of this operation."
    case .missingField: "\(name) is missing."
    case .wrongType(let expected, let found): "\(name) has to be \(expected), not \(found)."
    case .valueNotAllowed(_, let allowed): "\(name) is one of \(allowed.joined(separator: ", "))."
    case .noAlternative(let sets):
      "\(name) needs \(sets.map { $0.joined(separator: " and ") }.joined(separator: ", or "))."
    case .tooManyElements(_, let most): "\(name) has more than \(most) elements."
    default: "\(name) is not as it has to be."
    }
  }
}
