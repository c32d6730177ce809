/// What is wrong with the program's command line.
enum UsageProblem: Error {
  case unexpectedWord(String, String)
  case notTogether(String, String)
  /// An option does nothing without something else.
  case needs(String, String)
  case noScript
  case nothingToCheck
  case nothingToTest
  case unknownWord(String)
  case baseURL(String)
  case variable(String)
  case report(String)
  case timeout
  case port
  case option(String)

  var message: String {
    switch self {
    case .unexpectedWord(let word, _): "sandbox takes options alone, and \(word) is not one"
    case .notTogether(let first, let second): "\(first) and \(second) do not go together"
    case .needs(let option, "--sandbox"): "\(option) is an option of the sandbox, which is not used here"
    case .needs(let option, _): "\(option) is an option of the sandbox that is served"
    case .noScript: "run needs a script: feltsh run FILE..."
    case .nothingToCheck: "check needs a script: feltsh check FILE..."
    case .nothingToTest: "test needs a transcript: feltsh test FILE..."
    case .unknownWord(let word): "there is nothing to do for \(word)"
    case .baseURL(let text): "\(text) is not a valid base URL"
    case .variable(let text): "--var takes NAME=VALUE, and not \(text)"
    case .report(let text): "--report takes json=FILE, junit=FILE or github, and not \(text)"
    case .timeout: "--timeout takes a number of seconds"
    case .port: "a port is a number up to 65535"
    case .option(let text): text
    }
  }

  var advice: String? {
    switch self {
    case .unexpectedWord(_, let advice): advice
    case .unknownWord: "feltsh run FILE, feltsh -c 'get /user', feltsh --help"
    case .needs(_, let missing): missing.hasPrefix("--") ? "add \(missing)" : "as in \(missing)"
    case .baseURL: "as in https://felt.com/api/v2"
    case .notTogether, .noScript, .nothingToCheck, .nothingToTest, .variable, .report, .timeout, .port, .option: nil
    }
  }
}
