internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Everything a sandbox stores: its workspaces, and how far its faults and its rate limit have come.
struct SandboxStore: Sendable {
  /// The workspaces by the value of the `Authorization` header that gives access to them; none before ``fill(_:)``.
  var workspaces: [String: Workspace] = [:]
  /// Those header values, the first workspace's first.
  let order: [String]
  let tokens: (Token, Token)
  /// Increases with each request that may have changed something.
  var revision = 0
  /// How often each fault's rule has matched.
  private var faultCounts: [Int]
  private var bucket: RateBucket?
  /// Whether there may be files to fetch.
  private var hasImports = true
  /// What the workspaces are made of.
  private let laterSeed: UInt64
  private var saved: [Workspace]

  init(_ configuration: SandboxConfiguration, _ state: SandboxState?) {
    // Presigned forms and download addresses are made of ids, so nobody may be able to guess them.
    let isStandard = configuration.seed == SandboxConfiguration.standardSeed
    laterSeed = isStandard ? UInt64.random(in: .min ... .max) : configuration.seed
    var secrets = Identifiers(seed: laterSeed, for: .tokens)
    tokens = (Self.token(state?.tokens.first, &secrets), Self.token(state?.tokens.dropFirst().first, &secrets))
    order = [tokens.0.authorizationHeaderValue(), tokens.1.authorizationHeaderValue()]
    faultCounts = configuration.faults.map { _ in 0 }
    bucket = configuration.rate.map { RateBucket($0, now: configuration.clock()) }
    saved = state?.workspaces ?? []
  }

  /// Makes the workspaces, if that was not done: they take a fifth of the time to the first prompt.
  mutating func fill(_ configuration: SandboxConfiguration) {
    guard workspaces.isEmpty else { return }
    defer { saved = [] }
    for (index, key) in order.enumerated() {
      var workspace =
        saved.indices.contains(index)
        ? saved[index] : SeedWorld.workspace(index, configuration, laterSeed: laterSeed)
      workspace.workTime = configuration.workTime
      workspace.uploadLimit = configuration.uploadLimit
      workspace.commit()
      workspaces[key] = workspace
    }
  }

  /// A saved token, or a new one. Ids consist of letters and digits, which every token may contain.
  private static func token(_ saved: String?, _ names: inout Identifiers) -> Token {
    if let saved, let token = try? Token(saved) { return token }
    while true {
      if let token = try? Token(Token.prefix + names.next() + names.next()) { return token }
    }
  }

  /// Runs a request's handler on a workspace. When it fails, the workspace stays as it was.
  ///
  /// - Parameter isWrite: whether the request may change what is to be saved.
  mutating func run<Output>(
    on key: String, now: Double, isWrite: Bool, _ body: (inout Workspace) throws(SandboxError) -> Output
  ) throws(SandboxError) -> Output {
    guard let index = workspaces.index(forKey: key) else { throw .unauthorized }
    let (ids, importCount) = (workspaces.values[index].ids, workspaces.values[index].imports.count)
    workspaces.values[index].now = now
    do throws(SandboxError) {
      let output = try body(&workspaces.values[index])
      workspaces.values[index].commit()
      if isWrite { revision &+= 1 }
      hasImports = hasImports || !workspaces.values[index].imports.isEmpty
      return output
    } catch {
      workspaces.values[index].rollBack(ids, importCount: importCount)
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

  mutating func putBack(_ jobs: [ImportJob]) {
    for key in order {
      let own = jobs.filter { workspaces[key]?.layers[$0.layerID] != nil }
      workspaces[key]?.imports.insert(contentsOf: own, at: 0)
    }
    hasImports = true
  }

  mutating func finish(_ job: ImportJob, _ result: ImportResult, now: Double) {
    for key in order where workspaces[key]?.layers[job.layerID] != nil {
      workspaces[key]?.now = now
      workspaces[key]?.receive(result, named: Workspace.layerName(job.url), for: job.layerID)
      workspaces[key]?.commit()
      revision &+= 1
    }
  }

  /// The fault of the first rule that matches a request; nil for none.
  mutating func fault(for request: SandboxRequest, _ rules: [FaultRule]) -> Fault? {
    for (index, rule) in rules.enumerated() where rule.matches(request.method, request.path) {
      faultCounts[index] &+= 1
      if faultCounts[index] % rule.every == 0 { return rule.fault }
    }
    return nil
  }

  /// Counts a request against the rate limit.
  ///
  /// - Returns: nil when the request is within the limit, otherwise the seconds to wait.
  mutating func secondsToWait(now: Double) -> Int? { bucket?.take(now: now) }
}
