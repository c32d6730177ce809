internal import NIOCore

/// Knows what a connection waits for and since when, so that a client that is too slow is found out. It costs a request
/// no more than two looks at the clock: one timer looks after the whole connection.
final class RequestWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Phase {
    /// Between two requests.
    case idle
    case head
    case body
    /// The client waits for the server.
    case answering
    /// The last answer is out, and the client may still be sending.
    case ending
  }

  private let limits: ServerLimits
  private let count: ConnectionCount
  private var phase = Phase.idle
  private var since = NIODeadline.now()
  private var timer: RepeatedTask?
  private static let looksPerLimit: Int64 = 4

  init(_ limits: ServerLimits, _ count: ConnectionCount) {
    self.limits = limits
    self.count = count
  }

  func channelActive(context: ChannelHandlerContext) {
    guard count.enter() <= limits.connections else { return context.close(promise: nil) }
    let shortest = min(limits.headTime, limits.bodyTime, limits.idleTime, limits.lingerTime)
    let pause = TimeAmount.nanoseconds(max(1_000_000, shortest.nanoseconds / Self.looksPerLimit))
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
      let (watch, context) = bound.value
      if watch.isTooSlow { watch.giveUp(context) }
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    count.leave()
    timer?.cancel()
    timer = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .idle = phase { enter(.head) }
    context.fireChannelRead(data)
  }

  /// The head of a request has come.
  func headEnded() { enter(.body) }
  /// All of a request has come.
  func requestEnded() { enter(.answering) }
  /// The answer is out.
  func answerEnded() { enter(.idle) }
  /// No further answer will come.
  func connectionEnds() { enter(.ending) }

  private func enter(_ phase: Phase) {
    self.phase = phase
    since = .now()
  }

  private static let timeout = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  /// Ends the connection; a client that is in the middle of a request is told why. Source: RFC 9110, section 15.5.9.
  private func giveUp(_ context: ChannelHandlerContext) {
    switch phase {
    case .head, .body:
      let buffer = context.channel.allocator.buffer(string: Self.timeout)
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    case .idle, .answering, .ending: break
    }
    context.close(promise: nil)
  }

  private var isTooSlow: Bool {
    let passed = NIODeadline.now() - since
    return switch phase {
    case .idle: passed > limits.idleTime
    case .head: passed > limits.headTime
    case .body: passed > limits.bodyTime
    case .answering: false
    case .ending: passed > limits.lingerTime
    }
  }
}
