internal import ArgumentParser
internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import Recording

extension Arguments {
  /// A command line that asks what scripts take, `run --help FILE...`, without the `--help`; nil for any other.
  static func scriptHelp(_ typed: [String]) -> Arguments? {
    let rest = typed.filter { $0 != "--help" && $0 != "-h" }
    guard rest.count < typed.count, let arguments = try? Arguments.parse(rest), !arguments.words.isEmpty,
      arguments.task == ProgramTask.run.rawValue || arguments.task == ProgramTask.check.rawValue
    else { return nil }
    return arguments
  }

  /// Whether nothing goes over a network, and nothing lasts.
  var isOffline: Bool { sandbox || replay != nil }

  /// Refuses options of the sandbox where there is none, so that nobody takes the real Felt for it.
  func checkSandboxOptions() throws {
    let serves = task == ProgramTask.sandbox.rawValue
    if !serves, port != nil { throw UsageProblem.needs("--port", "feltsh sandbox --port N") }
    if !serves, state != nil { throw UsageProblem.needs("--state", "feltsh sandbox --state FILE") }
    guard !serves, !sandbox else { return }
    let given = [("--fault", !fault.isEmpty), ("--rate", rate != nil), ("--seed", seed != nil), ("--empty", empty)]
    if let option = given.first(where: \.1) { throw UsageProblem.needs(option.0, "--sandbox") }
  }

  /// Where the API is.
  func base(_ environment: [String: String]) throws -> BaseURL {
    guard !isOffline, let text = baseURL ?? environment["FELT_BASE_URL"], !text.isEmpty else { return .felt }
    guard let url = BaseURL(text) else { throw UsageProblem.baseURL(text) }
    return url
  }

  /// The variables that `--var` sets.
  func variableValues() throws -> [String: String] {
    var result: [String: String] = [:]
    for text in variables {
      let name = String(text.prefix { $0 != "=" })
      guard name.count < text.count, name.isVariableName, name != "_" else { throw UsageProblem.variable(text) }
      result[name] = String(text.dropFirst(name.count + 1))
    }
    return result
  }

  /// The longest body that is held in memory, in bytes.
  func maximumBody() throws -> Int {
    guard (1...65_536).contains(maxBody) else { throw UsageProblem.option("--max-body takes a number of megabytes") }
    return maxBody << 20
  }

  /// Which requests are sent again.
  ///
  /// - Parameter pause: waits for some seconds; false when Control-C ended it.
  func retryPolicy(_ pause: @escaping (Double) -> Bool) throws -> RetryPolicy {
    let count = retries ?? (isOffline ? 0 : 3)
    guard (0...100).contains(count) else { throw UsageProblem.option("--retries takes a number up to 100") }
    return RetryPolicy(limit: count, repeatsWrites: retries != nil, pause: pause)
  }

  /// The reports that the command line asks for.
  func reportKinds(_ environment: [String: String]) throws -> [Reports.Kind] {
    try report.map { text in
      let (format, file) = (text.prefix { $0 != "=" }, String(text.drop { $0 != "=" }.dropFirst()))
      switch format {
      case "json" where !file.isEmpty: return .json(file)
      case "junit" where !file.isEmpty: return .junit(file)
      case "github" where file.isEmpty:
        return .github(summary: environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 })
      default: throw UsageProblem.report(text)
      }
    }
  }

  /// How long a request may take, in seconds.
  func seconds() throws -> Double {
    guard timeout > 0, timeout < 86_400 else { throw UsageProblem.timeout }
    return timeout
  }
}

extension SessionOptions {
  init(_ arguments: Arguments, _ environment: [String: String]) {
    self.init()
    isSandbox = arguments.isOffline
    isReadOnly = arguments.readOnly
    assumesYes = arguments.yes
    isDryRun = arguments.dryRun
    marksItems = !arguments.report.isEmpty || arguments.retryFailed != nil
    errorPolicy = arguments.onError?.policy ?? .usual
    isPretty = arguments.pretty
    isVerbose = arguments.verbose
    allowsShell = arguments.allowShell
    skipsValidation = arguments.noCheck
    self.environment = environment
  }
}
