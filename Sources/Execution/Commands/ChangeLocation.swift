internal import CommandLanguage
internal import FeltAPI
internal import JSONText

extension ShellCommand {
  static let changeLocation = ShellCommand(
    CommandSpec(
      "cd", .looking, "Go to a project, a map or a layer, by its title",
      arguments: [ArgumentSpec("PATH|TITLE", .location, isOptional: true)], effect: .reads, recording: .folded,
      isEssential: true,
      details: [
        .init("cd \"Flood zones\"", "a title, or its beginning; from anywhere, a map's is enough"),
        .init("cd /maps/$map", "a path; the address of a map's page; an id"),
        .init("cd ..  cd /", "back; to the top"),
        .init("get layers", "paths then count from there"),
      ], examples: ["cd \"Flood zones\"", "cd .."]),
    run: { call, step in
      defer { step.result.changes.append(.location(step.session.locations)) }
      guard let word = call.word("PATH|TITLE") else { return step.session.locations = [] }
      if let place = try step.place(of: word) { return step.session.locations = [place] }
      let text = try word.rawText ?? step.calls.locationText(word)
      switch text {
      case "/", "~": step.session.locations = []
      case "..": if !step.session.locations.isEmpty { step.session.locations.removeLast() }
      case ".", "": break
      default:
        if text.begins(with: "/") || text.contains("://") {
          step.session.locations = [try step.visit(text, range: word.range)]
        } else {
          step.session.locations = try step.find(text, range: word.range)
        }
      }
    })
}

extension StepContext {
  /// Reads a path, so that its title is known.
  fileprivate func visit(_ path: String, range: SourceRange) throws -> Location {
    let (value, request) = try read(path, at: range)
    return Location(path: request.path, title: value.object?.title ?? request.path)
  }
}
