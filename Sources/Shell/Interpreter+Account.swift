internal import Recording
internal import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import LineEditing
internal import Terminal

extension Interpreter {
  /// Takes a token, asks Felt whose it is, and keeps it when Felt takes it.
  func login(_ source: LoginSource) throws {
    let (token, origin) = try token(from: source)
    if let warning = token.warning { screen.message(StyledText("warning: ", .warning) + StyledText(warning)) }
    var builder = session.builder
    builder.token = token
    let owner = try owner(of: builder)
    session.changeAccount(to: token, from: origin, of: owner)
    screen.message(
      StyledText("Logged in as ", .success) + StyledText(SafeText.of(owner.description), .strong)
        + StyledText("  \(token)", .faint))
  }

  private func token(from source: LoginSource) throws -> (Token, origin: String) {
    switch source {
    case .file(let word): return (try TokenSources.token(inFile: try expander.file(word)), try expander.text(word))
    case .environment:
      guard let found = tokens.environment else {
        throw Failure(.unauthorized, "neither FELT_API_TOKEN nor FELT_KEY is set")
      }
      return found
    case .question: return (try askForToken(), "login")
    }
  }

  private func askForToken() throws -> Token {
    guard editor.isInteractive else {
      throw Failure(
        .unauthorized, "login asks for the token on a terminal, and there is none",
        advice: "use login --token-file FILE, login --env, or FELT_API_TOKEN")
    }
    screen.message(
      StyledText(
        "A token is made in Felt: workspace settings, Developers tab, https://felt.com/maps/latest/developers\n"
          + "It is shown only once and holds for one workspace.", .faint))
    switch try editor.readSecret("Token (not shown): ") {
    case .line(let text):
      do { return try Token(text) } catch {
        throw Failure(.unauthorized, "this is no token: \(error.description)")
      }
    case .interrupted, .terminated: throw Failure(.interrupted, "not logged in")
    case .endOfInput: throw Failure(.unauthorized, "no token was given")
    }
  }

  /// Asks whose token a builder has.
  private func owner(of builder: RequestBuilder) throws -> TokenOwner {
    guard let operation = Catalogue.operation(named: "show_current_user") else {
      throw Failure(.unreadable, "the catalogue has no show_current_user")
    }
    do {
      let response = try transport.send(try builder.request(for: try Call(operation)))
      guard response.isSuccess else {
        if response.status == 401 {
          throw Failure(
            .unauthorized, "Felt does not take this token (401)", advice: "paste it whole, or make a new one")
        }
        throw Failure(
          ExitStatus(httpStatus: response.status), "the token could not be checked: Felt answered \(response.status)")
      }
      return TokenOwner(response.body)
    } catch let error as TransportError {
      throw Failure(error, method: "GET")
    } catch let error as CallProblem {
      throw Failure(.unauthorized, error.description)
    }
  }

  /// Forgets the token.
  func logout() {
    guard session.builder.token != nil else {
      screen.message("You were not logged in.")
      return
    }
    session.changeAccount(to: nil, from: "", of: nil)
    screen.message("Logged out: the token is forgotten.")
  }

  /// `whoami`, which is `get /user` by another name.
  func whoami(_ text: String) throws {
    guard let operation = Catalogue.operation(named: "show_current_user") else { return }
    let line = RequestLine(verb: .operation(operation), verbRange: 0..<text.utf8.count, arguments: [])
    try request(line, variable: nil, text: text)
  }

  /// Shows the session in a few lines.
  func status() {
    let place = session.options.isSandbox ? "the sandbox" : session.builder.baseURL.description
    var lines = [row("server", place)]
    if let token = session.builder.token {
      lines.append(row("token", "\(token), from \(session.tokenOrigin)"))
      if let owner = session.owner { lines.append(row("account", owner.description)) }
    } else {
      lines.append(row("token", "none: login, or see help login"))
    }
    lines.append(row("timeout", "\(Units.duration(controls.timeout()))"))
    lines.append(row("variables", String(session.variables.count)))
    if let file = recorder.file { lines.append(row("recording", file)) }
    if session.options.isReadOnly { lines.append(row("mode", "read only")) }
    lines.forEach(screen.message)
  }

  private func row(_ name: String, _ value: String) -> StyledText {
    StyledText(name + String(repeating: " ", count: max(1, 11 - name.count)), .faint) + StyledText(SafeText.of(value))
  }
}
