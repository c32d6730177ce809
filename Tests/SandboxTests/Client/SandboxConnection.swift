import FeltAPI
import HTTPTransport
import Sandbox
import SandboxServer
import TestSupport

/// How a test's requests reach the sandbox. The responses are the same either way.
enum TransportKind: String, CaseIterable, Sendable {
  /// Within this process.
  case memory
  /// Over HTTP, on one connection that stays open.
  case socket
}

/// A connection to a sandbox, closed with the last client that uses it.
final class SandboxConnection {
  let transport: any Transport
  /// The API's origin, without `/api/v2`.
  let origin: String
  /// The storage's origin.
  let storageOrigin: String
  /// Contains the bodies that can't be sent as JSON.
  let folder: TemporaryFolder
  private let server: LoopbackServer?

  init(_ kind: TransportKind, to service: SandboxService) throws {
    folder = try TemporaryFolder()
    switch kind {
    case .memory:
      server = nil
      transport = SandboxTransport(service, imports: CurlTransport())
      (origin, storageOrigin) = (SandboxRequest.defaultOrigin, SandboxRequest.defaultStorageOrigin)
    case .socket:
      let server = try LoopbackServer(
        service: service, port: 0, imports: { CurlTransport(options: .init(cancellation: $0)) })
      self.server = server
      transport = CurlTransport()
      origin = "http://127.0.0.1:\(server.port)"
      storageOrigin = origin
    }
  }

  deinit {
    try? server?.stop()
  }
}
