package import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Synchronization

/// A Felt in memory: takes requests, keeps what they make, and answers as Felt does. Safe to use from several threads.
package final class SandboxService: Sendable {
  /// The token of the first workspace.
  package let token: Token
  /// The token of another workspace, which sees nothing of the first.
  package let secondToken: Token

  private struct State {
    var workspaces: [String: Workspace] = [:]
    /// How often each fault's rule has fitted.
    var faultCounts: [Int] = []
  }

  private let configuration: SandboxConfiguration
  private let state: Mutex<State>
  /// The most bytes that a body may have.
  package static let bodyLimit = 32 << 20
  private static let prefix = "/api/v2"

  package init(configuration: SandboxConfiguration = SandboxConfiguration()) {
    self.configuration = configuration
    var names = Identifiers(seed: configuration.seed &+ 1)
    token = Self.makeToken(&names)
    secondToken = Self.makeToken(&names)
    let now = configuration.clock()
    var state = State()
    state.faultCounts = configuration.faults.map { _ in 0 }
    for (index, (token, name)) in [(token, "Ada"), (secondToken, "Grace")].enumerated() {
      var workspace = Workspace(
        seed: configuration.seed &+ 2 &+ UInt64(index), name: name + " Sandbox",
        email: name.lowercased() + "@sandbox.example",
        now: now)
      if !configuration.isEmpty { Seed.fill(&workspace) }
      state.workspaces[token.authorizationHeaderValue()] = workspace
    }
    self.state = Mutex(state)
  }

  /// Identifiers hold letters and digits alone, which every token may have.
  private static func makeToken(_ names: inout Identifiers) -> Token {
    while true {
      if let token = try? Token(Token.prefix + names.next() + names.next()) { return token }
    }
  }

  /// Answers a request.
  package func answer(_ request: SandboxRequest) -> SandboxReply {
    state.withLock { state in
      let fault = fault(for: request, &state)
      var reply: SandboxReply
      if let status = fault?.status {
        reply = Self.spoiled(status, fault?.retryAfter)
      } else {
        do throws(SandboxError) {
          reply = try handle(request, &state)
        } catch {
          reply = error.reply
        }
      }
      reply.fault = fault
      if request.method == .head { reply.headers[.contentLength] = String(reply.body.count) }
      return reply
    }
  }

  private func handle(_ request: SandboxRequest, _ state: inout State) throws(SandboxError) -> SandboxReply {
    let authorization = request.headers[.authorization] ?? ""
    guard request.path.hasPrefix(Self.prefix + "/") else {
      throw SandboxError(404, "Not found", "The API is below \(Self.prefix).", "parameter", "path")
    }
    guard state.workspaces[authorization] != nil else { throw .unauthorized }
    let input = try Router.route(request, path: String(request.path.dropFirst(Self.prefix.count)))
    guard let handler = Handlers.all[input.operation.name] else {
      throw SandboxError(
        500, "Not in the sandbox", "The sandbox cannot do \(input.operation.name).", "parameter", "path")
    }
    guard var workspace = state.workspaces.removeValue(forKey: authorization) else { throw .unauthorized }
    // What a refused request may have begun is not kept.
    let before = workspace
    workspace.now = configuration.clock()
    do throws(SandboxError) {
      let body = try handler(&workspace, input)
      state.workspaces[authorization] = workspace
      guard let body else { return SandboxReply(status: input.operation.successStatus) }
      return .json(input.operation.successStatus, body)
    } catch {
      state.workspaces[authorization] = before
      throw error
    }
  }

  private func fault(for request: SandboxRequest, _ state: inout State) -> Fault? {
    let path = request.path.hasPrefix(Self.prefix) ? String(request.path.dropFirst(Self.prefix.count)) : request.path
    for (index, rule) in configuration.faults.enumerated() where rule.fits(request.method, path) {
      state.faultCounts[index] += 1
      if state.faultCounts[index] % rule.every == 0 { return rule.fault }
    }
    return nil
  }

  private static func spoiled(_ status: Int, _ retryAfter: Int?) -> SandboxReply {
    let error = SandboxError(status, "Fault", "The sandbox was asked to answer \(status).", "parameter", "fault")
    var reply = error.reply
    if let retryAfter { reply.headers[.retryAfter] = String(retryAfter) }
    return reply
  }
}
