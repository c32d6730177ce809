internal import CommandLanguage

extension ShellCommand {
  static let expect = ShellCommand(
    CommandSpec(
      "expect", .scripts, "Check the last response: expect status 200",
      arguments: [ArgumentSpec("[not] WHAT [IS VALUE]", .expectation)], recording: .verbatim,
      details: [
        .init("expect status 404", "a response that is an error is fine when its status was expected"),
        .init(
          "expect $.title == \"A\"",
          "also \(Expectation.Comparison.allCases.dropFirst().map(\.rawValue).joined(separator: " "))"),
        .init("expect $.layers[*].status all completed", "each of them"),
        .init("expect count($.layers) >= 2", "how many"),
        .init("expect header content-type contains json", "a header of the response"),
        .init("expect time < 2s", "how long it took"),
        .init("expect not $.folder_id == null", "the opposite"),
      ], examples: ["expect status 200", "expect $.title == \"Flood zones\""]),
    run: { call, step in
      guard let expectation = call.expectation, !step.session.options.isDryRun else { return }
      try ExpectationChecker(step.session, step.resolver).check(expectation)
    })
}
