internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Sandbox

/// The sandbox on a socket that only this machine can reach.
package final class LoopbackServer: Sendable {
  /// The port it listens on.
  package let port: Int
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup

  /// Begins to listen on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: 0 lets the system pick one.
  ///   - log: is given one line for each request, on the server's own thread.
  /// - Throws: when the port is taken.
  package init(service: SandboxService, port: Int, log: (@Sendable (String) -> Void)? = nil) throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(IdleStateHandler(readTimeout: .seconds(75)))
          try pipeline.configureHTTPServerPipeline(withErrorHandling: false)
          try pipeline.addHandler(ConnectionHandler(service: service, log: log))
        }
      }
    do {
      channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
    } catch {
      try? group.syncShutdownGracefully()
      throw LoopbackServerError(port: port, reason: "\(error)")
    }
    self.port = channel.localAddress?.port ?? port
  }

  /// Ends the connections and the listening.
  package func stop() {
    try? channel.close().wait()
    try? group.syncShutdownGracefully()
  }
}

/// The port could not be had.
package struct LoopbackServerError: Error, CustomStringConvertible {
  let port: Int
  let reason: String

  package var description: String { "port \(port) cannot be listened on: \(reason); --port 0 picks a free one" }
}
