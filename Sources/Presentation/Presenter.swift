package import CommandLanguage
package import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform
package import Terminal

/// Shows what happens: events in, screen out. It sends nothing and changes nothing in the session.
package final class Presenter {
  package let screen: any Screen
  let session: Session
  private let table: CommandTable
  private let isInterrupted: () -> Bool
  /// Tells the screen when colour is used.
  private let setColor: (ColorMode) -> Void
  /// What long output is read in; nil for nothing.
  private let pager: Pager?
  /// Whether a person typed the statement that runs.
  private var isTyped = false
  private var color: ColorMode
  /// The response or document that is coming in, with its head.
  private var current: (writer: ResponseWriter, head: Response.Head)?
  /// Whether standard output ends in a line that is still open.
  private var hasOpenLine = false
  /// When a line of progress was last written to a log, in seconds since what it is about began.
  var loggedProgress = 0.0
  /// The progress of the loops that run, the outermost first.
  var loops: [LoopProgress] = []
  /// The time in seconds, from any beginning.
  let now: () -> Double
  /// Whether each command of a script is told as it runs.
  package var announcesStatements = true

  package init(
    screen: any Screen, session: Session, table: CommandTable, isInterrupted: @escaping () -> Bool = { false },
    setColor: @escaping (ColorMode) -> Void = { _ in }, pager: Pager? = nil,
    now: @escaping () -> Double = Environment.steadyClock()
  ) {
    self.screen = screen
    self.session = session
    self.table = table
    self.isInterrupted = isInterrupted
    self.setColor = setColor
    self.pager = pager
    self.now = now
    color = session.color
  }

  /// Takes an event.
  ///
  /// - Throws: a ``Failure`` when what it brings can't be shown.
  package func receive(_ event: Event) throws {
    switch event {
    case .statementBegan(let statement):
      isTyped = statement.source == .typed
      announce(statement)
    case .readBegan(let request):
      if session.options.isVerbose { message(StyledText("get \(request.path)", .faint)) }
    case .lineSent(let line): if session.options.isVerbose { message(StyledText(SafeText.of(line), .faint)) }
    case .observed, .responseAwaited, .itemBegan: break
    case .bodyBegan(let head, let output, let isDocument): try begin(head, output, isDocument)
    case .body(let bytes): try current?.writer.write(bytes)
    case .documentEnded: try end()
    case .responseEnded(let exchange, let output): try end(exchange, output)
    case .bodyAborted: abort()
    case .output(let value, let output): try show(value, output)
    case .progress(let progress): show(progress)
    case .notice(let notice): notice.lines.forEach(message)
    case .stepEnded(let result):
      show(nil as Progress?)
      if session.color != color {
        color = session.color
        setColor(color)
      }
      if let (failure, statement) = result.decisiveFailure, !(result.isTentative && failure.mayPass) {
        show(failure, statement)
      }
    case .unreadable(let error): show(error)
    case .refused(let failure, let statement): show(failure, statement)
    case .loopBegan: loops.append(LoopProgress(now: now))
    case .itemEnded(_, _, let state): progress(state)
    case .loopEnded(let statement, let summary): show(summary, statement)
    case .attemptFailed(_, let failure, let attempt, let count, let pause):
      tell(failure, attempt, count, pause)
    case .noScript(let error): message(StyledText("error: ", .failure) + StyledText(SafeText.of(error.description)))
    case .checked(let file, let report): show(report, file)
    case .found(let failure, let statement, let isWarning): show(failure, statement, isWarning: isWarning)
    case .noUpdate(let problem): show(problem)
    case .tested(let summary): show(summary)
    case .runEnded(let files, let summary): show(files, summary)
    }
  }

  /// Tells something on standard error, on a line of its own. What a server says in it may have any length, and is cut
  /// once no secret is in it.
  package func message(_ text: StyledText) {
    if hasOpenLine, screen.output.isTerminal {
      try? screen.write([UInt8(ascii: "\n")])
      hasOpenLine = false
    }
    let text = redacted(text).mapped { SafeText.short($0) }
    let traits = screen.messages
    screen.message(traits.isTerminal ? text.wrapped(to: traits.width) : text)
  }

  // MARK: - Responses

  private func begin(_ head: Response.Head, _ output: ResolvedOutput, _ isDocument: Bool) throws {
    let isSuccess = head.isSuccess
    // On a terminal the message says what a failure was; `show` has the rest.
    let isHidden = !isSuccess && !isDocument && (screen.output.isTerminal || output.needsWholeBody)
    let target =
      !isSuccess || isHidden
      ? OutputTarget(screen: screen, session: session, isSilent: isHidden)
      : try OutputTarget(output, screen: screen, session: session, pager: pagerInUse)
    let writer = ResponseWriter(
      head, output, target: target, isRaw: output.format == Renderer.raw.format, isPretty: session.options.isPretty)
    current = (writer, head)
    if output.showsHeaders { try context(target, output).print(OutputText.head(head)) }
    if !isDocument, isSuccess, !output.needsWholeBody, writer.hidesBinary(head) {
      message(StyledText("this is binary: write it to a file with > FILE", .advice))
    }
    if target.isScreen { try closeLine() }
  }

  /// Ends a document, or the part of a response that was shown as it came.
  private func end() throws {
    guard let (writer, _) = current else { return }
    defer { current = nil }
    let messages = try writer.finish()
    try finish(writer.target)
    messages.forEach(message)
  }

  private func end(_ exchange: Exchange, _ output: ResolvedOutput) throws {
    guard let (writer, head) = current else { return }
    do {
      if output.needsWholeBody, !output.isQuiet, exchange.isSuccess { try render(exchange, output, writer.target) }
      try end()
    } catch {
      abort()
      announce(exchange, head, output)
      if exchange.isSuccess, !exchange.request.isRead {
        message(StyledText("the \(exchange.request.method.rawValue) was done: show has its response", .warning))
      }
      throw error
    }
    announce(exchange, head, output)
  }

  private func abort() {
    guard let (writer, _) = current else { return }
    current = nil
    try? writer.target.flush()
    writer.target.abandon()
    notePager(writer.target)
    noteLine(writer.target)
  }

  private func render(_ exchange: Exchange, _ output: ResolvedOutput, _ target: OutputTarget) throws {
    if let select = output.select, output.format == nil,
      let texts = try exchange.texts(of: select, isCancelled: isInterrupted), !texts.isEmpty
    {
      return try ValueWriter(context(target, output)).write(texts)
    }
    guard let select = output.select else { return try render(exchange.unread(), output, context(target, output)) }
    let root = try exchange.json()
    let values = try JSONQuery.values(of: select, in: root, isCancelled: isInterrupted)
    if values.isEmpty { message(Notice.nothing(at: select.text, JSONQuery.elementPath(for: select, in: root))) }
    try Renderer.named(output.format).render(values, context(target, output))
  }

  private func context(_ target: OutputTarget, _ output: ResolvedOutput) -> RenderContext {
    RenderContext(
      target: target, argument: output.formatArgument, isPretty: session.options.isPretty && target.isScreen,
      isInterrupted: isInterrupted)
  }

  /// Says on standard error what came of a request, where a person looks.
  private func announce(_ exchange: Exchange, _ head: Response.Head, _ output: ResolvedOutput) {
    guard session.options.isVerbose || screen.messages.isTerminal else { return }
    guard exchange.isSuccess || session.options.isVerbose else { return }
    var line = StyledText("\(head.status) ", exchange.isSuccess ? .success : .failure)
    line += StyledText(StatusText.phrase(head.status))
    line += StyledText(
      "  \(Quantity.duration(exchange.timing.total))  \(Quantity.size(exchange.byteCount))", .faint)
    if let destination = output.destination { line += StyledText("  → \(SafeText.of(destination.path))", .faint) }
    message(line)
  }

  // MARK: - Output of commands

  private func show(_ value: Output, _ output: ResolvedOutput) throws {
    let target = try OutputTarget(output, screen: screen, session: session, pager: pagerInUse)
    do {
      if target.isScreen { try closeLine() }
      try write(value, output, target)
      try finish(target)
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Shows a text, without building its value where that is not needed.
  private func render(_ text: UnreadJSON, _ output: ResolvedOutput, _ context: RenderContext) throws {
    let renderer = Renderer.named(output.format)
    if let read = renderer.read {
      let draw = try text.read { bytes throws(JSONError) in try read(bytes, isInterrupted) }
      if let draw { return try draw(context) }
    }
    try renderer.render([try text.value()], context)
  }

  private func write(_ value: Output, _ output: ResolvedOutput, _ target: OutputTarget) throws {
    let context = context(target, output)
    var needed = value.values(ifNeededFor: output)
    if case .unread(let text) = value {
      guard output.select != nil else { return try render(text, output, context) }
      needed = [try text.value()]
    }
    if var values = needed {
      if let select = output.select {
        values = try values.flatMap { try JSONQuery.values(of: select, in: $0, isCancelled: isInterrupted) }
      }
      return try Renderer.named(output.format).render(values, context)
    }
    if case .listing(let entries) = value { return try context.show(OutputText.table(entries)) }
    if case .texts(let texts) = value { return try ValueWriter(context).write(texts) }
    if case .changes(let changes) = value {
      for change in changes { try context.print(ChangeText.lines(change).map(redacted)) }
      return
    }
    if case .help(.reference) = value { return try context.write(Array(Reference.markdown().utf8)) }
    let lines =
      OutputText.lines(value, table: table) ?? []
    // A status is for the person, whatever standard output is.
    if case .status = value { return lines.forEach(message) }
    let isHelp: Bool = if case .help = value { target.traits.isTerminal } else { false }
    // What continues a row of help stands below its right column.
    try context.print(
      lines.map(redacted).map { isHelp ? $0.wrapped(to: context.traits.width, indent: HelpText.indent(of: $0)) : $0 })
  }

  /// The pager, where a person is to read what comes.
  private var pagerInUse: Pager? {
    isTyped && session.preferences.pages && session.options.isInteractive && screen.output.isTerminal ? pager : nil
  }

  /// Forgets Control-C, which was the pager's, and a pager that could not be started.
  private func notePager(_ target: OutputTarget) {
    guard let output = target.paged else { return }
    if output.isPaged { _ = isInterrupted() }
    guard output.hasFailed else { return }
    session.preferences.pages = false
    message(
      StyledText("the pager could not be started: \(SafeText.of(pager?.command ?? ""))", .warning)
        + StyledText("  it is off now; show prints the response", .advice))
  }

  private func finish(_ target: OutputTarget) throws {
    try target.finish()
    notePager(target)
    noteLine(target)
    if target.holdsToken {
      message(StyledText("warning: ", .warning) + StyledText("there is a token in this output: keep it to yourself"))
    }
  }

  private func noteLine(_ target: OutputTarget) {
    if target.isScreen, !(target.paged?.isPaged ?? false), let last = target.lastByte {
      hasOpenLine = last != UInt8(ascii: "\n")
    }
  }

  /// Ends the line that the last body left open, since another one follows.
  private func closeLine() throws {
    guard hasOpenLine else { return }
    hasOpenLine = false
    try screen.writeOutput([UInt8(ascii: "\n")])
  }

  // MARK: - Statements

  private func announce(_ statement: Statement) {
    guard case .script(let file) = statement.source, announcesStatements, !statement.isComment,
      session.options.isVerbose || screen.messages.isTerminal
    else { return }
    let line = statement.text.prefix { !$0.isNewline }
    message(
      StyledText("\(SafeText.of(file)):\(statement.line)  ", .faint) + StyledText(SafeText.of(String(line)), .strong))
  }

  /// A text without any token in it.
  private func redacted(_ text: StyledText) -> StyledText {
    let redactor = session.redactor
    return text.mapped { redactor.redacting($0) }
  }
}
