internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let logout = ShellCommand(
    CommandSpec("logout", .session, "Forget the token", effect: .session, need: .always(.account)),
    run: { call, step in
      guard step.session.builder.token != nil else { return try step.notice(.wasNotLoggedIn) }
      step.logout()
      try step.notice(.loggedOut)
    })
}

extension StepContext {
  /// Forgets the token and overwrites its bytes.
  func logout() {
    let token = session.builder.token
    session.changeAccount(to: nil, from: .login, of: nil)
    token?.erase()
    result.changes.append(.account)
  }
}
