internal import NIOCore

/// Makes room when the process has no descriptors left for new connections. Together with NIO's `AcceptBackoffHandler`
/// the server waits before it accepts again; otherwise it would try again at once, and use all of a processor.
final class DescriptorShortage: ChannelInboundHandler {
  typealias InboundIn = any Channel

  /// How long the server waits before it accepts the next connection.
  static let pause = TimeAmount.milliseconds(100)
  private let registry: ConnectionRegistry

  init(_ registry: ConnectionRegistry) {
    self.registry = registry
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is IOError { registry.closeIdleConnection() }
    context.fireErrorCaught(error)
  }
}
