internal import HTTPTypes

/// Validates a request against the catalogue before it is sent. It reports what the API would refuse, and lets pass
/// what it isn't sure of.
public struct RequestValidator: Sendable {
  /// Where the API is.
  public var baseURL: BaseURL
  /// Knows the session's token, and the shape of tokens.
  public var leakDetector: TokenLeakDetector

  /// Makes a validator.
  public init(baseURL: BaseURL = .felt, leakDetector: TokenLeakDetector = TokenLeakDetector()) {
    self.baseURL = baseURL
    self.leakDetector = leakDetector
  }

  /// What is wrong with a call, in the order of its parts; empty for a call that can be sent, and for one that cannot
  /// even be built, of which ``RequestBuilder/request(for:)`` says why.
  public func problems(with call: Call) -> [RequestProblem] {
    guard let path = try? ResolvedPath(call.path, baseURL: baseURL) else { return tokenProblems(call) }
    return problems(with: call, at: path)
  }

  /// What is wrong with a call whose path has been looked up.
  package func problems(with call: Call, at path: ResolvedPath) -> [RequestProblem] {
    tokenProblems(call) + problems(call, path)
  }

  /// What is wrong with a call besides the tokens in it.
  ///
  /// - Parameter body: what its fields make, if that is known.
  func problems(_ call: Call, _ resolved: ResolvedPath, body: [UInt8]? = nil) -> [RequestProblem] {
    let path = resolved.path
    guard !resolved.operations.isEmpty else {
      return [RequestProblem(.unknownPath, .path, path, suggestion: PathSuggestion.nearest(to: path))]
    }
    guard let operation = resolved.operation(call.method == .head ? .get : call.method) else {
      return [methodProblem(call.method, path, resolved.operations.map(\.method))]
    }
    return queryProblems(call, resolved.query, operation) + bodyProblems(call, operation, body)
  }

  private func methodProblem(
    _ method: HTTPRequest.Method, _ path: String, _ allowed: [HTTPRequest.Method]
  ) -> RequestProblem {
    if method == .get || method == .head, path == "/maps" {
      return RequestProblem(.noListing(of: "maps"), .path, path)
    }
    let isUpdate = (method == .put || method == .patch) && Catalogue.match(.post, path + "/update") != nil
    let suggestion = isUpdate ? "post \(path)/update" : allowed.count == 1 ? allowed.first?.rawValue.lowercased() : nil
    return RequestProblem(.methodNotAllowed(allowed: allowed), .method, method.rawValue, suggestion: suggestion)
  }

  private func queryProblems(_ call: Call, _ typedQuery: String, _ operation: Operation) -> [RequestProblem] {
    if typedQuery.isEmpty, call.query.isEmpty, !operation.query.contains(where: \.isRequired) { return [] }
    let typed = typedQuery.split(separator: "&").map { pair -> (item: CallItem, name: String, value: String) in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let plain = parts.map { PathSegment.decode($0.replacing("+", with: " ")) ?? String($0) }
      return (.path, plain.first ?? "", plain.dropFirst().first ?? "")
    }
    let items = typed + call.query.enumerated().map { (.query($0), $1.name, $1.value) }
    let known = operation.query.map(\.name)
    var problems = items.compactMap { item -> RequestProblem? in
      guard let parameter = operation.query.first(where: { $0.name == item.name }) else {
        let isField = operation.body?.child(.name(item.name)) != nil
        let near = isField ? "\(item.name)=…" : Suggestion.nearest(to: item.name, in: known).map { "\($0)==…" }
        return RequestProblem(.unknownQuery(known: known), item.item, item.name, suggestion: near)
      }
      let allowed = parameter.schema.allowedValues
      if allowed.isEmpty || allowed.contains(item.value) { return nil }
      let near = Suggestion.nearest(to: item.value, in: allowed)
      return RequestProblem(
        .valueNotAllowed(item.value, allowed: allowed), item.item, item.name,
        suggestion: near.map { "\(item.name)==\($0)" })
    }
    for parameter in operation.query where parameter.isRequired && !items.contains(where: { $0.name == parameter.name })
    {
      problems.append(RequestProblem(.missingQuery, .path, parameter.name))
    }
    return problems
  }

  private func tokenProblems(_ call: Call) -> [RequestProblem] {
    var problems: [RequestProblem] = []
    let path = call.path.map { part in
      switch part {
      case .literal(let text), .value(let text): text
      }
    }.joined()
    if leakDetector.findsToken(in: path) { problems.append(RequestProblem(.token, .path, "the path")) }
    for (index, item) in call.query.enumerated() where leakDetector.findsToken(in: item.name + " " + item.value) {
      problems.append(RequestProblem(.token, .query(index), "the query"))
    }
    for (index, item) in call.headers.enumerated() where leakDetector.findsToken(in: item.name + " " + item.value) {
      problems.append(RequestProblem(.token, .header(index), "a header"))
    }
    switch call.body {
    case .fields(let fields):
      for (index, field) in fields.enumerated()
      where leakDetector.findsToken(in: field.path.typed + " " + field.value.text) {
        problems.append(RequestProblem(.token, .field(index), "a field"))
      }
    case .json(let bytes) where leakDetector.firstToken(in: bytes) != nil:
      problems.append(RequestProblem(.token, .body, "the body"))
    default: break
    }
    return problems
  }
}

extension BodyField.Value {
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .json(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
