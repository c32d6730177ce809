internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Sandbox

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes answers: head and body in one go, or spoiled as a fault has it.
struct ReplyWriter {
  private let date: HTTPDate

  init(date: HTTPDate) {
    self.date = date
  }

  /// - Parameters:
  ///   - closes: whether the connection ends after the answer.
  ///   - done: called once all is handed over.
  func write(
    _ reply: SandboxReply, to head: HTTPRequestHead, _ context: ChannelHandlerContext, closes: Bool,
    done: @escaping @Sendable () -> Void
  ) {
    guard context.channel.isActive else { return }
    if reply.fault?.isReset ?? false { return reset(context) }
    context.write(NIOAny(HTTPServerResponsePart.head(responseHead(reply, head, closes))), promise: nil)
    let isBodiless = reply.status == 204 || reply.status == 304 || head.method == .HEAD
    let body = isBodiless ? ArraySlice<UInt8>() : reply.body.prefix(reply.fault?.truncation ?? reply.body.count)
    let isCut = !isBodiless && body.count < reply.body.count
    let end = End(isCut: isCut, closes: closes || isCut, done: done)
    if let pace = reply.fault?.pace, !body.isEmpty {
      context.flush()
      crawl(body, pace, context, end)
    } else {
      if !body.isEmpty { write(body, context) }
      finish(context, end)
    }
  }

  /// How an answer ends.
  private struct End: Sendable {
    let isCut: Bool
    let closes: Bool
    let done: @Sendable () -> Void
  }

  private func responseHead(_ reply: SandboxReply, _ head: HTTPRequestHead, _ closes: Bool) -> HTTPResponseHead {
    var headers = HTTPHeaders()
    headers.reserveCapacity(5)
    for field in reply.headers where field.name != .contentLength {
      headers.add(name: field.name.rawName, value: field.value)
    }
    headers.add(name: "Date", value: date.now)
    if reply.status != 204, reply.status != 304 { headers.add(name: "Content-Length", value: String(reply.body.count)) }
    if closes || !head.isKeepAlive {
      headers.add(name: "Connection", value: "close")
    } else if head.version == .http1_0 {
      headers.add(name: "Connection", value: "keep-alive")
    }
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
  }

  private func write(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    context.write(NIOAny(HTTPServerResponsePart.body(.byteBuffer(buffer))), promise: nil)
  }

  /// Writes a body slowly, piece by piece.
  private func crawl(_ rest: ArraySlice<UInt8>, _ pace: Fault.Pace, _ context: ChannelHandlerContext, _ end: End) {
    guard context.channel.isActive else { return }
    let piece = rest.prefix(pace.byteCount)
    write(piece, context)
    let left = rest.dropFirst(piece.count)
    if left.isEmpty { return finish(context, end) }
    context.flush()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: .nanoseconds(Int64(pace.pause * 1e9))) {
      bound.value.0.crawl(left, pace, bound.value.1, end)
    }
  }

  private func finish(_ context: ChannelHandlerContext, _ end: End) {
    defer { end.done() }
    if end.isCut {
      context.flush()
      return context.close(promise: nil)
    }
    context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: nil)
    if end.closes { context.close(promise: nil) }
  }

  /// Ends the connection in such a way that the client is told of a reset. Source: RFC 9293, section 3.6.1.
  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.close(promise: nil) }
  }
}
