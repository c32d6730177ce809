package import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Synchronization

/// Felt in memory: stores what requests create, and responds as Felt does. It does no I/O of its own, and is safe to
/// use from several threads.
package final class SandboxService: Sendable {
  /// The token of the first workspace.
  package let token: Token
  /// The token of a second workspace, which has no access to the first.
  package let secondToken: Token

  let configuration: SandboxConfiguration
  private let store: Mutex<SandboxStore>
  private static let prefix = "/api/v2"

  /// - Parameter state: the saved state of an earlier sandbox; nil for a new one.
  package init(configuration: SandboxConfiguration = SandboxConfiguration(), state: SandboxState? = nil) {
    self.configuration = configuration
    let store = SandboxStore(configuration, state)
    (token, secondToken) = store.tokens
    self.store = Mutex(store)
  }

  /// Works on what is stored, which is made with the first request.
  private func withStore<Result>(_ body: (inout SandboxStore) -> Result) -> Result {
    store.withLock { store in
      store.fill(configuration)
      return body(&store)
    }
  }

  /// Handles a request.
  package func response(to request: SandboxRequest) -> SandboxResponse {
    withStore { store in
      let fault = store.fault(for: request, configuration.faults)
      var response: SandboxResponse
      if let status = fault?.status {
        response = Self.faultResponse(status, to: request)
      } else {
        response = regularResponse(to: request, &store)
      }
      if let seconds = fault?.retryAfter { response.headers[.retryAfter] = String(seconds) }
      response.fault = fault
      if request.method == .head { response.headers[.contentLength] = String(response.body.count) }
      return response
    }
  }

  private func regularResponse(to request: SandboxRequest, _ store: inout SandboxStore) -> SandboxResponse {
    if request.path.hasPrefix(StorageAddress.prefix) {
      let storage = Storage(request: request, limit: configuration.uploadLimit)
      do throws(StorageError) {
        if request.method == .post { store.revision &+= 1 }
        return try storage.response(&store.workspaces, now: configuration.clock())
      } catch { return error.response }
    }
    do throws(SandboxError) { return try handle(request, &store) } catch { return error.response }
  }

  private func handle(
    _ request: SandboxRequest, _ store: inout SandboxStore
  ) throws(SandboxError) -> SandboxResponse {
    guard request.path.hasPrefix(Self.prefix + "/") else {
      throw SandboxError(404, "Not found", "The API's paths begin with \(Self.prefix).", .parameter("path"))
    }
    let authorization = Self.authorization(request)
    guard store.workspaces[authorization] != nil else { throw .unauthorized }
    let now = configuration.clock()
    if let seconds = store.secondsToWait(now: now) {
      var error = SandboxError.general(429, "Too many requests", "Try again in \(seconds) s.")
      error.headers[.retryAfter] = String(seconds)
      throw error
    }
    let route = try Router.route(request, path: String(request.path.dropFirst(Self.prefix.count)))
    let output = try store.run(on: authorization, now: now, isWrite: route.operation.method != .get) {
      workspace throws(SandboxError) in
      try route.handler(&workspace, route.input)
    }
    let status = route.operation.successStatus
    switch output {
    case .nothing: return SandboxResponse(status: status)
    case .json(let value): return .json(status, value)
    case .text(let text, let contentType):
      return SandboxResponse(status: status, headers: [.contentType: contentType], body: Array(text.utf8))
    }
  }

  /// The header's value with the scheme's name in its usual case. Source: RFC 9110, section 11.1.
  private static func authorization(_ request: SandboxRequest) -> String {
    let value = request.headers[.authorization] ?? ""
    if value.hasPrefix("Bearer ") { return value }
    return value.lowercased().hasPrefix("bearer ") ? "Bearer " + value.dropFirst(7) : value
  }

  private static func faultResponse(_ status: Int, to request: SandboxRequest) -> SandboxResponse {
    if status == 204 || status == 304 { return SandboxResponse(status: status) }
    let detail = "This status was requested as a fault of the sandbox."
    if request.path.hasPrefix(StorageAddress.prefix) { return StorageError(status, "Fault", detail).response }
    return SandboxError.general(status, "Fault", detail).response
  }
}

// MARK: - Work and state

extension SandboxService {
  /// The files that are to be fetched, each returned once. Whoever runs the sandbox fetches them with
  /// ``ImportFetcher`` and passes the result to ``finish(_:_:)``.
  package func takeImports() -> [ImportJob] {
    withStore { $0.takeImports() }
  }

  /// Returns files that were taken but not fetched.
  package func putBack(_ jobs: [ImportJob]) {
    withStore { $0.putBack(jobs) }
  }

  /// Completes an import.
  package func finish(_ job: ImportJob, _ result: ImportResult) {
    withStore { store in store.finish(job, result, now: configuration.clock()) }
  }

  /// Increases whenever the sandbox's state may have changed.
  package var revision: Int {
    withStore { $0.revision }
  }

  /// Everything the sandbox stores, to be saved.
  package var state: SandboxState {
    withStore { SandboxState($0.workspaces, order: $0.order) }
  }
}

extension SandboxService {
  /// The maximum size of an upload form without its file, in bytes.
  private static let formOverhead = 1 << 16

  /// The maximum size of a request's body, in bytes.
  ///
  /// - Parameter target: the path, with or without its query.
  package func bodyLimit(_ target: String) -> Int {
    target.hasPrefix(StorageAddress.uploads) ? configuration.uploadLimit + Self.formOverhead : Router.bodyLimit
  }

  /// The response to a request whose body exceeds ``bodyLimit(_:)``.
  package func tooLargeResponse(_ target: String) -> SandboxResponse {
    target.hasPrefix(StorageAddress.uploads) ? StorageError.tooLarge.response : SandboxError.tooLarge.response
  }
}
