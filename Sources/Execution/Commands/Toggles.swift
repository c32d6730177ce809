internal import CommandLanguage

extension ShellCommand {
  static let hints = toggle(
    .hints, "Show what is still to be typed, beside it",
    details: [
      .init("create_map ", "shows [title=] [basemap=] … at the right: required fields bare, others in brackets"),
      .init("hints off", "shows nothing; in the start-up file, for good: see help rc"),
    ])

  static let prefetch = toggle(
    .prefetch, "Let Tab ask once for projects and maps it has not seen",
    details: [.init("", "see help completion")])

  static let pager = toggle(
    .pager, "Read what is longer than the screen in $PAGER",
    details: [
      .init("pager off", "long responses scroll past; in the start-up file, for good: see help rc"),
      .init("$PAGER", "the program that shows them, usually less -FRX; PAGER= is off too"),
      .init("q  Control-C", "leave the pager; the shell goes on, and $_ has the whole response"),
    ])

  private static func toggle(
    _ toggle: Toggle, _ summary: String, details: [CommandSpec.Detail]
  ) -> ShellCommand {
    ShellCommand(
      CommandSpec(
        toggle.rawValue, .session, summary, arguments: [.choice("on", "off", isOptional: true)], effect: .session,
        details: details),
      run: { call, step in
        guard let word = call.word("on|off") else {
          return try step.notice(.toggle(toggle, step.session.preferences[toggle]))
        }
        step.session.preferences[toggle] = word.text == "on"
      })
  }
}
