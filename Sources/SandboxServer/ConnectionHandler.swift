internal import FeltAPI
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Sandbox

/// Collects a request, asks the sandbox, and has the answer written.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: SandboxService
  private let imports: ImportRunner
  private let log: (@Sendable (String) -> Void)?
  private let watch: RequestWatch
  private let writer: ReplyWriter
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var limit = 0
  /// Whether the request has been refused, before it has come in full or because it is none; what else comes is thrown
  /// away.
  private var isRefused = false

  init(
    service: SandboxService, imports: ImportRunner, watch: RequestWatch, date: HTTPDate,
    log: (@Sendable (String) -> Void)?
  ) {
    self.service = service
    self.imports = imports
    self.watch = watch
    self.log = log
    writer = ReplyWriter(date: date)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer):
      if isRefused { return }
      if body.count + buffer.readableBytes > limit {
        if let head { refuse(service.tooLarge(head.uri), context) }
      } else {
        body.append(contentsOf: buffer.readableBytesView)
      }
    case .end:
      if isRefused { return }
      watch.requestEnded()
      if let head { answer(head, context) }
    }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    watch.headEnded()
    self.head = head
    body = []
    isRefused = false
    if let refusal = GuestCheck.refusal(of: head) { return refuse(refusal, context) }
    limit = service.bodyLimit(head.uri)
    let length = head.headers.first(name: "content-length").flatMap { Int($0) }
    if let length, length > limit { return refuse(service.tooLarge(head.uri), context) }
    // Source: RFC 9110, section 10.1.1.
    guard head.version == .http1_1, let expectation = head.headers.first(name: "expect") else { return }
    if expectation.lowercased() == "100-continue" {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    } else {
      refuse(SandboxReply(status: 417), context)
    }
  }

  /// Answers before the request has come in full, and ends the connection after it.
  private func refuse(_ reply: SandboxReply, _ context: ChannelHandlerContext) {
    guard let head else { return }
    isRefused = true
    body = []
    var closing = head
    closing.headers.replaceOrAdd(name: "connection", value: "close")
    note(head, reply, since: SystemClock.now())
    writer.write(reply, to: closing, context, closes: false) {}
    end(context)
  }

  /// Ends the connection, but goes on reading for a while: a connection that is closed with something unread takes the
  /// answer back before the client has seen it. Source: RFC 9112, section 9.6.
  private func end(_ context: ChannelHandlerContext) {
    isRefused = true
    watch.connectionEnds()
    context.close(mode: .output, promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let start = SystemClock.now()
    let request = SandboxRequest(of: head, body)
    body = []
    self.head = nil
    let reply = service.answer(request)
    imports.run(service)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let finish: @Sendable () -> Void = {
      let (handler, context) = bound.value
      handler.note(head, reply, since: start)
      handler.writer.write(reply, to: head, context, closes: !head.isKeepAlive) { bound.value.0.watch.answerEnded() }
    }
    if let delay = reply.fault?.delay, delay > 0 {
      context.eventLoop.scheduleTask(in: .nanoseconds(Int64(delay * 1e9)), finish)
    } else {
      finish()
    }
  }

  /// Writes a line of the log, without what may be secret: no query, no header, no body.
  private func note(_ head: HTTPRequestHead, _ reply: SandboxReply, since start: Double) {
    guard let log else { return }
    let milliseconds = Int((SystemClock.now() - start) * 1000)
    let path = head.uri.prefix { $0 != "?" }
    let outcome = reply.fault?.isReset ?? false ? "reset" : String(reply.status)
    log(Redactor().redacting("\(head.method) \(path) \(outcome) \(reply.body.count) B \(milliseconds) ms"))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if isRefused { return }
    guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
    let status = error == .headerOverflow ? 431 : 400
    let nothing = HTTPRequestHead(
      version: .http1_1, method: .GET, uri: "/", headers: ["connection": "close"])
    writer.write(SandboxReply(status: status), to: nothing, context, closes: false) {}
    end(context)
  }
}

extension SandboxRequest {
  /// A request as it came from a socket. Of the headers only those are taken that the sandbox looks at.
  fileprivate init(of head: HTTPRequestHead, _ body: [UInt8]) {
    var fields = HTTPFields()
    for name in [HTTPField.Name.authorization, .contentType, .range, .ifRange] {
      for value in head.headers[name.rawName] { fields.append(HTTPField(name: name, value: value)) }
    }
    let origin = "http://" + (head.headers.first(name: "host") ?? "")
    self.init(
      method: Self.method(head.method), target: head.uri, headers: fields, body: body, origin: origin,
      storageOrigin: origin)
  }

  private static func method(_ method: HTTPMethod) -> HTTPRequest.Method {
    switch method {
    case .GET: .get
    case .POST: .post
    case .DELETE: .delete
    case .HEAD: .head
    default: HTTPRequest.Method(method.rawValue) ?? .options
    }
  }
}
