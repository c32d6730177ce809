internal import CommandLanguage

extension ShellCommand {
  static let test = ShellCommand(
    CommandSpec(
      "test", .scripts, "Run transcripts, and compare each response with what is written there",
      arguments: [ArgumentSpec("FILE", .script, repeats: true)],
      options: [
        OptionSpec("--update", summary: "rewrite what differs, and nothing else"),
        OptionSpec("--strict", summary: "a key that the transcript doesn't have is a difference too"),
      ], effect: .deletes,
      details: [
        .init("record FILE --transcript", "makes one: a script with `#> ` lines that say what each request gives"),
        .init("#> 200", "the status"),
        .init("#> {\"id\": <id:map>, \"title\": \"A\", ...}", "the body: JSON, in which any part may be a placeholder"),
        .init("<id> <time> <url> <secret>", "any of its kind; also <string> <number> <boolean> <any>"),
        .init("<id:map>", "the same name is the same value, in every response and inside of texts"),
        .init("...", "the rest of an object or a list, whatever it is"),
        .init(
          "#> 200 GET /maps/<id:map>", "below a command that sends several requests, such as upload: which of them"),
        .init("#> 200 text/csv", "what is not JSON: its lines follow, and ... is any number of lines"),
        .init("", "the order of keys is free; things in a list are found by id, name or title"),
        .init("feltsh test FILE...", "the same from the command line; exit status 1 when something differs"),
      ]),
    run: { call, step in
      let files = try call.words("FILE").map { try step.readableFile($0) }
      guard step.session.sourceDepth < Script.maximumDepth else { throw Failure(.sourcedTooDeep) }
      var options = TranscriptControl.Options()
      options.updates = call.has("--update")
      options.isStrict = call.has("--strict")
      step.session.sourceDepth += 1
      defer { step.session.sourceDepth -= 1 }
      let summaries = step.environment.transcripts.test(files, options)
      guard let failed = summaries.first(where: { $0.status != .success }) else { return }
      if failed.status == .expectationFailed, failed.differences > 0 {
        throw Failure(.transcript(.differences(summaries.reduce(0) { $0 + $1.differences })))
      }
      throw Failure(.scriptFailed(path: failed.file, failed.status))
    })
}
