internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Sandbox

/// Collects a request, passes it to the sandbox and has the response written.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: SandboxService
  private let imports: ImportRunner
  private let log: RequestLog?
  private let monitor: ConnectionMonitor
  private let writer: SocketResponseWriter
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var limit = 0
  /// Whether the request has been rejected before all of it arrived, or because it is malformed. The rest is ignored.
  private var isRejected = false

  init(
    service: SandboxService, imports: ImportRunner, monitor: ConnectionMonitor, date: DateHeader, log: RequestLog?
  ) {
    self.service = service
    self.imports = imports
    self.monitor = monitor
    self.log = log
    writer = SocketResponseWriter(date: date, monitor: monitor)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer):
      if isRejected { return }
      if body.count + buffer.readableBytes > limit {
        if let head { reject(service.tooLargeResponse(head.uri), context) }
      } else {
        body.append(contentsOf: buffer.readableBytesView)
      }
    case .end:
      if isRejected { return }
      monitor.requestEnded()
      if let head { respond(to: head, context) }
    }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    monitor.headEnded()
    self.head = head
    body = []
    isRejected = false
    if let rejection = OriginCheck.rejection(of: head) { return reject(rejection, context) }
    limit = service.bodyLimit(head.uri)
    let length = head.headers.first(name: "content-length").flatMap { Int($0) }
    if let length, length > limit { return reject(service.tooLargeResponse(head.uri), context) }
    // Source: RFC 9110, section 10.1.1.
    guard head.version == .http1_1, let expectation = head.headers.first(name: "expect") else { return }
    if expectation.lowercased() == "100-continue" {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    } else {
      reject(SandboxResponse(status: 417), context)
    }
  }

  /// Responds before all of the request has arrived, and closes the connection afterwards.
  private func reject(_ response: SandboxResponse, _ context: ChannelHandlerContext) {
    guard let head else { return }
    body = []
    log?.add(head, response, seconds: 0)
    writeLast(response, to: head, context)
  }

  /// Writes the last response of a connection. Reading goes on for a while: if a connection is closed with something
  /// unread, the client may lose the response. Source: RFC 9112, section 9.6.
  private func writeLast(_ response: SandboxResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isRejected = true
    var closing = head
    closing.headers.replaceOrAdd(name: "connection", value: "close")
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    writer.write(response, to: closing, context, closes: false) {
      let (handler, context) = bound.value
      handler.monitor.closingStarted()
      context.close(mode: .output, promise: nil)
    }
  }

  private func respond(to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let start = SystemClock.now()
    let request = SandboxRequest(of: head, body)
    body = []
    self.head = nil
    let response = service.response(to: request)
    imports.run(service)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let finish: @Sendable () -> Void = {
      let (handler, context) = bound.value
      handler.log?.add(head, response, seconds: SystemClock.now() - start)
      handler.writer.write(response, to: head, context, closes: !head.isKeepAlive) {
        bound.value.0.monitor.responseEnded()
      }
    }
    if let delay = response.fault?.delay, delay > 0 {
      context.eventLoop.scheduleTask(in: .nanoseconds(Int64(delay * 1e9)), finish)
    } else {
      finish()
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if isRejected { return }
    guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
    let status = error == .headerOverflow ? 431 : 400
    writeLast(
      SandboxResponse(status: status), to: HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"), context)
  }
}

extension SandboxRequest {
  /// A request from a socket, with only the headers that the sandbox reads.
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
