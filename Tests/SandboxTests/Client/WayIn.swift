import FeltAPI
import HTTPTransport
import Sandbox
import SandboxServer
import TestSupport

/// How a test reaches the sandbox. Whatever holds for one way has to hold for the other.
enum WayIn: String, CaseIterable, Sendable {
  /// Through the transport that keeps everything in this process.
  case memory
  /// Over HTTP, on one connection that is kept open.
  case socket
}

/// One way to one sandbox, closed with the last client that uses it.
final class OpenWay {
  let transport: any Transport
  /// Where the API is said to be, without `/api/v2`.
  let origin: String
  /// Where storage is.
  let storageOrigin: String
  /// Holds what cannot be sent as JSON.
  let folder: TemporaryFolder
  private let server: LoopbackServer?

  init(_ way: WayIn, to service: SandboxService) throws {
    folder = try TemporaryFolder()
    switch way {
    case .memory:
      server = nil
      transport = SandboxTransport(service)
      (origin, storageOrigin) = (SandboxRequest.defaultOrigin, SandboxRequest.defaultStorageOrigin)
    case .socket:
      let server = try LoopbackServer(service: service, port: 0)
      self.server = server
      transport = CurlTransport()
      origin = "http://127.0.0.1:\(server.port)"
      storageOrigin = origin
    }
  }

  deinit {
    server?.stop()
  }
}
