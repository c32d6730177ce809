internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// What a sandbox holds.
struct SandboxContents: Sendable {
  /// The workspaces by the value of the `Authorization` header that opens them.
  var workspaces: [String: Workspace]
  /// Those values, the first workspace's first.
  let order: [String]
  let tokens: (Token, Token)
  /// Changes with each request that may have changed something.
  var revision = 0
  /// How often each fault's rule has fitted.
  private var faultCounts: [Int]
  private var bucket: RateBucket?
  /// Whether there may be something to fetch.
  private var hasImports = true

  init(_ configuration: SandboxConfiguration, _ state: SandboxState?) {
    // Presigned forms and download addresses are made of ids, so nobody may be able to guess them.
    let isStandard = configuration.seed == SandboxConfiguration.standardSeed
    let laterSeed = isStandard ? UInt64.random(in: .min ... .max) : configuration.seed
    var secrets = Identifiers(seed: laterSeed, for: .tokens)
    tokens = (Self.token(state?.tokens.first, &secrets), Self.token(state?.tokens.dropFirst().first, &secrets))
    order = [tokens.0.authorizationHeaderValue(), tokens.1.authorizationHeaderValue()]
    faultCounts = configuration.faults.map { _ in 0 }
    bucket = configuration.rate.map { RateBucket($0, now: configuration.clock()) }
    workspaces = [:]
    let kept = state?.workspaces ?? []
    for (index, key) in order.enumerated() {
      workspaces[key] =
        kept.indices.contains(index) ? kept[index] : Seed.workspace(index, configuration, laterSeed: laterSeed)
      workspaces[key]?.workTime = configuration.workTime
      workspaces[key]?.uploadLimit = configuration.uploadLimit
    }
  }

  /// A token that was kept, or a new one. Identifiers hold letters and digits alone, which every token may have.
  private static func token(_ kept: String?, _ names: inout Identifiers) -> Token {
    if let kept, let token = try? Token(kept) { return token }
    while true {
      if let token = try? Token(Token.prefix + names.next() + names.next()) { return token }
    }
  }

  /// Lets a request change a workspace; one that fails leaves it as it was.
  ///
  /// - Parameter keepsOld: whether the request may change things before it fails.
  mutating func change<Output>(
    _ key: String, now: Double, keepsOld: Bool, _ body: (inout Workspace) throws(SandboxError) -> Output
  ) throws(SandboxError) -> Output {
    guard let index = workspaces.index(forKey: key) else { throw .unauthorized }
    let old = keepsOld ? workspaces.values[index] : nil
    workspaces.values[index].now = now
    do throws(SandboxError) {
      let output = try body(&workspaces.values[index])
      if keepsOld {
        revision &+= 1
        hasImports = hasImports || !workspaces.values[index].imports.isEmpty
      }
      return output
    } catch {
      if let old { workspaces.values[index] = old }
      throw error
    }
  }

  mutating func takeImports() -> [ImportJob] {
    guard hasImports else { return [] }
    hasImports = false
    return order.flatMap { key in
      defer { workspaces[key]?.imports = [] }
      return workspaces[key]?.imports ?? []
    }
  }

  mutating func finish(_ job: ImportJob, _ bytes: [UInt8]?, now: Double) {
    for key in order where workspaces[key]?.layers[job.layerID] != nil {
      let hints = PlaceColumns(hints: workspaces[key]?.layers[job.layerID]?.array("_hints") ?? [])
      let name = Workspace.layerName(job.url)
      let data = bytes.flatMap { DataFile(name: name, bytes: $0, placeColumns: hints) }
      workspaces[key]?.now = now
      workspaces[key]?.receive(data, for: job.layerID)
      revision &+= 1
    }
  }

  mutating func fault(for request: SandboxRequest, _ rules: [FaultRule]) -> Fault? {
    for (index, rule) in rules.enumerated() where rule.fits(request.method, request.path) {
      faultCounts[index] &+= 1
      if faultCounts[index] % rule.every == 0 { return rule.fault }
    }
    return nil
  }

  /// - Returns: nil when a request may go on, otherwise the seconds to wait.
  mutating func limit(_ rate: RateLimit?, now: Double) -> Int? {
    rate == nil ? nil : bucket?.take(now: now)
  }
}
