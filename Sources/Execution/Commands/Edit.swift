internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform

extension ShellCommand {
  static let edit = ShellCommand(
    CommandSpec(
      "edit", .looking, "Change something in your editor", arguments: [ArgumentSpec("PATH|TITLE", .location)],
      effect: .writes,
      details: [
        .init("edit /maps/$map", "a map, a layer, a group, a project or a source, by path or title"),
        .init("$VISUAL, $EDITOR", "the editor; what changed is shown, and sent when you say yes"),
      ], examples: ["edit \"Flood zones\"", "edit /maps/$map"]),
    run: { call, step in
      guard let word = call.word("PATH|TITLE") else { return }
      guard step.dialog.isPresent else { throw Failure(.edit(.noTerminal), at: word.range) }
      let path = try step.locate(word).path
      let request: Request
      do throws(CallProblem) {
        request = try step.session.builder.request(for: Call(.get, [.literal(path)]))
      } catch {
        throw Failure(.call(error), at: word.range)
      }
      guard let plan = EditPlan(path: request.path) else {
        throw Failure(.edit(.noOperation(path: request.path)), at: word.range)
      }
      let original = try step.read(path, at: word.range).value
      guard let old = plan.editable(original), !old.members.isEmpty else {
        throw Failure(.edit(.nothingToChange(operation: plan.operation.name)), at: word.range)
      }
      try step.change(old, original: original, plan)
    })
}

extension StepContext {
  fileprivate func change(_ old: JSONObject, original: JSONValue, _ plan: EditPlan) throws {
    let file = try keptFile(try Self.laidOut(.object(old)))
    if let count = Self.elementCount(original) { try notice(.editLeavesElements(count: count)) }
    var isDone = false
    defer { if isDone { PrivateFile.remove(file) } else { try? notice(.editKept(file: file)) } }
    guard let new = try edited(file), case let requests = plan.requests(from: old, to: new, original: original),
      !requests.isEmpty
    else {
      isDone = true
      return try notice(.editUnchanged)
    }
    for removed in old.members where new[removed.name] == nil { try notice(.editFieldRemoved(removed.name)) }
    let kept = JSONObject(old.members.filter { new[$0.name] != nil }.map { ($0.name, $0.value) })
    try notice(.editChanges(try JSONDiff.between(.object(kept), .object(new))))
    guard dialog.confirm(.sendEdit(operation: plan.operation.name)) else { return try notice(.editDeclined) }
    do {
      for (path, body) in requests { try request(line(body, path)) }
    } catch var failure as Failure {
      failure.range = nil
      throw failure
    }
    isDone = true
  }

  /// A new file for the editor, in the folder where sessions leave things: it stays there when it can't be sent.
  private func keptFile(_ bytes: [UInt8]) throws -> String {
    let environment = session.options.environment
    if let folder = UserFolder.state(environment), PrivateFile.createFolder(folder) {
      return try PrivateFile.create(bytes, in: folder, suffix: ".json")
    }
    return try PrivateFile.create(bytes, in: PrivateFile.temporaryFolder(environment), suffix: ".json")
  }

  /// How many elements a map has; nil for anything else.
  private static func elementCount(_ value: JSONValue) -> Int? {
    guard case .object(let object) = value, case .object(let elements)? = object["elements"],
      case .array(let features)? = elements["features"]
    else { return nil }
    return features.count
  }

  /// What the person made of the file; nil when it is as it was.
  private func edited(_ file: String) throws -> JSONObject? {
    let program = ExternalEditor(environment: session.options.environment)
    let before = try FileReader.contents(of: file)
    do throws(ExternalEditorError) {
      try program.open(file)
    } catch {
      throw Failure(.edit(.editorFailed(program.command, error.description)))
    }
    let after = try FileReader.contents(of: file)
    if after == before { return nil }
    do {
      guard case .object(let object) = try JSONValue(parsing: after) else { throw Failure(.edit(.notAnObject)) }
      return object
    } catch let error as JSONError {
      throw Failure(.edit(.notJSON(error.description)))
    }
  }

  /// The request that sends a change, as if it had been typed.
  private func line(_ body: JSONValue, _ path: String) -> RequestLine {
    var line = RequestLine(
      verb: .method(.post), verbRange: 0..<0, arguments: [Word(.bare(path))],
      items: [Item(.body(.json(String(decoding: body.serialized(), as: UTF8.self))), range: 0..<0)])
    // What stays on the screen is the change, and not the whole response.
    line.output.isQuiet = true
    return line
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
