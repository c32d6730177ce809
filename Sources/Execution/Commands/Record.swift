internal import CommandLanguage
internal import Platform

extension ShellCommand {
  static let record = ShellCommand(
    CommandSpec(
      "record", .scripts, "Write what you do as a script",
      arguments: [ArgumentSpec("FILE", .file, isOptional: true, keywords: ["off"])],
      options: recordingOptions + [OptionSpec("--append", summary: "add to what the file has")],
      isEssential: true,
      details: [
        .init("record FILE", "from here on; each step is in the file when its command ends"),
        .init("record off", "ends it"), .init("record", "says what is recorded, and which ids remain literal"),
        .init("--all", "keeps reads that nothing depends on"),
        .init("--transcript", "keeps them, and what each request gave, as `#> ` lines: see help test"),
        .init("", "ids become variables, so that the script runs elsewhere; what failed becomes a comment"),
        .init("", "a secret is never written: the script takes it as a parameter"),
      ], examples: ["record /tmp/session.felt", "record off"]),
    run: { call, step in
      let recording = step.environment.recording
      guard let word = call.word("FILE") else { return try step.notice(.recordingState(recording.summary())) }
      if word.bareText == "off" {
        guard let summary = try recording.stop() else { throw Failure(.recording(.notRecording), at: word.range) }
        return try step.notice(.recordingEnded(summary))
      }
      if let file = recording.summary()?.file { throw Failure(.recording(.alreadyRecording(file)), at: word.range) }
      let path = try step.writableFile(word)
      try step.checkReplacing(path, call, at: word.range)
      try step.pointing(at: word.range) { try recording.start(path, step.options(call)) }
      try step.notice(.recordingBegan(file: path))
    })

  static let save = ShellCommand(
    CommandSpec(
      "save", .scripts, "Write what you have done in this session as a script",
      arguments: [ArgumentSpec("FILE", .file), ArgumentSpec("N-M", .text, isOptional: true)],
      options: recordingOptions,
      details: [.init("save FILE 3-7", "only commands 3 to 7, as history numbers them in this session")],
      examples: ["save /tmp/session.felt"]),
    run: { call, step in
      guard let word = call.word("FILE") else { return }
      let path = try step.writableFile(word)
      let range = try call.word("N-M").map { try step.range($0) }
      try step.checkReplacing(path, call, at: word.range)
      try step.pointing(at: word.range) {
        try step.notice(.recordingEnded(try step.environment.recording.save(path, range, step.options(call))))
      }
    })

  private static let recordingOptions = [
    OptionSpec("--all", summary: "keep reads that nothing depends on"),
    OptionSpec("--transcript", summary: "write below each request what it gave, so that test compares it"),
  ]
}

extension StepContext {
  fileprivate func options(_ call: CommandCall) -> RecordingControl.Options {
    var options = RecordingControl.Options()
    options.appends = call.has("--append")
    options.keepsAll = call.has("--all")
    options.isTranscript = call.has("--transcript")
    return options
  }

  /// Asks before a file is replaced, and refuses when nobody is there.
  fileprivate func checkReplacing(_ path: String, _ call: CommandCall, at range: SourceRange) throws(Failure) {
    guard FileReader.exists(path), path != "/dev/null", !call.has("--append") else { return }
    guard dialog.isPresent else { throw Failure(.recording(.exists(path)), at: range) }
    guard dialog.confirm(.replace(path: path)) else { throw Failure(.declined) }
  }

  /// Points at a word when something fails.
  fileprivate func pointing(at range: SourceRange, _ body: () throws -> Void) throws {
    do { try body() } catch let failure as Failure {
      throw failure.pointing(at: range)
    } catch let error as FileError {
      throw Failure(error, at: range)
    }
  }

  /// `3-7`, or `3`.
  fileprivate func range(_ word: Word) throws(Failure) -> ClosedRange<Int> {
    let text = try text(word)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count == 1, let only = parts[0] { return only...only }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first <= last else {
      throw Failure(.recording(.noSuchCommands(text)), at: word.range)
    }
    return first...last
  }
}
