internal import NIOCore

/// Follows the phases of a connection and closes it when the client takes too long. One timer serves the whole
/// connection, so a request costs no more than reading the clock a few times.
final class ConnectionMonitor: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Phase {
    /// Between two requests.
    case idle
    case head
    case body
    /// The request is being handled, or a fault delays its response.
    case handling
    /// The client has to take a piece of the response.
    case sending
    /// The last response has been sent, and the client may still be sending.
    case closing
  }

  private let limits: ServerLimits
  private let registry: ConnectionRegistry
  private var phase = Phase.idle
  private(set) var phaseStart = NIODeadline.now()
  private var timer: RepeatedTask?
  private var context: ChannelHandlerContext?
  private static let checksPerLimit: Int64 = 4

  init(_ limits: ServerLimits, _ registry: ConnectionRegistry) {
    self.limits = limits
    self.registry = registry
  }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    guard registry.add(self) else { return context.close(promise: nil) }
    let shortest = min(limits.headTime, limits.bodyTime, limits.idleTime, limits.sendTime, limits.lingerTime)
    let pause = TimeAmount.nanoseconds(max(1_000_000, shortest.nanoseconds / Self.checksPerLimit))
    let monitor = NIOLoopBound(self, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
      if monitor.value.isTooSlow { monitor.value.close() }
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    registry.remove(self)
    self.context = nil
    timer?.cancel()
    timer = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .idle = phase { enter(.head) }
    context.fireChannelRead(data)
  }

  /// The head of a request has arrived.
  func headEnded() { enter(.body) }
  /// A request has arrived as a whole.
  func requestEnded() { enter(.handling) }
  /// A piece of the response waits for the client to take it.
  func sendingStarted() { enter(.sending) }
  /// A piece of the response has been sent, and the next one isn't due yet.
  func sendingPaused() { enter(.handling) }
  /// The response has been sent.
  func responseEnded() { enter(.idle) }
  /// No further response will follow.
  func closingStarted() { enter(.closing) }

  private func enter(_ phase: Phase) {
    self.phase = phase
    phaseStart = .now()
  }

  /// The order in which connections are closed to make room for others, lowest first; nil for a connection in use.
  var priority: Int? {
    switch phase {
    case .idle: 0
    case .closing: 1
    case .head: 2
    case .body, .handling, .sending: nil
    }
  }

  private static let timeout = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  /// Closes the connection, after a response where the client is in the middle of a request. Source: RFC 9110, section
  /// 15.5.9.
  func close() {
    guard let context else { return }
    switch phase {
    case .head, .body:
      let buffer = context.channel.allocator.buffer(string: Self.timeout)
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    case .idle, .handling, .sending, .closing: break
    }
    context.close(promise: nil)
  }

  private var isTooSlow: Bool {
    let elapsed = NIODeadline.now() - phaseStart
    return switch phase {
    case .idle: elapsed > limits.idleTime
    case .head: elapsed > limits.headTime
    case .body: elapsed > limits.bodyTime
    case .handling: false
    case .sending: elapsed > limits.sendTime
    case .closing: elapsed > limits.lingerTime
    }
  }
}
