internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Finds the operation of a request and validates the request against it, as Felt does.
enum Router {
  /// The maximum size of an API request's body, in bytes.
  static let bodyLimit = 16 << 20

  /// An operation's handler with its validated input.
  struct Route {
    let operation: FeltAPI.Operation
    let handler: Handlers.Handler
    let input: HandlerInput
  }

  /// - Parameter path: relative to `/api/v2`.
  static func route(_ request: SandboxRequest, path: String) throws(SandboxError) -> Route {
    let matches = Catalogue.matches(path)
    guard !matches.isEmpty else {
      throw SandboxError(404, "Not found", "No operation has the path \(path).", .parameter("path"))
    }
    let method = request.method == .head ? .get : request.method
    guard let (operation, parameters) = matches.first(where: { $0.0.method == method }),
      let handler = Handlers.all[operation.name]
    else {
      var error = SandboxError(
        405, "Method not allowed", "\(path) does not support \(request.method.rawValue).", .parameter("method"))
      error.headers[.allow] = Set(matches.flatMap { methods(of: $0.0) }).sorted().joined(separator: ", ")
      throw error
    }
    let query = request.query
    try check(query, of: operation)
    let body = try body(of: request, for: operation)
    let input = HandlerInput(
      path: parameters, query: query, body: body, origin: request.origin, storageOrigin: request.storageOrigin)
    return Route(operation: operation, handler: handler, input: input)
  }

  private static func methods(of operation: FeltAPI.Operation) -> [String] {
    operation.method == .get ? ["GET", "HEAD"] : [operation.method.rawValue]
  }

  private static func check(
    _ query: [(name: String, value: String)], of operation: FeltAPI.Operation
  ) throws(SandboxError) {
    for parameter in operation.query {
      guard let value = query.last(where: { $0.name == parameter.name })?.value else {
        if parameter.isRequired {
          throw SandboxError(
            422, "Missing parameter", "The query parameter \(parameter.name) is missing.",
            .pointer("/\(parameter.name)"))
        }
        continue
      }
      let allowed = parameter.schema.allowedValues
      guard allowed.isEmpty || allowed.contains(value) else {
        throw .invalid("/\(parameter.name)", "\(parameter.name) must be one of \(allowed.joined(separator: ", ")).")
      }
    }
  }

  private static func body(
    of request: SandboxRequest, for operation: FeltAPI.Operation
  ) throws(SandboxError) -> JSONValue {
    let emptyBody = JSONValue.object(JSONObject())
    guard request.body.count <= bodyLimit else { throw .tooLarge }
    guard let schema = operation.body else { return emptyBody }
    var value = emptyBody
    if !request.body.isEmpty {
      guard isJSON(request.headers[.contentType] ?? "") else {
        throw SandboxError(
          415, "Unsupported media type", "The body must be application/json.", .header("content-type"))
      }
      do throws(JSONError) { value = SchemaFitting.withoutDuplicates(try JSONValue(parsing: request.body)) } catch {
        throw .invalid("/", "The body is not valid JSON: \(error.description).")
      }
    } else if case .array = schema.kind {
      value = .array([])
    }
    let findings = SchemaValidator(isTyped: false).findings(value, schema)
    guard findings.isEmpty else { throw SandboxError(422, findings.prefix(100).map(\.entry)) }
    if let pointer = SchemaFitting.invalidNumberPointer(value, schema) {
      throw .invalid(pointer, "The number is too large, or has a fraction where the schema asks for an integer.")
    }
    return value
  }

  /// Source: RFC 6839, section 3.1.
  private static func isJSON(_ contentType: String) -> Bool {
    let type = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
    return type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
  }
}
