internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText
internal import Platform

/// The sentences of failures: what happened, and what to do next.
extension Failure {
  /// What happened, in one line.
  package var message: String {
    switch reason {
    case .syntax(let error): error.message
    case .tokenInLine: "there is a token in this line, and nothing was sent"
    case .untrusted(let capability): capability.refusal
    case .undefinedVariable(let name, _): "there is no variable \(name)"
    case .nothingAt(let variable, let query, _): "$\(variable) has nothing at \(query)"
    case .insideText(let variable, let query, let rest): "$\(variable)\(query) is a text, and has nothing at \(rest)"
    case .noResponseYet: "there is no response yet"
    case .unknownColumn(let name, let file, _): "\(file) has no column \(name)"
    case .nothingInResponse(let path, _): "the response has nothing at \(path)"
    case .variableAsPath: "a variable cannot be the path itself"
    case .noIdentifier: "this response has no id to stand in a path"
    case .unusableInPath(let isNull): isNull ? "this value is null" : "a list cannot stand in a path"
    case .missingParameter(let name, let operation): "\(operation.name) needs a \(name)"
    case .missingJSON: "JSON is missing after :="
    case .malformedJSON(let detail): "this is not JSON: \(detail)"
    case .jsonPath(let error): error.message
    case .file(let error): error.description
    case .malformedFile(let path, let detail): "\(path) is not JSON: \(detail)"
    case .sourcedTooDeep: "scripts source each other too deeply"
    case .unusedVariable(let name): "nothing refers to $\(name)"
    case .checkFailed(let count): "\(Quantity.count(count, "error"))"
    case .scriptFailed(let path, _): "\(path) did not run to its end"
    case .inside: "it did not run to its end"
    case .loop(let problem): problem.message
    case .notALedger(let path, let line): "line \(line) of \(path) is not a ledger entry"
    case .startUp(let detail, _): detail
    case .call(let problem): problem.description
    case .validation(let problems, _):
      (problems.first?.description ?? "") + (problems.count > 1 ? " (and \(problems.count - 1) more)" : "")
    case .dryRun: "this needs a response, and a dry run sends nothing"
    case .readOnly(let method): "this session only reads, and \(method) may change something"
    case .notLoggedIn: "you are not logged in: type login, or set FELT_API_TOKEN"
    case .unconfirmed(let path): "nobody is here to confirm a deletion: \(path)"
    case .declined: "nothing was changed"
    case .loginAbandoned: "login cancelled: nothing has changed"
    case .unreadableBody: "the body is not JSON, and Felt takes no other"
    case .transport(let error, let request):
      error.reason == .cancelled ? "interrupted: \(request.description)" : error.description
    case .response(let problem): problem.message
    case .responseNotJSON(let detail): "the response is not JSON: \(detail)"
    case .responseNotRetained(let count): "the response of \(Quantity.size(count)) was too long to be kept"
    case .bodyTooLong(let limit): "the response is longer than \(Quantity.size(limit)), the most that is held in memory"
    case .noBody(let status): "the last response (\(status)) has no body"
    case .expectation(let problem): problem.message
    case .setting(let problem): problem.message
    case .token(let problem): problem.message
    case .unknownName(let kind, let name, _): "there is no \(kind) \(name)"
    case .location(let problem): problem.message
    case .unknownTopic(let topic, _): "there is no help on \(topic)"
    case .edit(let problem): problem.message
    case .recording(let problem): problem.message
    case .transcript(let problem): problem.message
    case .export(let problem): problem.message
    case .drift(let drift): drift.message
    case .curlImport(let problem): problem.description
    case .diffOperand: "diff compares $variables and @files"
    case .output(let problem): problem.message
    case .waiting(let problem): problem.message
    case .upload(let problem): problem.message
    case .find(let problem): problem.message
    case .download(let problem): problem.message
    case .interrupted: "interrupted"
    case .brokenPipe: "standard output was closed by its reader"
    case .other(let text): text
    }
  }

  /// What to do next, in one line; nil when there is nothing to say.
  package var advice: String? {
    switch reason {
    case .syntax(let error): error.advice
    case .tokenInLine: "login reads it without showing it; if others have seen this one, make a new one"
    case .untrusted(let capability): capability.advice
    case .undefinedVariable(let name, let suggestion):
      suggestion.map { "did you mean $\($0)?" }
        ?? "set it with set \(name)=…, \(name) = post …, or --var \(name)=…"
    case .nothingAt(_, _, let members), .noIdentifier(let members): members.map { "it has \($0)" }
    case .insideText(let variable, let query, let rest): "braces end a reference: ${\(variable)\(query)}\(rest)"
    case .unknownColumn(_, _, let suggestion): suggestion.map { "did you mean \($0)?" }
    case .nothingInResponse(_, let members): "it has \(members.joined(separator: ", "))"
    case .noResponseYet: "send a request first, such as get /user"
    case .variableAsPath: "a value stands between slashes: get /maps/$map"
    case .unusableInPath(let isNull): isNull ? nil : "pick one, as in $name[0].id"
    case .missingParameter(_, let operation): "as in \(operation.example)"
    case .missingJSON: "an empty text is name= or name:='\"\"'"
    case .malformedJSON: "JSON has its names and texts in double quotes"
    case .jsonPath: "as in $.name or .layers[0].id; see help jsonpath"
    case .file(let error): error.isTooLong ? "a script can be split; for JSON and texts see --max-body" : nil
    case .validation(let problems, let operation): Self.advice(problems.first, operation)
    case .readOnly: "start without --read-only"
    case .notLoggedIn:
      "a token is made in the workspace settings, Developers tab: \(NextStep.tokenPage) "
        + "(--sandbox needs none)"
    case .unconfirmed: "--yes agrees for you"
    case .transport(let error, let request):
      error.mayHaveHappened && request.writes
        ? "the \(request.method) may have happened: look with \(request.look) before you send it again" : nil
    case .response(let problem): problem.advice
    case .responseNotJSON: "show --raw prints it as it is"
    case .bodyTooLong: "write it to a file with > FILE, or raise --max-body"
    case .responseNotRetained: "write it to a file: get … > FILE, then show @FILE"
    case .setting(let problem): problem.advice
    case .token(let problem): problem.advice
    case .unknownName(_, _, let suggestion): suggestion.map { "did you mean \($0)?" }
    case .location(let problem): problem.advice
    case .unknownTopic(let topic, let suggestion):
      BorrowedWords.advice(for: topic) ?? suggestion.map { "did you mean help \($0)?" }
        ?? "help all lists the commands, help operations the API's"
    case .edit(let problem): problem.advice
    case .startUp(_, let advice): advice
    case .loop(let problem): problem.advice
    case .notALedger: "a run writes one with --report json=FILE"
    case .recording(let problem): problem.advice
    case .transcript(let problem): problem.advice
    case .export(let problem): problem.advice
    case .drift:
      "the API no longer matches its description, or feltsh is out of date: check that the script still works"
    case .output(let problem): problem.advice
    case .waiting(let problem): problem.advice
    case .upload(let problem): problem.advice
    case .find(let problem): problem.advice
    case .download(let problem): problem.advice
    default: nil
    }
  }

  private static func advice(_ problem: RequestProblem?, _ operation: FeltAPI.Operation?) -> String? {
    guard let problem else { return nil }
    if let suggestion = problem.suggestion { return "did you mean \(suggestion)?" }
    switch problem.kind {
    case .noListing: return "ls and get /projects list the projects; cd TITLE goes to a map, wherever it is"
    case .unknownPath: return "ls lists what is here, help operations the paths; --no-check sends it anyway"
    case .missingField, .missingQuery, .noAlternative: return operation.map { "as in \($0.example)" }
    default: return nil
    }
  }
}

extension RequestInFlight {
  /// What was under way, and how long.
  fileprivate var description: String {
    "\(method) \(path) was under way" + (duration >= 1 ? " for \(Quantity.duration(duration))" : "")
  }
}

extension Capability {
  fileprivate var refusal: String {
    switch self {
    case .otherServer: "a script may not change the server"
    case .account: "a script may not log in or out"
    case .program: "only a person may start programs"
    case .readFile(let path): "a script may not read outside of its own folder: \(path)"
    case .writeFile(let path): "a script may not write outside of its own folder: \(path)"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .otherServer: "give it on the command line: --base-url URL"
    case .account: "give the token on the command line: --token-file FILE, or in FELT_API_TOKEN"
    case .program: "--allow-shell allows it"
    case .readFile, .writeFile: "put the file beside the script"
    }
  }
}
