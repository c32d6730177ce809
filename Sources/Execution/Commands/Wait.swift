internal import CommandLanguage

extension ShellCommand {
  static let wait = ShellCommand(
    CommandSpec(
      "wait", .files, "Wait until Felt has processed something",
      arguments: [waited],
      options: [
        OptionSpec(
          "--timeout", ArgumentSpec("10m", .duration), summary: "how long at most: 30s, 10m, 1h; 10m if not given"),
        OptionSpec("--dry-run", summary: "show what would be sent"),
      ], effect: .reads, recording: .verbatim,
      details: [
        .init(
          "wait $upload", "a response that promises something: an upload with all its layers, a custom export, a sync"),
        .init("wait \"Roads\"", "a layer, a group, a map with all its layers or a source; by title, path or id"),
        .init("", "fails with exit status 1 when Felt could not do it, or when the time is up"),
      ],
      examples: ["wait \"Flood zones\"", "wait /maps/$map --timeout 5m"]),
    run: { call, step in
      guard let word = call.word(Self.waited.name) else { return }
      let timeout = try call.option("--timeout").map { try step.seconds($0) } ?? AwaitedWork.usualTimeout
      let all = try step.awaitedWork(word)
      if step.session.options.isDryRun || call.has("--dry-run") {
        for work in all { try step.explain(try step.readRequest(work.path, at: word.range)) }
        return try step.tellOfDryRun()
      }
      let start = step.environment.now()
      for work in all {
        let left = max(0, timeout - (step.environment.now() - start))
        try step.waitUntilReady(work, timeout: left, at: word.range)
      }
    })

  private static let waited = ArgumentSpec("LAYER|GROUP|EXPORT|SOURCE|RESPONSE", .resource)
}

extension StepContext {
  /// A time such as `30s`, `10m` or `1h`, in seconds.
  func seconds(_ word: Word) throws(Failure) -> Double {
    let text = try text(word)
    do { return try TimeSpan.seconds(text, at: word.range) } catch { throw Failure(error) }
  }
}
