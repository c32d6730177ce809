internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Finds the operation that a request is, and checks the request against it, as Felt does.
enum Router {
  /// The most bytes that the body of a call may have.
  static let bodyLimit = 16 << 20

  /// - Parameter path: relative to `/api/v2`.
  static func route(_ request: SandboxRequest, path: Substring) throws(SandboxError) -> (Route, HandlerInput) {
    let segments = path.split(separator: "/")
    let routes = RouteTable.shared.routes(segments)
    guard !routes.isEmpty else {
      throw SandboxError(404, "Not found", "No operation has the path \(path).", .parameter("path"))
    }
    let method = request.method == .head ? .get : request.method
    guard let route = routes.first(where: { $0.operation.method == method }) else {
      var error = SandboxError(
        405, "Method not allowed", "\(request.method.rawValue) is no method of \(path).", .parameter("method"))
      error.headers[.allow] = Set(routes.flatMap(\.methods)).sorted().joined(separator: ", ")
      throw error
    }
    let operation = route.operation
    guard let parameters = route.parameters(segments) else {
      throw SandboxError(404, "Not found", "The path \(path) holds a broken escape.", .parameter("path"))
    }
    let query = request.query
    try check(query, of: operation)
    let body = try body(of: request, for: operation)
    let input = HandlerInput(
      path: parameters, query: query, body: body, origin: request.origin, storageOrigin: request.storageOrigin)
    return (route, input)
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
        throw .invalid("/\(parameter.name)", "\(parameter.name) is one of \(allowed.joined(separator: ", ")).")
      }
    }
  }

  private static func body(
    of request: SandboxRequest, for operation: FeltAPI.Operation
  ) throws(SandboxError) -> JSONValue {
    let none = JSONValue.object(JSONObject())
    guard request.body.count <= bodyLimit else { throw .tooLarge }
    guard let schema = operation.body else { return none }
    var value = none
    if !request.body.isEmpty {
      guard isJSON(request.headers[.contentType] ?? "") else {
        throw SandboxError(
          415, "Unsupported media type", "The body has to be application/json.", .header("content-type"))
      }
      do throws(JSONError) { value = SchemaFitting.single(try JSONValue(parsing: request.body)) } catch {
        throw .invalid("/", "The body is not JSON: \(error.description).")
      }
    } else if case .array = schema.kind {
      value = .array([])
    }
    let findings = SchemaValidator(isTyped: false).findings(value, schema)
    guard findings.isEmpty else { throw SandboxError(422, findings.prefix(100).map(\.entry)) }
    if let pointer = SchemaFitting.fractionPointer(value, schema) {
      throw .invalid(pointer, "Here has to be a number, and a whole one where the schema says so.")
    }
    return value
  }

  /// Source: RFC 6839, section 3.1.
  private static func isJSON(_ contentType: String) -> Bool {
    let type = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
    return type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
  }
}
