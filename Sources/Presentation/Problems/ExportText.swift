internal import Execution

/// The sentences about what of a script can't be exported.
extension ExportProblem {
  var message: String {
    switch self {
    case .command(let name, let format): "\(name) can't be carried over to \(format.tool)"
    case .option(let name, let format): "\(name) can't be carried over to \(format.tool)"
    case .part(let what, let format): "\(what) can't be carried over to \(format.tool)"
    case .secret(let field): "\(field) is a secret that would end up in the export"
    case .unreadable(let path): "\(path) can't be read"
    case .unknown(let what): "it isn't known \(what)"
    }
  }

  var advice: String? {
    switch self {
    case .command(_, .http), .part("a block", .http), .part("an expectation", .http):
      "export script FILE python keeps it"
    case .secret: "make a parameter of it: set password=$password, and use $password"
    case .command(_, .python): "it is for this shell alone: take it out of the script"
    case .option, .part, .unreadable, .unknown: nil
    }
  }
}

extension ScriptFormat {
  fileprivate var tool: String {
    switch self {
    case .python: "Python"
    case .http: "an .http file"
    }
  }
}
