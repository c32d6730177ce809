internal import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import Platform

extension ShellCommand {
  static let openPage = ShellCommand(
    CommandSpec(
      "open", .looking, "Open a map's page in the browser",
      arguments: [ArgumentSpec("PATH|TITLE", .page, isOptional: true)], effect: .reads, need: .always(.program),
      details: [.init("$BROWSER", "the program that is started, with the page's address")],
      examples: ["open \"Flood zones\""]),
    run: { call, step in
      let word = call.word("PATH|TITLE")
      let location = try word.map { try step.locate($0).path } ?? step.session.path
      let map = "/" + location.split(separator: "/").prefix(2).joined(separator: "/")
      let (value, _) = try step.read(location.hasPrefix("/maps/") ? map : location, at: word?.range)
      guard case .object(let object) = value, let url = object.text("url"), url.hasPrefix("https://") else {
        throw Failure(.location(.nothing("page", suggestion: nil)), at: word?.range)
      }
      let given = step.session.options.environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 }
      let status: Int32
      do throws(FileError) {
        status = try ChildProgram.run(shellCommand: given ?? "xdg-open", arguments: [url])
      } catch {
        throw Failure(error)
      }
      guard status == 0 else { throw Failure(.output(.program(given ?? "xdg-open", status: status))) }
    })
}
