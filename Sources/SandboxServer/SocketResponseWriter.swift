internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Sandbox

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes responses, and applies the faults that concern their sending.
///
/// A response ends only when the system has taken all of it. Until then no further request of the connection is
/// handled, so a client that sends requests and reads no responses can't fill the memory.
struct SocketResponseWriter {
  private let date: DateHeader
  private let monitor: ConnectionMonitor
  /// A body is written in pieces of this many bytes, and each has to be sent within the time limit.
  private static let pieceSize = 1 << 18

  init(date: DateHeader, monitor: ConnectionMonitor) {
    self.date = date
    self.monitor = monitor
  }

  /// Writes a response.
  ///
  /// - Parameters:
  ///   - closes: whether the connection is closed after the response.
  ///   - done: called once the response has been sent.
  func write(
    _ response: SandboxResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext, closes: Bool,
    done: @escaping @Sendable () -> Void
  ) {
    guard context.channel.isActive else { return }
    if response.fault?.isReset ?? false { return reset(context) }
    let isBodiless = response.status == 204 || response.status == 304 || head.method == .HEAD
    let body =
      isBodiless ? ArraySlice<UInt8>() : response.body.prefix(response.fault?.truncation ?? response.body.count)
    let isCut = !isBodiless && body.count < response.body.count
    let transfer = Transfer(
      pace: response.fault?.pace, isCut: isCut, closes: closes || isCut, done: done, writer: self, context: context)
    let part = HTTPServerResponsePart.head(responseHead(response, head, closes))
    if body.isEmpty {
      monitor.sendingStarted()
      transfer.afterFlush(context.writeAndFlush(NIOAny(part))) { $0.finish() }
    } else {
      context.write(NIOAny(part), promise: nil)
      transfer.send(body)
    }
  }

  private func responseHead(
    _ response: SandboxResponse, _ head: HTTPRequestHead, _ closes: Bool
  ) -> HTTPResponseHead {
    var headers = HTTPHeaders()
    headers.reserveCapacity(5)
    for field in response.headers where field.name != .contentLength {
      headers.add(name: field.name.rawName, value: field.value)
    }
    headers.add(name: "Date", value: date.now)
    if response.status != 204, response.status != 304 {
      headers.add(name: "Content-Length", value: String(response.body.count))
    }
    if closes || !head.isKeepAlive {
      headers.add(name: "Connection", value: "close")
    } else if head.version == .http1_0 {
      headers.add(name: "Connection", value: "keep-alive")
    }
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
  }

  /// Closes the connection so that the client sees a reset. Source: RFC 9293, section 3.6.1.
  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.close(promise: nil) }
  }

  /// A response on its way.
  private struct Transfer {
    let pace: Fault.Pace?
    let isCut: Bool
    let closes: Bool
    let done: @Sendable () -> Void
    let writer: SocketResponseWriter
    let context: ChannelHandlerContext

    /// Writes a body piece by piece, and ends the response after the last one.
    func send(_ body: ArraySlice<UInt8>) {
      guard context.channel.isActive else { return }
      let piece = body.prefix(pace?.byteCount ?? SocketResponseWriter.pieceSize)
      let rest = body.dropFirst(piece.count)
      let buffer = context.channel.allocator.buffer(bytes: piece)
      writer.monitor.sendingStarted()
      afterFlush(context.writeAndFlush(NIOAny(HTTPServerResponsePart.body(.byteBuffer(buffer))))) { transfer in
        if rest.isEmpty { transfer.finish() } else { transfer.sendLater(rest) }
      }
    }

    private func sendLater(_ rest: ArraySlice<UInt8>) {
      writer.monitor.sendingPaused()
      let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
      guard let pace else { return context.eventLoop.execute { bound.value.send(rest) } }
      context.eventLoop.scheduleTask(in: .nanoseconds(Int64(pace.pause * 1e9))) { bound.value.send(rest) }
    }

    /// Continues once the system has taken what was written; if it doesn't, the connection is closed anyway.
    func afterFlush(_ written: EventLoopFuture<Void>, _ next: @escaping @Sendable (Transfer) -> Void) {
      let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
      written.whenSuccess { next(bound.value) }
    }

    func finish() {
      if isCut {
        context.close(promise: nil)
      } else {
        context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: nil)
        if closes { context.close(promise: nil) }
      }
      done()
    }
  }
}
