import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite("Documented errors")
struct StatusTests {
  @Test("Each error that an operation documents can be had, in its shape", arguments: TransportKind.allCases)
  func errors(_ kind: TransportKind) throws {
    let plain = try SandboxClient(kind)
    // A limit of one in an hour lets the first request pass.
    let limited = try SandboxClient(kind, Self.configuration { $0.rate = try RateLimit(parsing: "1/h") })
    try limited.raw(.get, "/user")
    for status in Set(Catalogue.operations.flatMap(\.errorStatuses)) {
      let faulty = try SandboxClient(
        kind, Self.configuration { $0.faults = [try FaultRule(parsing: "* /** \(status)")] })
      for operation in Catalogue.operations where operation.errorStatuses.contains(status) {
        let means = Means(of: status, for: operation)
        var client = means == .fault ? faulty : means == .rate ? limited : plain
        if means == .token { client.token = nil }
        let (target, body) = try means.request(operation, client)
        let response = try client.raw(operation.method, target, body: body)
        #expect(response.status == status, "\(operation.name) by \(means)")
        let source = try response.value?.text("$.errors[0].source") ?? ""
        #expect(source.hasPrefix("{\"\(Self.sources[status] ?? "")\":"), "\(operation.name) \(status): \(source)")
      }
    }
  }

  private static func configuration(_ change: (inout SandboxConfiguration) throws -> Void) throws
    -> SandboxConfiguration
  {
    var configuration = SandboxConfiguration(clock: { SandboxClient.now }, seed: 1, workTime: 0)
    try change(&configuration)
    return configuration
  }

  /// What the errors of a status name.
  private static let sources = [
    401: "header", 403: "header", 404: "parameter", 422: "pointer", 429: "pointer", 500: "parameter", 503: "parameter",
  ]

  /// How a status is brought about.
  private enum Means {
    /// A request without a token.
    case token
    /// The id of somebody else's workspace.
    case workspace
    /// Ids that nothing has.
    case ids
    /// A body that is not JSON.
    case body
    /// A parameter of the query that is missing or has no value that there is.
    case query
    /// A layer that has no data yet.
    case unready
    /// `--rate`
    case rate
    /// `--fault`
    case fault

    init(of status: Int, for operation: FeltAPI.Operation) {
      let names = operation.query.map(\.name) + (operation.name == "create_map" ? ["workspace_id"] : [])
      switch status {
      case 401: self = .token
      case 403 where names.contains("workspace_id"): self = .workspace
      case 404 where !operation.path.parameterNames.isEmpty: self = .ids
      case 422 where operation.body != nil: self = .body
      case 422 where operation.query.contains { $0.isRequired || !$0.schema.allowedValues.isEmpty }: self = .query
      case 422 where operation.name == "create_map_layer_export_link": self = .unready
      case 429: self = .rate
      default: self = .fault
      }
    }

    /// Path, query and body.
    func request(_ operation: FeltAPI.Operation, _ client: SandboxClient) throws -> (String, String) {
      var values = Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "nosuch") })
      switch self {
      case .body, .query, .unready:
        if values["map_id"] != nil { values["map_id"] = try client.floodMap() }
        if self == .unready, let map = values["map_id"] {
          values["layer_id"] = try client.call("upload_map_layer", [map], body: #"{"name":"R"}"#).text("$.layer_id")
        }
      case .token, .workspace, .ids, .rate, .fault: break
      }
      let path = try operation.path.expand(values)
      switch self {
      case .body: return (path, "{")
      case .query: return (path + (operation.query.first.map { "?\($0.name)=" } ?? ""), "")
      case .workspace where operation.body != nil: return (path, #"{"workspace_id":"another"}"#)
      case .workspace: return (path + "?workspace_id=another", "")
      default:
        let query = operation.query.filter(\.isRequired).map { "?\($0.name)=ada%40example.com" }.joined()
        return (path + query, operation.body.map(Sample.text) ?? "")
      }
    }
  }
}
