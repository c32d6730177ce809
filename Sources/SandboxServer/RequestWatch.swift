internal import NIOCore

/// Knows what a connection waits for and since when, so that a client that is too slow is found out. It costs a request
/// no more than two looks at the clock: one timer looks after the whole connection.
final class RequestWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private enum Phase {
    /// Between two requests.
    case idle
    case head
    case body
    /// The client waits for the server.
    case answering
  }

  private let limits: ServerLimits
  private var phase = Phase.idle
  private var since = NIODeadline.now()
  private var timer: RepeatedTask?
  private static let looksPerLimit: Int64 = 4

  init(_ limits: ServerLimits) {
    self.limits = limits
  }

  func channelActive(context: ChannelHandlerContext) {
    let shortest = min(limits.headTime, limits.bodyTime, limits.idleTime)
    let pause = TimeAmount.nanoseconds(max(1_000_000, shortest.nanoseconds / Self.looksPerLimit))
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
      let (watch, context) = bound.value
      if watch.isTooSlow { context.close(promise: nil) }
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
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

  private func enter(_ phase: Phase) {
    self.phase = phase
    since = .now()
  }

  private var isTooSlow: Bool {
    let passed = NIODeadline.now() - since
    return switch phase {
    case .idle: passed > limits.idleTime
    case .head: passed > limits.headTime
    case .body: passed > limits.bodyTime
    case .answering: false
    }
  }
}
