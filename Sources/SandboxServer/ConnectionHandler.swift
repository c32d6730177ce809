internal import FeltAPI
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Sandbox

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Collects a request, asks the sandbox, and writes the answer in one go.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: SandboxService
  private let log: (@Sendable (String) -> Void)?
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(service: SandboxService, log: (@Sendable (String) -> Void)?) {
    self.service = service
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
      isTooLarge = false
      if head.headers.contains(name: "expect"), GuestCheck.refusal(of: head) == nil {
        context.writeAndFlush(
          wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))), promise: nil)
      }
    case .body(let buffer):
      if body.count + buffer.readableBytes > SandboxService.bodyLimit {
        isTooLarge = true
        body = []
      } else if !isTooLarge {
        body += Array(buffer.readableBytesView)
      }
    case .end:
      if let head { answer(head, context) }
      head = nil
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // A client that says nothing for long is not waited for.
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let start = SystemClock.now()
    let reply = reply(to: head)
    let delay = reply.fault?.delay ?? 0
    let unchecked = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let finish: @Sendable () -> Void = { [log] in
      let (handler, context) = unchecked.value
      handler.write(reply, to: head, context)
      let milliseconds = Int((SystemClock.now() - start) * 1000)
      let path = head.uri.prefix { $0 != "?" }
      log?(Redactor().redacting("\(head.method) \(path) \(reply.status) \(milliseconds) ms"))
    }
    if delay > 0 {
      context.eventLoop.scheduleTask(in: .nanoseconds(Int64(delay * 1e9)), finish)
    } else {
      finish()
    }
  }

  private func reply(to head: HTTPRequestHead) -> SandboxReply {
    if let refusal = GuestCheck.refusal(of: head) { return refusal }
    if isTooLarge { return SandboxReply(status: 413) }
    guard let method = HTTPRequest.Method(head.method.rawValue) else { return SandboxReply(status: 400) }
    var fields = HTTPFields()
    for (name, value) in head.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    return service.answer(SandboxRequest(method: method, target: head.uri, headers: fields, body: body))
  }

  private func write(_ reply: SandboxReply, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    if reply.fault?.isReset ?? false { return reset(context) }
    var headers = HTTPHeaders()
    for field in reply.headers { headers.add(name: field.name.rawName, value: field.value) }
    let isBodiless = reply.status == 204 || head.method == .HEAD
    if reply.status != 204 { headers.replaceOrAdd(name: "content-length", value: String(reply.body.count)) }
    let keepsAlive = head.isKeepAlive && !isTooLarge
    if !keepsAlive { headers.replaceOrAdd(name: "connection", value: "close") }
    let responseHead = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(responseHead)), promise: nil)
    let truncation = reply.fault?.truncation ?? reply.body.count
    if !isBodiless, !reply.body.isEmpty {
      let buffer = context.channel.allocator.buffer(bytes: reply.body.prefix(truncation))
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
    if truncation < reply.body.count {
      context.flush()
      return context.close(promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    if !keepsAlive { context.close(promise: nil) }
  }

  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let unchecked = NIOLoopBound(context, eventLoop: context.eventLoop)
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in unchecked.value.close(promise: nil) }
  }
}
