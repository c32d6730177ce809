internal import FeltAPI
internal import HTTPTransport
internal import Sandbox
internal import SandboxServer
internal import Terminal

/// `feltsh sandbox`: serves the sandbox on a loopback socket until it is interrupted.
struct SandboxCommand {
  private let arguments: Arguments
  private let screen: StandardScreen
  private let environment: [String: String]

  init(_ arguments: Arguments, _ screen: StandardScreen, environment: [String: String]) {
    self.arguments = arguments
    self.screen = screen
    self.environment = environment
  }

  /// The sandbox that the command line asks for.
  static func configuration(_ arguments: Arguments) throws -> SandboxConfiguration {
    let faults = try arguments.fault.map { text in
      do throws(FaultRule.Problem) { return try FaultRule(parsing: text) } catch {
        throw UsageProblem.option(error.description)
      }
    }
    var rate: RateLimit?
    do throws(RateLimit.Problem) {
      rate = try arguments.rate.map { text throws(RateLimit.Problem) in try RateLimit(parsing: text) }
    } catch {
      throw UsageProblem.option(error.description)
    }
    var configuration = SandboxConfiguration(faults: faults, rate: rate, isEmpty: arguments.empty)
    if let seed = arguments.seed { configuration.seed = seed }
    return configuration
  }

  func run(_ interrupts: Interrupts) throws -> Int32 {
    let port = arguments.port ?? 8787
    guard (0...65535).contains(port) else { throw UsageProblem.port }
    let stateFile = arguments.state.map { StateFile($0) }
    let service = SandboxService(configuration: try Self.configuration(arguments), state: try stateFile?.load())
    // The log comes from the server's own thread, which has its own screen.
    let (color, environment) = (arguments.color, environment)
    let server = try LoopbackServer(
      service: service, port: port, stateFile: stateFile,
      imports: { CurlTransport(options: .init(timeout: 10, cancellation: $0, environment: environment)) },
      log: { line in StandardScreen(color: color, environment: environment).message(StyledText(line, .faint)) })
    let lines =
      "export FELT_BASE_URL=http://127.0.0.1:\(server.port)/api/v2/\nexport FELT_API_TOKEN=\(service.token.secret)\n"
    screen.message(StyledText("The token of a second workspace: \(service.secondToken.secret)", .faint))
    try screen.write(Array(lines.utf8))
    screen.message("The sandbox listens on 127.0.0.1:\(server.port), until Control-C.")
    let pending = interrupts.wait()
    try server.stop()
    return pending.terminationSignal.map { 128 + $0 } ?? 0
  }
}
