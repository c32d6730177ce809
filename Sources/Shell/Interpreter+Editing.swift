internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import LineEditing
internal import Platform
internal import Terminal

extension Interpreter {
  /// Reads something, gives it to the person's editor, and sends what was changed in it.
  func edit(_ word: Word) throws {
    guard editor.isInteractive else {
      throw Failure(
        .unreadable, "edit needs a person at a terminal", at: word.range, advice: "a script can post the change")
    }
    let get = RequestLine(verb: .method(.get), verbRange: 0..<4, arguments: [word])
    let made = try CallFactory(expander: expander, place: session.place).make(get)
    let request = try prepare(made, get)
    guard let plan = EditPlan(path: request.path) else {
      throw Failure(
        .unreadable, "no operation changes \(request.path)", at: word.range,
        advice: "a map, a layer, a group, a project or a source can be edited")
    }
    guard session.builder.token != nil else { throw Failure.noToken }
    var quiet = OutputOptions()
    quiet.isQuiet = true
    let exchange = try send(request, output: quiet, keepsAll: true)
    guard exchange.head.status < 300 else { throw ResponseFailure(exchange: exchange, made: made, line: get).failure }
    let original = try exchange.json()
    guard let old = plan.editable(original), !old.members.isEmpty else {
      throw Failure(.unreadable, "there is nothing in it that \(plan.operation.name) changes", at: word.range)
    }
    try change(old, original: original, plan)
  }

  private func change(_ old: JSONObject, original: JSONValue, _ plan: EditPlan) throws {
    let folder = session.options.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let file = try PrivateFile.make(try Self.laidOut(.object(old)), folder: folder, suffix: ".json")
    var isDone = false
    defer {
      if isDone { PrivateFile.remove(file) } else { screen.message("What you edited is in \(file).") }
    }
    guard let new = try edited(file) else {
      isDone = true
      return screen.message("Nothing was changed, and nothing sent.")
    }
    guard let body = plan.body(from: old, to: new, original: original) else {
      isDone = true
      return screen.message("Nothing was changed, and nothing sent.")
    }
    for removed in old.members where new[removed.name] == nil {
      screen.message(StyledText("\(removed.name) was left out: it stays as it is", .warning))
    }
    let kept = JSONObject(old.members.filter { new[$0.name] != nil }.map { ($0.name, $0.value) })
    for change in try JSONDiff.between(.object(kept), .object(new)) {
      for line in DiffLines.of(change) { screen.message(line) }
    }
    let prompt = Prompt(text: "Send this to \(plan.operation.name)? [y/N] ", continuation: "")
    guard case .line(let answer) = try editor.readAnswer(prompt),
      ["y", "yes"].contains(answer.trimmedSpaces.lowercased())
    else {
      return screen.message("Nothing was sent.")
    }
    try post(body, plan)
    isDone = true
  }

  /// What the person made of the file; nil when it is as it was.
  private func edited(_ file: String) throws -> JSONObject? {
    let environment = session.options.environment
    let command = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    let before = try FileReader.contents(of: file)
    let status = try ChildProgram.run(shellCommand: command, arguments: [file])
    guard status == 0 else { throw Failure(.unreadable, "\(command) ended with status \(status): nothing was sent") }
    let after = try FileReader.contents(of: file)
    if after == before { return nil }
    do {
      guard case .object(let object) = try JSONValue(parsing: after) else {
        throw Failure(.unreadable, "the file is no JSON object any more: nothing was sent")
      }
      return object
    } catch let error as JSONError {
      throw Failure(.unreadable, "the file is not JSON any more: \(error.description)", advice: "nothing was sent")
    }
  }

  private func post(_ body: JSONValue, _ plan: EditPlan) throws {
    let word = Word([.init(.bare(plan.path), 0..<0)], 0..<0)
    let json = String(decoding: body.serialized(), as: UTF8.self)
    let line = RequestLine(
      verb: .method(.post), verbRange: 0..<0, arguments: [word], items: [Item(.body(.json(json)), range: 0..<0)])
    let text = CommandPrinter.print(Command(action: .request(line)))
    do {
      try request(line, variable: nil, text: text)
    } catch var failure as Failure {
      failure.range = nil
      throw failure
    }
  }

  private static func laidOut(_ value: JSONValue) throws -> [UInt8] {
    var printer = JSONPrinter()
    var bytes: [UInt8] = []
    try printer.print(value.serialized(), into: &bytes)
    try printer.finish(into: &bytes)
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }
}
