package import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Synchronization

/// A Felt in memory: takes requests, keeps what they make, and answers as Felt does. It does no input or output of its
/// own, and is safe to use from several threads.
package final class SandboxService: Sendable {
  /// The token of the first workspace.
  package let token: Token
  /// The token of another workspace, which sees nothing of the first.
  package let secondToken: Token

  let configuration: SandboxConfiguration
  private let contents: Mutex<SandboxContents>
  private static let prefix = "/api/v2"

  /// - Parameter state: what an earlier sandbox held; nil for a new one.
  package init(configuration: SandboxConfiguration = SandboxConfiguration(), state: SandboxState? = nil) {
    self.configuration = configuration
    let contents = SandboxContents(configuration, state)
    (token, secondToken) = contents.tokens
    self.contents = Mutex(contents)
  }

  /// Answers a request.
  package func answer(_ request: SandboxRequest) -> SandboxReply {
    contents.withLock { contents in
      let fault = contents.fault(for: request, configuration.faults)
      var reply: SandboxReply
      if let status = fault?.status {
        reply = Self.spoiled(status)
      } else {
        reply = honestReply(to: request, &contents)
      }
      if let seconds = fault?.retryAfter { reply.headers[.retryAfter] = String(seconds) }
      reply.fault = fault
      if request.method == .head { reply.headers[.contentLength] = String(reply.body.count) }
      return reply
    }
  }

  private func honestReply(to request: SandboxRequest, _ contents: inout SandboxContents) -> SandboxReply {
    if request.path.hasPrefix(StorageAddress.prefix) {
      let storage = Storage(request: request, limit: configuration.uploadLimit)
      do throws(StorageError) {
        if request.method == .post { contents.revision &+= 1 }
        return try storage.answer(&contents.workspaces, now: configuration.clock())
      } catch { return error.reply }
    }
    do throws(SandboxError) { return try handle(request, &contents) } catch { return error.reply }
  }

  private func handle(_ request: SandboxRequest, _ contents: inout SandboxContents) throws(SandboxError) -> SandboxReply
  {
    guard request.path.hasPrefix(Self.prefix + "/") else {
      throw SandboxError(404, "Not found", "The API is below \(Self.prefix).", .parameter("path"))
    }
    let authorization = Self.authorization(request)
    guard contents.workspaces[authorization] != nil else { throw .unauthorized }
    let now = configuration.clock()
    if let seconds = contents.limit(configuration.rate, now: now) {
      var error = SandboxError.plain(429, "Too many requests", "Try again in \(seconds) s.")
      error.headers[.retryAfter] = String(seconds)
      throw error
    }
    let (route, input) = try Router.route(request, path: request.path.dropFirst(Self.prefix.count))
    let output = try contents.change(authorization, now: now, keepsOld: route.operation.method != .get) {
      workspace throws(SandboxError) in
      try route.handler(&workspace, input)
    }
    let status = route.operation.successStatus
    switch output {
    case .nothing: return SandboxReply(status: status)
    case .json(let value): return .json(status, value)
    case .text(let text, let contentType):
      return SandboxReply(status: status, headers: [.contentType: contentType], body: Array(text.utf8))
    }
  }

  /// The scheme's name is taken in any case. Source: RFC 9110, section 11.1.
  private static func authorization(_ request: SandboxRequest) -> String {
    let value = request.headers[.authorization] ?? ""
    if value.hasPrefix("Bearer ") { return value }
    return value.lowercased().hasPrefix("bearer ") ? "Bearer " + value.dropFirst(7) : value
  }

  private static func spoiled(_ status: Int) -> SandboxReply {
    if status == 204 || status == 304 { return SandboxReply(status: status) }
    return SandboxError.plain(status, "Fault", "The sandbox was asked to answer \(status).").reply
  }
}

// MARK: - Work and state

extension SandboxService {
  /// The addresses that are to be fetched since this was last asked for. Whoever runs the sandbox fetches them, with
  /// ``ImportFetcher``, and gives the outcome to ``finish(_:_:)``.
  package func takeImports() -> [ImportJob] {
    contents.withLock { $0.takeImports() }
  }

  /// Takes what was fetched; nil when nothing could be.
  package func finish(_ job: ImportJob, _ bytes: [UInt8]?) {
    contents.withLock { contents in contents.finish(job, bytes, now: configuration.clock()) }
  }

  /// Changes whenever what the sandbox holds may have changed.
  package var revision: Int {
    contents.withLock { $0.revision }
  }

  /// What the sandbox holds, to be kept.
  package var state: SandboxState {
    contents.withLock { SandboxState($0.workspaces, order: $0.order) }
  }
}

extension SandboxService {
  /// What a form holds beside its file: fields and the lines around them.
  private static let formOverhead = 1 << 16

  /// The most bytes that the body of a request may have.
  ///
  /// - Parameter target: the path, with or without its query.
  package func bodyLimit(_ target: String) -> Int {
    target.hasPrefix(StorageAddress.uploads) ? configuration.uploadLimit + Self.formOverhead : Router.bodyLimit
  }

  /// What a request is answered whose body is larger than ``bodyLimit(_:)``; nobody need read it.
  package func tooLarge(_ target: String) -> SandboxReply {
    target.hasPrefix(StorageAddress.uploads) ? StorageError.tooLarge.reply : SandboxError.tooLarge.reply
  }
}
