import FeltAPI
import HTTPTypes
import JSONText
import RandomRequests
import Sandbox
import TestSupport
import Testing

/// Calls a sandbox at random: all operations, with what has been known, with valid bodies and with spoiled ones; and
/// the storage beside them.
struct RandomCaller {
  /// What went wrong, with the call that it was.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// What came of a call, the same by every way.
  struct Outcome: Equatable {
    let call: String
    let status: Int
    let body: String
  }

  private(set) var client: SandboxClient
  private let clock: TestClock
  private var random: SeededRandom
  private var known = ResourcePool()
  private let tokens: [Token?]
  /// Whether addresses on this machine are imported, which are fetched while other requests are served.
  private let fetches: Bool
  /// The operations that have succeeded, and how many calls in all.
  private(set) var succeeded: Set<String> = []
  private(set) var successCount = 0

  init(_ kind: TransportKind, seed: UInt64, fetches: Bool) throws {
    self.fetches = fetches
    let clock = TestClock()
    self.clock = clock
    random = SeededRandom(seed)
    client = try SandboxClient(kind, SandboxConfiguration(clock: { clock.now }, seed: seed))
    tokens = [client.token, client.service.secondToken, nil]
    for map in try client.mapIDs() {
      for name in ["export_map_comments", "list_map_element_groups", "list_map_layers"] {
        guard let operation = Catalogue.operation(named: name) else { continue }
        known.learn(try client.call(name, [map]), of: operation, ["map_id": map])
      }
      guard let components = Catalogue.operation(named: "list_layer_components") else { continue }
      for layer in try client.call("list_map_layers", [map]).texts("$[*].id") {
        let list = try client.call(components.name, [map, layer])
        known.learn(list, of: components, ["map_id": map, "layer_id": layer])
      }
    }
  }

  /// Makes one call, and holds its response against the description.
  mutating func call() throws -> Outcome? {
    clock.advance(by: random.chance(1) ? 2000 : Double.random(in: 0...1, using: &random))
    if random.chance(8), let outcome = try visitStorage() { return outcome }
    let operation = chooseOperation()
    var parameters = known.parameters(of: operation, &random) ?? [:]
    for name in operation.path.parameterNames where parameters[name] == nil || random.chance(2) {
      parameters[name] = random.one(of: ["nosuch", "%", "a b", "..a", "ü", known.ids["map_id"]?.first ?? "x"])
    }
    guard let path = try? operation.path.expand(parameters) else { return nil }
    let (body, type) = body(for: operation, parameters)
    let method = random.chance(1) ? random.one(of: [.head, .put, .patch, .get, .post, .delete]) : operation.method
    let target = path + query(of: operation)
    let guest = random.chance(94) ? 0 : Int.random(in: tokens.indices, using: &random)
    client.token = tokens[guest]
    let response = try client.unchecked(method, target, body: method == .head ? [] : body, type: type)
    var problems = ResponseCheck.shared.problems(response, to: method, target)
    if response.status >= 500 { problems.append("the status is \(response.status)") }
    guard problems.isEmpty else {
      let text = String(decoding: body.prefix(2000), as: UTF8.self)
      throw Problem(description: "\(method) \(target) \(text): \(response.status) \(problems)")
    }
    if response.status == operation.successStatus, method == operation.method {
      succeeded.insert(operation.name)
      successCount += 1
      if let value = response.value, guest == 0 { known.learn(value, of: operation, parameters) }
    }
    if response.status == 404 { known.forget(parameters, of: operation) }
    return outcome("\(method) \(target)", response)
  }

  /// An response with the same addresses, whichever way it came.
  private func outcome(_ call: String, _ response: SandboxClient.Response) -> Outcome {
    let text = String(decoding: response.bytes, as: UTF8.self)
    return Outcome(
      call: call, status: response.status,
      body: text.replacing(client.connection.storageOrigin + "/storage", with: "STORAGE")
        .replacing(client.connection.origin, with: "ORIGIN"))
  }

  /// Whether what the sandbox holds is the same once it has been kept and read again.
  func keepsState() throws -> Bool {
    let state = client.service.state.serialized()
    return try SandboxState(parsing: state).serialized() == state
  }

  /// Any, but rather one that has never succeeded, and seldom one that takes things away.
  private mutating func chooseOperation() -> FeltAPI.Operation {
    let any = random.one(of: Catalogue.operations)
    let isDeletion = any.method == .delete
    if isDeletion && random.chance(any.path.parameterNames == ["project_id"] ? 90 : 60) { return chooseOperation() }
    guard random.chance(15) else { return any }
    return Catalogue.operations.filter { !succeeded.contains($0.name) }.randomElement(using: &random) ?? any
  }

  private mutating func body(
    for operation: FeltAPI.Operation, _ parameters: [String: String]
  ) -> (bytes: [UInt8], type: String) {
    let maker = BodyMaker(known: known, parameters: parameters, fetches: fetches)
    let json = "application/json"
    guard var value = maker.body(of: operation, &random) else {
      return (random.chance(3) ? Array("{}".utf8) : [], json)
    }
    if random.chance(20) { value = BodySpoiler.spoiled(value, &random) }
    let bytes = value.serialized()
    if random.chance(4) { return (BodySpoiler.spoiled(bytes, &random), json) }
    return (bytes, random.chance(2) ? random.one(of: ["text/plain", "application/geo+json"]) : json)
  }

  private mutating func query(of operation: FeltAPI.Operation) -> String {
    var items: [String] = []
    for parameter in operation.query where parameter.isRequired ? random.chance(90) : random.chance(50) {
      let values = parameter.schema.allowedValues + ["csv", "json", "felt", "ada%40example.com", "%", ""]
      items.append("\(parameter.name)=\(random.one(of: values))")
    }
    if random.chance(3) { items.append(random.one(of: ["x=1", "=", "&&", "a=b=c", "%zz"])) }
    return items.isEmpty ? "" : "?" + items.joined(separator: "&")
  }
}

// MARK: - Storage

extension RandomCaller {
  /// Posts a form or gets a download.
  ///
  /// - Returns: nil when there was nothing to do.
  private mutating func visitStorage() throws -> Outcome? {
    let token = random.chance(5) ? tokens[0] : nil
    if random.chance(60), let form = known.forms.randomElement(using: &random) {
      let response = try client.visit(
        .post, form.url, body: multipart(form.fields), type: "multipart/form-data; boundary=limit", token: token)
      return try outcome("a form", response, among: [204, 400, 403])
    }
    guard let url = known.downloads.randomElement(using: &random) else { return nil }
    let range = random.one(of: ["bytes=0-10", "bytes=-5", "bytes=999999999-", "bytes=5-2", "bytes=0-1,3-4", "x"])
    let headers = random.chance(50) ? [Call.HeaderItem(name: "Range", value: range)] : []
    let address = random.chance(10) ? url + "0" : url
    let response = try client.visit(random.chance(10) ? .head : .get, address, headers: headers, token: token)
    return try outcome("a download of \(range)", response, among: [200, 206, 400, 403, 404, 416])
  }

  private func outcome(_ call: String, _ response: SandboxClient.Response, among statuses: Set<Int>) throws -> Outcome {
    guard statuses.contains(response.status) else { throw Problem(description: "\(call): \(response.status)") }
    return outcome(call, response)
  }

  private mutating func multipart(_ fields: JSONObject) -> [UInt8] {
    let files = [
      ("a.csv", "name,lat,lon\nx,1,2\n\"y\",3\n"), ("b.geojson", #"{"type":"FeatureCollection","features":[]}"#),
      ("c.geojson", #"{"type":"Point","coordinates":[1,2]}"#), ("d.txt", "\u{0}\u{1}"), ("e.tif", "II*\0"), ("f", ""),
      ("g.csv", "a;b;c"), ("h.json", #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{}}]}"#),
    ]
    let (name, content) = random.one(of: files)
    var text = ""
    for member in fields.members where !random.chance(2) {
      text += "--limit\r\nContent-Disposition: form-data; name=\"\(member.name)\"\r\n\r\n\(member.value.text ?? "")\r\n"
    }
    text += "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n"
    if random.chance(5) { text += "--limit\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\nx\r\n" }
    let bytes = Array((text + "--limit--\r\n").utf8)
    return random.chance(10) ? BodySpoiler.spoiled(bytes, &random) : bytes
  }
}
