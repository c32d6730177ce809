internal import CommandLanguage

extension ShellCommand {
  /// The HTTP methods. Their statements are requests, which the executor runs itself.
  static let requestMethods = [
    method(
      "get", "Read something: get /projects", .reads, isEssential: true, examples: ["get /projects --table name,id"]),
    method(
      "post", "Make or change something: post /maps title=\"Flood zones\"", .writes, isEssential: true,
      examples: ["map = post /maps title=\"Flood zones\"", "post /maps/$map/update title=\"Flood zones 2026\""]),
    method("delete", "Delete something; asks first", .deletes, examples: ["delete /maps/$map"]),
    method("put", "Send a PUT request", .writes),
    method("patch", "Send a PATCH request", .writes),
    method("head", "Ask for the headers alone", .reads, examples: ["head /user --headers"]),
  ]

  private static func method(
    _ name: String, _ summary: String, _ effect: CommandSpec.Effect, isEssential: Bool = false, examples: [String] = []
  ) -> ShellCommand {
    ShellCommand(
      CommandSpec(
        name, .requests, summary,
        arguments: [
          ArgumentSpec("PATH", .requestLine), ArgumentSpec("ITEM", .text, isOptional: true, repeats: true),
        ], takesOutput: true, effect: effect, recording: .verbatim, isEssential: isEssential,
        details: [
          .init("PATH", "relative to /api/v2, as in /maps, or to where cd went; or a whole URL of the same server"),
          .init("ITEM", "name=value and more: see help items"),
          .init("OPTIONS", "see help output"),
          .init("", "help /maps lists the operations below a path; help create_map explains one"),
        ], examples: examples))
  }
}
