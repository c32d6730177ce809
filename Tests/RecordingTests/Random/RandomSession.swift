import Execution
import FeltAPI
import HTTPTypes
import JSONText
import RandomRequests
import Sandbox
import ShellHarness
import TestSupport

/// A person at a prompt who types at random: every operation, by path and by name, with ids as responses showed them,
/// as variables, relative to where `cd` went, in bodies, in files and inside of texts.
struct RandomSession {
  let shell: ShellHarness
  let service: SandboxService
  let folder: TemporaryFolder
  private var random: SeededRandom
  private var known = ResourcePool()
  /// The ids that responses gave as ids.
  private var given: Set<String> = []
  /// What variables hold: the id of a resource.
  private var variables: [String: String] = [:]
  private(set) var lines: [String] = []
  private(set) var succeeded: Set<String> = []
  private(set) var writeCount = 0

  init(seed: UInt64, folder: TemporaryFolder) throws {
    service = RandomSession.service(seed: 1)
    shell = try ShellHarness(sandbox: service, typed: []) { $0.assumesYes = true }
    random = SeededRandom(seed)
    self.folder = folder
  }

  /// A sandbox whose clock stands still, so that the times in two worlds are the same.
  static func service(seed: UInt64) -> SandboxService {
    SandboxService(configuration: SandboxConfiguration(clock: { 1_800_000_000 }, seed: seed, workTime: 0))
  }

  /// Types so many commands.
  mutating func run(count: Int) {
    type("get /projects")
    if random.chance(50) { look() }
    for _ in 0..<count {
      switch random.below(100) {
      case 0..<5: type(random.one(of: ["help", "gte /maps", "show", "vars", "get /nosuch", "pwd", "history"]))
      case 5..<9: move()
      case 9..<12: type("ls")
      case 12..<15: setVariable()
      case 15..<17: type("header X-Trace t\(random.below(9))")
      default: request()
      }
    }
  }

  /// Reads what is on a map.
  private mutating func look() {
    guard let project = known.ids["project_id"]?.randomElement(using: &random) else { return }
    type("show_project \(project)")
    guard let map = known.ids["map_id"]?.randomElement(using: &random), given.contains(map) else { return }
    type("list_map_layers \(map)")
    type("export_map_comments \(map)")
    guard let layer = known.ids["layer_id"]?.randomElement(using: &random), given.contains(layer) else { return }
    type("get /maps/\(written(map))/layers/\(written(layer))/components")
  }

  private mutating func type(_ text: String) {
    lines.append(text)
    let before = shell.session.stepCount
    shell.type(text)
    guard let exchange = shell.session.last, exchange.step > before, exchange.isSuccess,
      let operation = exchange.request.operation
    else { return }
    succeeded.insert(operation.name)
    if exchange.request.method != .get { writeCount += 1 }
    guard let value = try? exchange.json() else { return }
    for identifier in operation.identifiers(inResponse: value) { given.insert(identifier.value) }
    known.learn(value, of: operation, operation.path.match(exchange.request.path) ?? [:])
  }

  // MARK: - Commands

  private mutating func move() {
    guard let place = known.places["map_id"]?.randomElement(using: &random), let map = place["map_id"],
      given.contains(map), random.chance(80)
    else { return type(random.one(of: ["cd /", "cd ..", "cd \"River survey\"", "cd /projects"])) }
    type("cd /maps/\(written(map))")
  }

  private mutating func setVariable() {
    guard let id = given.sorted().randomElement(using: &random) else { return }
    let name = random.one(of: ["a", "b", "map", "layer"])
    type("set \(name)=\(id)")
    variables[name] = id
  }

  /// An id as a person writes it: itself, or a variable that holds it.
  private mutating func written(_ id: String) -> String {
    let names = variables.filter { $0.value == id }.keys.sorted()
    if random.chance(60), let name = names.randomElement(using: &random) { return "$" + name }
    if random.chance(50), case .object(let object)? = try? shell.session.last?.json(), object["id"]?.text == id {
      return random.one(of: ["$_", "$_.id"])
    }
    return id
  }

  /// An operation with ids that were shown, and a body for it.
  private mutating func chosenCall() -> (FeltAPI.Operation, [String: String], JSONValue?)? {
    let operations = Catalogue.operations.filter { $0.method != .delete || random.chance(25) }
    for _ in 0..<10 {
      let operation = random.one(of: operations)
      guard let parameters = known.parameters(of: operation, &random), parameters.values.allSatisfy(given.contains)
      else { continue }
      let maker = BodyMaker(known: known, parameters: parameters, fetches: false)
      let body = maker.body(of: operation, &random).map { Self.withSecrets($0, [], operation.body) }
      // A person has no ids but those that were shown.
      if Self.identifiers(in: body).isSubset(of: given) { return (operation, parameters, body) }
    }
    return nil
  }

  private mutating func request() {
    guard let (operation, parameters, body) = chosenCall() else { return }
    let name = random.chance(30) ? random.one(of: ["a", "b", "map", "made"]) : nil
    var line = name.map { $0 + " = " } ?? ""
    line += target(operation, parameters) + query(operation)
    if let body, !add(body, to: &line) { return }
    let isStatusExpected = random.chance(10)
    type(line)
    let exchange = shell.session.last
    if isStatusExpected, let status = exchange?.head.status { type("expect status \(status)") }
    if let name, let exchange, exchange.isSuccess, exchange.step == shell.session.variables[name]?.definedBy {
      if case .object(let object)? = try? exchange.json() {
        variables[name] = object["id"]?.text
      } else {
        variables[name] = nil
      }
    }
  }

  private mutating func target(_ operation: FeltAPI.Operation, _ parameters: [String: String]) -> String {
    let names = operation.path.parameterNames
    if random.chance(35) {
      return ([operation.name] + names.map { written(parameters[$0] ?? "") }).joined(separator: " ")
    }
    let verb = operation.method.rawValue.lowercased()
    let plain = (try? operation.path.expand(parameters)) ?? "/"
    let here = shell.session.path
    if !here.isEmpty, random.chance(60), plain.hasPrefix(here + "/") {
      return "\(verb) \(plain.dropFirst(here.count + 1))"
    }
    let path = operation.path.segments.map { segment in
      switch segment {
      case .literal(let text): "/" + text
      case .parameter(let name): "/" + written(parameters[name] ?? "")
      }
    }.joined()
    let prefix = random.chance(5) ? "https://felt.com/api/v2" : random.chance(5) ? "/api/v2" : ""
    return "\(verb) \(prefix)\(path)"
  }

  private mutating func query(_ operation: FeltAPI.Operation) -> String {
    operation.query.reduce(into: "") { text, parameter in
      guard parameter.isRequired || random.chance(30) else { return }
      let value = parameter.schema.allowedValues.randomElement(using: &random) ?? "ada@sandbox.example"
      text += " \(parameter.name)==\(value)"
    }
  }

  /// - Returns: false when the body can't be typed in the form that was chosen.
  private mutating func add(_ body: JSONValue, to line: inout String) -> Bool {
    let text = String(decoding: body.serialized(), as: UTF8.self)
    switch random.below(4) {
    case 0: line += " " + text
    case 1: line += " <<END\n\(text)\nEND"
    case 2:
      let name = "body\(lines.count).json"
      guard let path = try? folder.write(text, to: name) else { return false }
      line += " @\(path)"
    default:
      guard case .object(let object) = body else { return false }
      for member in object.members {
        guard !member.name.isEmpty, member.name.allSatisfy({ $0.isLetter || $0 == "_" }) else { return false }
        if case .string(let text) = member.value, given.contains(text) {
          line += " \(member.name)=\(written(text))"
        } else if case .string = member.value, ["title", "name", "description"].contains(member.name),
          random.chance(30),
          let id = given.sorted().randomElement(using: &random)
        {
          line += " \(member.name)=\"about \(written(id)), that is\""
        } else if case .object = member.value, random.chance(50), let fields = fields(member.name, member.value) {
          line += fields
        } else {
          let value = String(decoding: member.value.serialized(), as: UTF8.self)
          line += " \(member.name):='\(value.replacing("'", with: "''"))'"
        }
      }
    }
    return true
  }

  /// An object as a field for each value in it; nil when a name in it can't be typed.
  private mutating func fields(_ path: String, _ value: JSONValue) -> String? {
    switch value {
    case .object(let object) where !object.members.isEmpty:
      var text = ""
      for member in object.members {
        guard !member.name.isEmpty, member.name.allSatisfy({ $0.isLetter || $0 == "_" || $0 == ":" }),
          let inner = fields("\(path)[\(member.name)]", member.value)
        else { return nil }
        text += inner
      }
      return text
    case .string(Self.secret): return " \(path)=\(writtenSecret())"
    default:
      let text = String(decoding: value.serialized(), as: UTF8.self)
      return " \(path):='\(text.replacing("'", with: "''"))'"
    }
  }

  /// The secret as a person writes it: itself, a variable that holds it, or the default of one that doesn't exist.
  private mutating func writtenSecret() -> String {
    switch random.below(4) {
    case 0: return "'\(Self.secret)'"
    case 1: return "\"${none:-\(Self.secret)}\""
    default:
      let name = random.one(of: ["pw", "word", "db_password"])
      type("set \(name)='\(Self.secret)'")
      return "$" + name
    }
  }

  /// Every secret that a session has.
  static let secret = "correct horse"

  /// A value whose secret parts are ``secret``.
  private static func withSecrets(_ value: JSONValue, _ path: [BodyField.Key], _ schema: Schema?) -> JSONValue {
    switch value {
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.name, withSecrets($0.value, path + [.name($0.name)], schema)) }))
    case .array(let elements):
      .array(elements.enumerated().map { withSecrets($1, path + [.index($0)], schema) })
    case .string where schema?.isSecret(at: path) ?? false: .string(secret)
    case .string, .number, .bool, .null: value
    }
  }

  /// The texts of a value that look like ids.
  private static func identifiers(in value: JSONValue?) -> Set<String> {
    guard let value else { return [] }
    let words = String(decoding: value.serialized(), as: UTF8.self).split {
      !$0.isASCII || !($0.isLetter || $0.isNumber)
    }
    return Set(words.filter { $0.utf8.count == 22 }.map(String.init))
  }
}
