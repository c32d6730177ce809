package import CommandLanguage
internal import JSONText
internal import Platform

/// What a statement can use while it runs, and what it leaves for the step's result.
package final class StepContext {
  package let session: Session
  package let environment: Environment
  package let table: CommandTable
  package let statement: Statement
  package var result: StepResult
  let resolver: VariableResolver
  /// Whether what is read tells what a word means that names a place.
  var isLocating = false
  /// Runs other scripts, for `source`.
  let runScript: (Script) throws -> ExitStatus
  private let sink: EventSink

  init(
    _ statement: Statement, session: Session, environment: Environment, table: CommandTable,
    runScript: @escaping (Script) throws -> ExitStatus, sink: @escaping EventSink
  ) {
    self.statement = statement
    self.session = session
    self.environment = environment
    self.table = table
    self.runScript = runScript
    self.sink = sink
    resolver = VariableResolver(session)
    result = StepResult(statement, number: session.stepCount)
  }

  /// What the statement may do.
  var trust: Trust { Trust(statement.source, allowsShell: session.options.allowsShell) }

  var dialog: Dialog { environment.dialog }

  var wasInterrupted: Bool { environment.takeInterruption() }

  func emit(_ event: Event) throws { try sink(event) }

  func notice(_ notice: Notice) throws { try sink(.notice(notice)) }

  /// Shows something with the output options that a command was given.
  func show(_ output: Output, _ options: OutputOptions = OutputOptions()) throws {
    try sink(.output(output, try resolved(options)))
  }

  /// Gives up what may take long when Control-C was pressed.
  func checkInterruption() throws(Failure) {
    if wasInterrupted { throw Failure(.interrupted) }
  }

  // MARK: - Words

  func text(_ word: Word) throws(Failure) -> String { try resolver.text(word) }

  /// A file that the statement reads.
  func readableFile(_ word: Word) throws(Failure) -> String {
    try trust.files.readable(try resolver.file(word), at: word.range)
  }

  /// A file that the statement writes.
  func writableFile(_ word: Word) throws(Failure) -> String {
    try trust.files.writable(try resolver.file(word), at: word.range)
  }

  /// What a file holds.
  func contents<Contents>(
    of word: Word, _ read: (String) throws(FileError) -> Contents
  ) throws(Failure) -> Contents {
    let path = try readableFile(word)
    do { return try read(path) } catch { throw Failure(error, at: word.range) }
  }

  /// The bytes of a file of data.
  func bytes(inFile word: Word) throws(Failure) -> [UInt8] {
    try contents(of: word) { path throws(FileError) in
      try FileReader.contents(of: path, limit: session.maximumBody)
    }
  }

  /// JSON that stands in a file.
  func json(inFile word: Word) throws(Failure) -> JSONValue {
    try unread(word).value()
  }

  /// Reads JSON of a file.
  func read<Result>(_ file: Word, _ body: ([UInt8]) throws(JSONError) -> Result) throws(Failure) -> Result {
    try unread(file).read(body)
  }

  /// JSON of a file, to be read.
  func unread(_ file: Word) throws(Failure) -> UnreadJSON {
    let bytes = try bytes(inFile: file)
    let failure = { Self.failure($0, inFile: file) }
    return UnreadJSON(bytes, failure) { [self] () throws(Failure) in
      do throws(JSONError) { return try JSONValue(parsing: bytes) { [self] in wasInterrupted } } catch {
        throw failure(error)
      }
    }
  }

  /// What is wrong with a file.
  static func failure(_ error: JSONError, inFile word: Word) -> Failure {
    if error == .cancelled { return Failure(.interrupted) }
    return Failure(.malformedFile(path: word.text ?? "", error.description), at: word.range)
  }

  var calls: CallResolver {
    CallResolver(resolver: resolver, location: session.path, trust: trust.files, longestFile: session.maximumBody)
  }

  /// Output options with their words resolved and what they need allowed.
  func resolved(_ options: OutputOptions) throws(Failure) -> ResolvedOutput {
    var output = try ResolvedOutput(options, resolver)
    if let target = output.destination {
      let path = try trust.files.writable(target.path, at: target.range)
      output.destination = .init(appends: target.appends, path: path, range: target.range)
    }
    if let program = output.program { try trust.require(.program, at: program.range) }
    // A dry run of a script leaves the files of the last run as they are.
    if session.options.isDryRun, statement.source.file != nil { (output.destination, output.program) = (nil, nil) }
    return output
  }

  /// The session's last request with its response, which `show`, `timing` and others read.
  ///
  /// - Throws: ``Failure/Reason/noResponseYet`` before the first request.
  func lastExchange() throws(Failure) -> Exchange {
    guard let last = session.last else { throw Failure(.noResponseYet) }
    return last
  }

  /// Writes the place that `cd` went to into the call that is recorded: a script has no such place.
  func record(_ path: String, as spec: ArgumentSpec, at index: Int, in call: CommandCall) {
    let range = call.nameRange.upperBound..<call.nameRange.upperBound
    var whole = call
    whole.arguments.insert(
      .init(name: spec.name, value: .word(Word(.bare(path), range)), leadingWord: spec.leadingWord),
      at: min(index, whole.arguments.count))
    result.wholeCall = whole
    result.places[range] = path
  }

  /// Sets a variable, and notes it in the result.
  func set(_ name: String, _ value: Variable.Value, isSecret: Bool = false) {
    let variable = Variable(value, definedBy: result.number, isSecret: isSecret)
    session.variables[name] = variable
    result.changes.append(.variable(name: name, variable))
  }
}
