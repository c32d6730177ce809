import FeltAPI
import HTTPTransport
import NIOCore
import Sandbox
import SandboxServer
import Synchronization
import TestSupport

/// A sandbox on a port of its own, stopped with the test.
final class TestServer {
  let service: SandboxService
  let server: LoopbackServer
  private let lines = Lines()

  /// The log, which the server's thread writes and the test reads.
  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  init(
    _ configuration: SandboxConfiguration = SandboxConfiguration(seed: 1, workTime: 0), faults: [String] = [],
    limits: ServerLimits = ServerLimits(), stateFile: StateFile? = nil, state: SandboxState? = nil
  ) throws {
    var configuration = configuration
    configuration.faults = try faults.map { try FaultRule(parsing: $0) }
    service = SandboxService(configuration: configuration, state: state)
    let lines = lines
    server = try LoopbackServer(
      service: service, port: 0, stateFile: stateFile, limits: limits,
      imports: { CurlTransport(options: .init(timeout: 3600, cancellation: $0)) },
      log: { line in lines.all.withLock { $0.append(line) } })
  }

  deinit {
    try? server.stop()
  }

  /// The lines of the log so far.
  var log: [String] { lines.all.withLock { $0 } }

  func connect() throws -> RawClient { try RawClient(port: server.port) }

  /// The text of a request.
  ///
  /// - Parameters:
  ///   - target: the path below `/api/v2`.
  ///   - headers: header lines in addition to `Host` and `Authorization`.
  func request(_ method: String, _ target: String, _ headers: [String] = [], body: String = "") -> String {
    let length = body.isEmpty ? [] : ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
    let lines = [
      "\(method) /api/v2\(target) HTTP/1.1", "Host: 127.0.0.1:\(server.port)",
      "Authorization: \(service.token.authorizationHeaderValue())",
    ]
    return (lines + headers + length + ["", body]).joined(separator: "\r\n")
  }
}
