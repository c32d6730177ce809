internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let login = ShellCommand(
    CommandSpec(
      "login", .session, "Take a token, and check it",
      options: [
        OptionSpec("--token-file", ArgumentSpec("FILE", .file), summary: "from a file that only you can read"),
        OptionSpec("--env", summary: "from FELT_API_TOKEN or FELT_KEY"),
      ], effect: .session, need: .always(.account), isEssential: true, isPrivate: true,
      details: [
        .init("login", "asks for it without showing it, and checks it with GET /user"),
        .init("where", "workspace settings, Developers tab: \(NextStep.tokenPage)"),
        .init("what", "felt_pat_…; it is shown only once, holds for one workspace, and is a password"),
      ]),
    run: { call, step in
      let (token, source) = try step.token(call)
      if let warning = token.warning { try step.notice(.tokenWarning(warning)) }
      var builder = step.session.builder
      builder.token = token
      let owner = try step.owner(of: builder)
      step.session.changeAccount(to: token, from: source, of: owner)
      step.result.changes.append(.account)
      try step.notice(.loggedIn(owner: owner.description, token: token.description))
    })
}

extension StepContext {
  fileprivate func token(_ call: CommandCall) throws -> (Token, TokenSource) {
    if let file = call.option("--token-file") {
      let path = try readableFile(file)
      return (try TokenSources.token(inFile: path), .file(path))
    }
    if call.has("--env") {
      guard let (token, source) = environment.tokens.environment else { throw Failure(.token(.notSet)) }
      // Logging out overwrites a token; the environment's has to be there for the next login.
      do { return (try Token(token.secret), source) } catch { throw Failure(.token(.malformed(error, source: nil))) }
    }
    guard dialog.isPresent else { throw Failure(.token(.noTerminal)) }
    try notice(.whereTokensAreMade)
    switch try dialog.readSecret() {
    case .text(let text):
      do { return (try Token(text), .login) } catch { throw Failure(.token(.malformed(error, source: nil))) }
    case .none: throw Failure(.token(.notGiven))
    case .interrupted: throw Failure(.loginAbandoned)
    }
  }

  /// Asks Felt whose token a builder has.
  fileprivate func owner(of builder: RequestBuilder) throws -> TokenOwner {
    if session.options.isDryRun { throw Failure(.dryRun) }
    guard let operation = Catalogue.operation(named: "show_current_user") else {
      throw Failure(.other("the catalogue has no show_current_user"))
    }
    let request: Request
    do { request = try builder.request(for: try Call(operation)) } catch { throw Failure(.call(error)) }
    let exchange = try environment.client.exchange(request, step: result.number, limit: session.maximumBody)
    guard let problem = exchange.problem() else { return TokenOwner(try exchange.bytes()) }
    throw Failure(
      .token(
        problem.status == 401
          ? .refused : .notChecked(status: problem.status, redirect: problem.redirect, base: problem.likelyBase)))
  }
}
