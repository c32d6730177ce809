internal import Execution
internal import FeltAPI
internal import Terminal

/// The sentences of notices.
extension Notice {
  /// Nothing is at a path, but in the elements of a list at another.
  static func nothing(at path: String, _ elementPath: String?) -> StyledText {
    let text = StyledText("nothing at \(SafeText.of(path))", .warning)
    return elementPath.map { text + StyledText("  it is a list: \(SafeText.of($0))", .advice) } ?? text
  }

  /// The lines to tell.
  var lines: [StyledText] {
    switch self {
    case .loggedIn(let owner, let token):
      [
        StyledText("Logged in as ", .success) + StyledText(SafeText.of(owner), .strong)
          + StyledText("  \(token)", .faint)
      ]
    case .tokenWarning(let text): [StyledText("warning: ", .warning) + StyledText(text)]
    case .whereTokensAreMade:
      [
        StyledText(
          "A token is made in Felt: workspace settings, Developers tab, \(NextStep.tokenPage)",
          .faint), StyledText("It is shown only once and holds for one workspace.", .faint),
      ]
    case .loggedOut: ["Logged out: the token is forgotten."]
    case .wasNotLoggedIn: ["You were not logged in."]
    case .tokenLeftBehind(let old, let new): [StyledText("The token belongs to \(old): log in again for \(new).")]
    case .nothingHere: [StyledText("nothing here", .faint)]
    case .nothingFound(let path, let elementPath): [Self.nothing(at: path, elementPath)]
    case .nothingToLoop(let empty): [StyledText(SafeText.of(empty.message), .warning)]
    case .noDifference: ["no difference"]
    case .noVariables: ["No variables are set: set name=value, or map = post /maps title=…"]
    case .noAliases: ["There are no aliases: alias m='get /maps' makes one."]
    case .timeout(let seconds): [StyledText("A request may take \(Quantity.duration(seconds)).")]
    case .toggle(let toggle, let isOn): [StyledText("\(toggle.rawValue) \(isOn ? "on" : "off")")]
    case .colorChoices: ["color takes auto, always or never"]
    case .dryRun: [StyledText("Nothing was sent.", .faint)]
    case .needsResponse(let text):
      [StyledText("not shown, since it depends on a response: \(SafeText.of(text))", .faint)]
    case .loopOverResponse(let query): [StyledText("for each of \(SafeText.of(query)):", .faint)]
    case .undecided(let head):
      [StyledText("one or the other, depending on a response: \(SafeText.of(head))", .faint)]
    case .sentAgain(let method):
      [
        StyledText("warning: ", .warning)
          + StyledText("the connection broke before a response came, and the \(method) was sent again on a new one")
      ]
    case .retrying(let cause, let seconds, let retry, let limit):
      [
        StyledText("warning: ", .warning) + StyledText(SafeText.of(Self.text(cause)))
          + StyledText("; trying again in \(Quantity.duration(seconds)) (\(retry) of \(limit)), Control-C stops")
      ]
    case .held(let seconds):
      [
        StyledText(
          "Waiting \(Quantity.duration(seconds)), because the server asked for fewer requests; Control-C stops.")
      ]
    case .wouldSendFile(let name, let count):
      [
        StyledText(
          "Then \(SafeText.of(name)) (\(Quantity.size(count))) would go to the address in the response, without the token.",
          .faint)
      ]
    case .missingShapefileParts(let endings):
      [
        StyledText("warning: ", .warning)
          + StyledText("the shapefile is incomplete: beside it there is no .\(endings.joined(separator: " and no ."))")
      ]
    case .ready(let state, let kind, let seconds):
      [
        StyledText(state.name.map { SafeText.of($0) } ?? kind.name, .strong)
          + StyledText(" \(kind == .map ? "is ready" : "is \(SafeText.of(state.status))")", .success)
          + StyledText(seconds < 0.1 ? "" : "  \(Quantity.duration(seconds))", .faint)
      ]
    case .resuming(let error, let offset, let seconds):
      [
        StyledText("warning: ", .warning) + StyledText(SafeText.of(error.description))
          + StyledText(
            "; \(offset > 0 ? "resuming at \(Quantity.size(offset))" : "starting over")"
              + (seconds > 0 ? " in \(Quantity.duration(seconds))" : "") + ", Control-C stops")
      ]
    case .downloaded(let path, let byteCount, let seconds):
      [
        StyledText(SafeText.of(path), .strong) + StyledText("  \(Quantity.size(byteCount))", .success)
          + StyledText("  \(Quantity.duration(seconds))", .faint)
      ]
    case .importedToken(let place):
      [StyledText("There was a token in \(place). It was left out: this session's own is sent.")]
    case .importLeftOut(let words): [StyledText("Left out: \(SafeText.of(words.joined(separator: " "))).")]
    case .editLeavesElements(let count):
      [StyledText("Its \(Quantity.count(count, "element")) can't be changed here: see help elements.", .faint)]
    case .editUnchanged: ["Nothing was changed, and nothing sent."]
    case .editFieldRemoved(let name):
      [StyledText("\(SafeText.of(name)) was left out: it stays as it is", .warning)]
    case .editChanges(let changes): changes.flatMap(ChangeText.lines)
    case .editDeclined: ["Nothing was sent."]
    case .editKept(let file): [StyledText("What you edited is in \(SafeText.of(file)).")]
    case .recordingBegan(let file): [StyledText("Recording to \(SafeText.of(file)); record off ends it.")]
    case .recordingEnded(let summary):
      [
        StyledText(
          "Recorded \(Quantity.count(summary.steps, "command")) in \(SafeText.of(summary.file)).")
      ] + Self.literals(summary)
    case .recordingState(let summary):
      summary.map { summary in
        [
          StyledText(
            "Recording to \(SafeText.of(summary.file)): \(Quantity.count(summary.steps, "command")) so far.")
        ] + Self.literals(summary)
      } ?? ["Nothing is being recorded."]
    case .notRecorded(let reason):
      [
        StyledText(
          "Not recorded: \(SafeText.of(reason)). The next step that can be written brings the file up to date.")
      ]
    case .recorded(let line): [StyledText("  recorded as: " + SafeText.of(line, keepsLines: true), .faint)]
    }
  }

  private static func text(_ cause: RetryCause) -> String {
    switch cause {
    case .status(let status):
      "the response was \(StatusText.line(status))"
    case .error(let error): error.description
    }
  }

  /// What is said of ids that no response gave.
  private static func literals(_ summary: RecordingSummary) -> [StyledText] {
    summary.literals.isEmpty
      ? []
      : [StyledText("Parameters, since no response gave them: \(summary.literals.joined(separator: ", ")).", .faint)]
  }
}
