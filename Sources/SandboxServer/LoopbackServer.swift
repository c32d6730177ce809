package import FeltAPI
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Sandbox
internal import Synchronization

/// The sandbox on a socket: HTTP/1.1 on 127.0.0.1, which other machines can't reach.
package final class LoopbackServer: Sendable {
  /// The port that the server listens on.
  package let port: Int
  private let service: SandboxService
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let imports: ImportRunner
  private let stateFile: StateFile?
  private let log: (@Sendable (String) -> Void)?
  private let hasStopped = Mutex(false)
  private static let savingInterval = TimeAmount.seconds(1)

  /// Starts to listen on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: 0 for any free port.
  ///   - stateFile: the file for the sandbox's state, which is locked and written within a second of each change and at
  ///     the end; nil for none.
  ///   - limits: the limits on clients.
  ///   - imports: makes the transport for a file that a layer is imported from, given a descriptor that becomes readable
  ///     when the fetch is to be abandoned.
  ///   - log: receives a line for each request, on the server's own thread; nil for none.
  /// - Throws: ``LoopbackServerError`` when the port isn't available, and ``StateFileError`` when the state file isn't.
  package init(
    service: SandboxService, port: Int, stateFile: StateFile? = nil, limits: ServerLimits = ServerLimits(),
    imports makeTransport: @escaping @Sendable (_ cancellation: Int32) -> any Transport,
    log: (@Sendable (String) -> Void)? = nil
  ) throws {
    try stateFile?.lock()
    self.service = service
    self.stateFile = stateFile
    self.log = log
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let imports = ImportRunner(makeTransport)
    (self.group, self.imports) = (group, imports)
    let registry = NIOLoopBoundBox.makeBoxSendingValue(
      ConnectionRegistry(limit: limits.connections), eventLoop: group.next())
    let requestLog = log.map { RequestLog($0) }
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            DescriptorShortage(registry.value), AcceptBackoffHandler { _ in DescriptorShortage.pause },
          ])
        }
      }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let monitor = ConnectionMonitor(limits, registry.value)
          try Self.addHandlers(
            to: channel, monitor, limits,
            ConnectionHandler(service: service, imports: imports, monitor: monitor, date: DateHeader(), log: requestLog)
          )
        }
      }
    do {
      channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
    } catch {
      imports.stop()
      try? group.syncShutdownGracefully()
      stateFile?.release()
      // NIO begins with the name of its own function.
      let reason = "\(error)".split(separator: "): ", maxSplits: 1).last.map(String.init) ?? "\(error)"
      throw LoopbackServerError(port: port, reason: reason)
    }
    self.port = channel.localAddress?.port ?? port
    imports.run(service)
    guard stateFile != nil else { return }
    group.next().scheduleRepeatedTask(initialDelay: Self.savingInterval, delay: Self.savingInterval) {
      [weak self] _ in self?.saveOrLog()
    }
  }

  private static func addHandlers(
    to channel: any Channel, _ monitor: ConnectionMonitor, _ limits: ServerLimits, _ handler: ConnectionHandler
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    var decoding = NIOHTTPDecoderLimitConfiguration()
    decoding.maxHeaderFieldSize = limits.fieldSize
    decoding.maxHeaderListSize = limits.headSize
    decoding.maxHeaderFieldCount = limits.fieldCount
    try pipeline.addHandler(monitor)
    // The sandbox makes only valid header fields.
    try pipeline.configureHTTPServerPipeline(
      withErrorHandling: false, withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
      withDecoderLimitConfiguration: decoding)
    try pipeline.addHandler(handler)
  }

  /// Closes the socket and all connections, abandons imports, and saves the state. Further calls do nothing.
  ///
  /// - Throws: ``StateFileError`` when the state can't be saved.
  package func stop() throws(StateFileError) {
    let isFirst = hasStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    guard isFirst else { return }
    try? channel.close().wait()
    Shutdown.wait { queue, done in group.shutdownGracefully(queue: queue) { _ in done() } }
    imports.stop()
    defer { stateFile?.release() }
    try stateFile?.save(service)
  }

  private func saveOrLog() {
    do { try stateFile?.save(service) } catch { log?("\(error)") }
  }
}

/// Why a port can't be listened on.
package struct LoopbackServerError: Error, CustomStringConvertible {
  let port: Int
  let reason: String

  package var description: String { "can't listen on port \(port): \(reason); --port 0 picks a free one" }
}
