internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Terminal

/// The sentences of what went wrong with responses and expectations.
extension ResponseProblem {
  var message: String {
    let detail = errors.first.flatMap(\.message).map { ": \($0)" } ?? ""
    let more = errors.count > 1 ? " (and \(errors.count - 1) more; show has them)" : ""
    let what = path.map { " for \($0)" } ?? ""
    return "\(StatusText.line(status))\(what)\(detail)\(more)"
  }

  var advice: String? {
    if let redirect {
      return redirect.isEmpty
        ? "a redirect without a target, so nothing more was sent"
        : "it leads to \(redirect), which is not followed: the token stays with its own server"
    }
    if let likelyBase { return likelyBase.advice }
    var headers = HTTPFields()
    if let retryAfter { headers[.retryAfter] = retryAfter }
    return NextStep.forStatus(status, headers: headers)
  }
}

extension BaseURL {
  /// Offers it for one without its path.
  fileprivate var advice: String { "/api/v2 is missing from the base URL: type base-url \(self)" }
}

extension ExpectationProblem {
  var message: String {
    switch self {
    case .noResponse: return "there is no response yet to expect anything of"
    case .existence(let subject, let isThere): return "\(subject.description) is \(isThere ? "there" : "not there")"
    case .time(let seconds): return "the request took \(Quantity.duration(seconds))"
    case .values(let actual, let expectation, let expected, let detail):
      let all = expectation.subject.isAll
      let list = SafeText.short(.array(actual), 120)
      let found =
        switch actual.count {
        case 0: "there is none"
        case 1: "it is \(SafeText.short(actual[0], 120))"
        default: all ? "they are \(list)" : "there are \(actual.count): \(list)"
        }
      let sign = expectation.comparison == .equal ? "" : expectation.comparison.rawValue + " "
      let negation = expectation.isNegated ? "not " : ""
      return
        "\(expectation.subject.description) was expected \(negation)to be \(sign)\(SafeText.short(expected, 120)), "
        + "and \(found)" + (detail.map { " (\($0))" } ?? "")
    }
  }

}

extension Expectation.Subject {
  fileprivate var description: String {
    switch self {
    case .status: "the status"
    case .time: "the time"
    case .header(let name): "the header \(name.text)"
    case .count(let path): "the count of \(path.text)"
    case .path(let path, _): path.text
    case .value(let reference, _, _): Word(.variable(reference)).printed
    case .valueCount(let reference, _): "the count of \(Word(.variable(reference)).printed)"
    }
  }
}

extension SettingProblem {
  var message: String {
    switch self {
    case .baseURL(let text): "\(text.debugDescription) is not a valid base URL"
    case .sandboxHasNoOther: "the sandbox has no other address"
    case .timeout: "a timeout is a number of seconds, more than 0"
    case .status: "a status is a number, such as 200"
    case .timeFormat: "a time is written as 2s or 500ms"
    case .timeComparison: "a time is compared with < or >"
    case .pattern: "a pattern is a text"
    }
  }

  var advice: String? {
    switch self {
    case .baseURL: "as in https://felt.com/api/v2, without user, query or fragment"
    case .sandboxHasNoOther: "start without --sandbox"
    default: nil
    }
  }
}

extension TokenSourceProblem {
  var message: String {
    switch self {
    case .notSet: "neither FELT_API_TOKEN nor FELT_KEY is set"
    case .noTerminal: "login asks for the token on a terminal, and there is none"
    case .malformed(let problem, let source):
      source.map { "the token in \($0) cannot be used: \(problem.description)" }
        ?? "this is not a token: \(problem.description)"
    case .notGiven: "no token was given"
    case .notPrivate(let path): "\(path) can be read by others, and a token is a password"
    case .notOwn(let path): "\(path) is a link or another user's file, and a token file has to be your own"
    case .unreadable(let detail): "the token file \(detail)"
    case .refused: "Felt does not take this token (401)"
    case .notChecked(let status, let redirect, _):
      "the token could not be checked: the response was \(status)" + (redirect.map { ", a redirect to \($0)" } ?? "")
    }
  }

  var advice: String? {
    switch self {
    case .noTerminal: "use login --token-file FILE, login --env, or FELT_API_TOKEN"
    case .notPrivate(let path): "chmod 600 \(path)"
    case .notOwn: "name the file itself, or copy it and chmod 600 the copy"
    case .refused: "paste it whole, or make a new one"
    case .notChecked(_, _, let base?): base.advice
    case .notChecked(404, _, _): "check that the base URL is the API's: see base-url"
    case .notChecked(_, .some, _): "the token stays with its own server: set the base URL to the right one"
    default: nil
    }
  }
}

extension LocationProblem {
  var message: String {
    switch self {
    case .ambiguous(let name, let entries): "\(entries.count) resources here are called \(name)"
    case .nothingInside(let kind, let title): "there is nothing inside the \(kind) \(title)"
    case .nothing(let name, _): "there is nothing called \(name) here"
    }
  }

  var advice: String? {
    switch self {
    case .ambiguous(_, let entries):
      "use an id: " + entries.prefix(4).map { "\($0.id) (\($0.kind))" }.joined(separator: ", ")
    case .nothingInside: nil
    case .nothing(_, let suggestion): suggestion.map { "did you mean \"\($0)\"?" } ?? "ls lists what there is"
    }
  }
}

extension EditProblem {
  var message: String {
    switch self {
    case .noTerminal: "edit needs a person at a terminal"
    case .noOperation(let path): "no operation changes \(path)"
    case .nothingToChange(let operation): "there is nothing in it that \(operation) changes"
    case .editorFailed(let command, let detail): "\(command) \(detail): nothing was sent"
    case .notAnObject: "the file is not a JSON object any more: nothing was sent"
    case .notJSON(let detail): "the file is not JSON any more: \(detail)"
    }
  }

  var advice: String? {
    switch self {
    case .noTerminal: "a script can post the change"
    case .noOperation: "a map, a layer, a group, a project or a source can be edited"
    case .notJSON: "nothing was sent"
    case .nothingToChange, .editorFailed, .notAnObject: nil
    }
  }
}

extension RecordingProblem {
  var message: String {
    switch self {
    case .alreadyRecording(let file): "\(file) is being recorded already"
    case .notRecording: "nothing is being recorded"
    case .exists(let file): "\(file) exists already"
    case .noSuchCommands(let text): "\(text) is not a range of this session's commands"
    }
  }

  var advice: String? {
    switch self {
    case .alreadyRecording: "record off ends it"
    case .notRecording: nil
    case .exists: "record FILE --append adds to it"
    case .noSuchCommands: "as in 3-7"
    }
  }
}

extension OutputProblem {
  var message: String {
    switch self {
    case .unwritable(let detail): "standard output cannot be written: \(detail)"
    case .nothingToDraw: "there is nothing in this to draw"
    case .nothingToTabulate: "there is nothing in this to make a table of"
    case .unknownColumns(let names, _):
      names.count == 1 ? "there is no column \(names[0])" : "there are no columns \(names.joined(separator: ", "))"
    case .program(let name, let status): "\(name) ended with status \(status)"
    }
  }

  var advice: String? {
    switch self {
    case .nothingToDraw: "GeoJSON is drawn, and the responses of get /maps/ID, …/elements and …/layers"
    case .nothingToTabulate: "name the columns, as in --table title,id"
    case .unknownColumns(_, let known): "there are \(known.prefix(12).joined(separator: ", "))"
    default: nil
    }
  }
}
