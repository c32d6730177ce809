internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Files: uploads, downloads, and waiting for them.
extension PythonWriter {
  func upload(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    var arguments = [try files(call.words("FILE|URL"))]
    if let map = call.word("MAP") {
      let isPath = map.variable == nil && map.literalStart.hasPrefix("/")
      arguments.append(isPath ? try path(map, .get).0 : try value(map).text)
    } else {
      guard hasLocation else { throw Failure(.upload(.noMap)) }
      arguments.append("here")
    }
    let operation = Catalogue.operation(named: "upload_map_layer")
    if let fields = try fields(call.items, of: operation) { arguments.append(fields) }
    if call.has("--refresh") { arguments.append("refresh_same=True") }
    if call.has("--wait") { arguments.append("is_waiting=True") }
    try take(
      "\(use("upload"))(\(arguments.joined(separator: ", ")))", operation, call.variable, call.output, statement,
      isSingle: false, isShown: false)
  }

  private func files(_ words: [Word]) throws(Failure) -> String {
    var files: [String] = []
    for word in words { files.append(word.text?.contains("://") ?? false ? try text(word) : try file(word)) }
    return "[\(files.joined(separator: ", "))]"
  }

  func refresh(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let word = call.word("LAYER") else { return }
    var arguments: [String] = []
    if let reference = word.variable {
      arguments.append("\(use("work"))(\(try thing(reference, word)))[0]")
    } else {
      arguments.append(try place(word, ["layer"]))
    }
    let files = call.words("FILE")
    if !files.isEmpty { arguments.append(try self.files(files)) }
    if call.has("--wait") { arguments.append("is_waiting=True") }
    try take(
      "\(use("refresh"))(\(arguments.joined(separator: ", ")))", Catalogue.operation(named: "refresh_map_layer"),
      call.variable, call.output, statement, isSingle: false, isShown: false)
  }

  func wait(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let word = call.arguments.first.flatMap({ if case .word(let word) = $0.value { word } else { nil } }) else {
      return
    }
    var arguments: [String] = []
    if let reference = word.variable {
      arguments.append(try thing(reference, word))
    } else {
      arguments.append(try place(word, ["layer_group", "layer", "map", "source"]))
    }
    if let timeout = try timeout(call) { arguments.append(timeout) }
    line("\(use("wait"))(\(arguments.joined(separator: ", ")))", statement)
  }

  func download(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    guard let word = call.word("LAYER|EXPORT"), let file = call.word("FILE") else { return }
    var arguments: [String] = []
    if let reference = word.variable {
      arguments = [try value(reference, at: word.range).text, try self.file(file)]
      if let origin = variable(reference.name)?.origin { arguments.append("origin=\(origin)") }
    } else {
      arguments = [try place(word, ["layer"]), try self.file(file)]
    }
    if let format = call.word("FORMAT") { arguments.append("form=\(try text(format))") }
    if call.has("--force") { arguments.append("force=True") }
    if let timeout = try timeout(call) { arguments.append(timeout) }
    line("\(use("download"))(\(arguments.joined(separator: ", ")))", statement)
  }

  /// What is waited for: a value with the path of the request that gave it, and the name of the member that it is.
  private func thing(_ reference: VariableReference, _ word: Word) throws(Failure) -> String {
    var arguments = [try value(reference, at: word.range).text]
    if reference.name == "_" {
      imports.insert("urllib.parse")
      arguments.append("\(use("relative"))(urllib.parse.urlsplit(response.url).path)")
    } else if let origin = variable(reference.name)?.origin {
      arguments.append(origin)
    }
    if arguments.count == 2,
      case .name(let member)? = try query(reference, at: word.range).segments.last?.selectors.last,
      member.hasSuffix("_id")
    {
      arguments.append(PythonLiteral.string(member))
    }
    return arguments.joined(separator: ", ")
  }

  private func timeout(_ call: CommandCall) throws(Failure) -> String? {
    guard let word = call.option("--timeout") else { return nil }
    guard let text = constant(word) else {
      throw Failure(.export(.part("a time in a variable", .python)), at: word.range)
    }
    do { return "timeout=\(try TimeSpan.seconds(text, at: word.range))" } catch { throw Failure(error) }
  }
}
