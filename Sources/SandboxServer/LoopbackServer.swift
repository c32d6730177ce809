internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Sandbox
internal import Synchronization

/// The sandbox on a socket that only this machine can reach: HTTP/1.1 on 127.0.0.1.
package final class LoopbackServer: Sendable {
  /// The port it listens on.
  package let port: Int
  private let service: SandboxService
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let imports: ImportRunner
  private let stateFile: StateFile?
  private let log: (@Sendable (String) -> Void)?
  private let hasStopped = Mutex(false)
  private static let savingPause = TimeAmount.seconds(1)

  /// Begins to listen on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: 0 lets the system pick one.
  ///   - stateFile: where what the sandbox holds is kept; it is written within a second of a change, and at the end.
  ///   - log: is given one line for each request, on the server's own thread; nil for none.
  /// - Throws: ``LoopbackServerError`` when the port is taken.
  package convenience init(
    service: SandboxService, port: Int, stateFile: StateFile? = nil, log: (@Sendable (String) -> Void)? = nil
  ) throws {
    try self.init(service: service, port: port, stateFile: stateFile, limits: ServerLimits(), log: log)
  }

  /// - Parameter limits: what is taken from a client.
  package init(
    service: SandboxService, port: Int, stateFile: StateFile? = nil, limits: ServerLimits,
    log: (@Sendable (String) -> Void)? = nil
  ) throws {
    self.service = service
    self.stateFile = stateFile
    self.log = log
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let imports = ImportRunner()
    (self.group, self.imports) = (group, imports)
    let count = ConnectionCount()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try Self.equip(channel, service, imports, RequestWatch(limits, count), limits, log)
        }
      }
    do {
      channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
    } catch {
      imports.stop()
      try? group.syncShutdownGracefully()
      throw LoopbackServerError(port: port, reason: "\(error)")
    }
    self.port = channel.localAddress?.port ?? port
    imports.run(service)
    guard stateFile != nil else { return }
    group.next().scheduleRepeatedTask(initialDelay: Self.savingPause, delay: Self.savingPause) { [weak self] _ in
      self?.save()
    }
  }

  private static func equip(
    _ channel: any Channel, _ service: SandboxService, _ imports: ImportRunner, _ watch: RequestWatch,
    _ limits: ServerLimits, _ log: (@Sendable (String) -> Void)?
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    var decoding = NIOHTTPDecoderLimitConfiguration()
    decoding.maxHeaderFieldSize = limits.fieldSize
    decoding.maxHeaderListSize = limits.headSize
    decoding.maxHeaderFieldCount = limits.fieldCount
    try pipeline.addHandler(watch)
    // Names and values of headers are checked where they are made.
    try pipeline.configureHTTPServerPipeline(
      withErrorHandling: false, withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
      withDecoderLimitConfiguration: decoding)
    try pipeline.addHandler(
      ConnectionHandler(service: service, imports: imports, watch: watch, date: HTTPDate(), log: log))
  }

  /// Waits until the server is stopped.
  package func wait() {
    try? channel.closeFuture.wait()
  }

  /// Ends the listening and the connections, and keeps the state. Calling it again does nothing.
  package func stop() {
    let isFirst = hasStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    guard isFirst else { return }
    try? channel.close().wait()
    Shutdown.wait { queue, done in group.shutdownGracefully(queue: queue) { _ in done() } }
    imports.stop()
    save()
  }

  private func save() {
    do { try stateFile?.save(service) } catch { log?("the state could not be kept: \(error)") }
  }
}

/// The port could not be had.
package struct LoopbackServerError: Error, CustomStringConvertible {
  let port: Int
  let reason: String

  package var description: String { "port \(port) cannot be listened on: \(reason); --port 0 picks a free one" }
}
