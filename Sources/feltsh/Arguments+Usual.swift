internal import ArgumentParser
internal import Terminal

extension Arguments {
  /// The arguments of the usual ways to start: commands of `-c`, and scripts to run, check or test, with no options but
  /// `--sandbox` and `--pretty`. The parser, which they don't need, takes a third of the time to the first prompt.
  ///
  /// - Returns: nil for anything else.
  static func usual(_ typed: [String]) -> Arguments? {
    var arguments = Arguments.defaults
    var rest = typed[...]
    var words: [String] = []
    while let word = rest.popFirst() {
      switch word {
      case "--sandbox": arguments.sandbox = true
      case "--pretty": arguments.pretty = true
      case "-c":
        guard let command = rest.popFirst(), !command.hasPrefix("-") else { return nil }
        arguments.commands.append(command)
      default:
        guard !word.hasPrefix("-") else { return nil }
        words.append(word)
      }
    }
    if let task = words.first {
      guard [.run, .check, .test].contains(ProgramTask(rawValue: task)) else { return nil }
      arguments.task = task
    }
    arguments.words = Array(words.dropFirst())
    assert(arguments.isLike(typed), "the defaults are those that are declared")
    return arguments
  }

  /// What each option is without being given, as the parser has it.
  private static var defaults: Arguments {
    var arguments = Arguments()
    (arguments.commands, arguments.variables, arguments.report, arguments.fault) = ([], [], [], [])
    (arguments.sandbox, arguments.dryRun, arguments.readOnly, arguments.yes) = (false, false, false, false)
    (arguments.transcript, arguments.update, arguments.strict) = (false, false, false)
    (arguments.pretty, arguments.verbose, arguments.noCheck, arguments.noRc) = (false, false, false, false)
    (arguments.allowShell, arguments.empty) = (false, false)
    (arguments.baseURL, arguments.tokenFile, arguments.record, arguments.replay) = (nil, nil, nil, nil)
    (arguments.retryFailed, arguments.rate, arguments.state) = (nil, nil, nil)
    (arguments.retries, arguments.onError, arguments.port, arguments.seed, arguments.generate) = (
      nil, nil, nil, nil, nil
    )
    arguments.task = nil
    (arguments.color, arguments.timeout, arguments.maxBody) = (.auto, 60, 256)
    return arguments
  }

  /// Whether the parser makes the same of what was typed.
  private func isLike(_ typed: [String]) -> Bool {
    (try? Arguments.parse(typed)).map { String(reflecting: $0) == String(reflecting: self) } ?? false
  }
}
