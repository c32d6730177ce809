package import Terminal

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lines typed by a person at a terminal, edited with libedit.
package final class EditlineEditor: LineEditor {
  package let isInteractive = true

  let callbacks: EditorCallbacks
  let interrupts: Interrupts
  let settings: EditorSettings
  let handle: EditlineHandle
  let keys: KeyReader
  let output: TerminalOutput
  private let input: Int32
  var history = HistoryList()
  var normalPrompt = PromptText.empty
  var completion = CompletionState()
  /// How wide the terminal was when the line was drawn.
  var drawnColumns = 80
  /// False while something else than the line is on the screen.
  var drawsOnChange = true
  private var queue: [String] = []
  /// Long texts that placeholders in the line stand for.
  var placeholders = Placeholders()
  /// The number of characters from which on the line may no longer fit on the screen.
  var nextFitCheck = 0
  /// What is shown of an unfinished command.
  var openingMark = OpeningMark()
  /// The line that the hint shown is for.
  var hintedText = ""

  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"

  /// Nil when the descriptors aren't terminals, or the terminal is one that can't be edited on.
  package init?(
    input: Int32, output: Int32, settings: EditorSettings, interrupts: Interrupts, callbacks: EditorCallbacks
  ) {
    guard settings.canEdit, TerminalOutput.isTerminal(input), TerminalOutput.isTerminal(output) else { return nil }
    LocaleSetup.useUnicode()
    keys = KeyReader(descriptor: input, interrupts: interrupts)
    let made = EditlineHandle(
      program: "feltsh", input: input, output: output, terminalType: settings.terminalType, keys: keys)
    guard let handle = made else { return nil }
    self.handle = handle
    self.input = input
    self.output = TerminalOutput(descriptor: output)
    self.settings = settings
    self.interrupts = interrupts
    self.callbacks = callbacks
    let configuration = settings.configuration.flatMap(EditorConfiguration.init)
    handle.bindKeys(configuration: configuration?.path)
    keys.passesUnknownSequences = configuration?.bindsSequences ?? false
    keys.onKey = { [unowned self] in hideOpening() }
    keys.onTerminalChange = { [unowned self] in terminalChanged($0) }
  }

  package func readLine(_ prompt: Prompt) throws -> LineInput {
    let pending = interrupts.consume()
    if let number = pending.terminationSignal {
      return .terminated(number)
    }
    if !queue.isEmpty {
      if pending.contains(.interrupt) {
        discardQueued()
        return .interrupted
      }
      let next = queue.removeFirst()
      output.write(PromptText(prompt.text).coloured + next + "\n")
      return .line(next)
    }
    guard let mode = TerminalMode(of: input) else { return .endOfInput }
    mode.guardAgainstCrash(farewell: Self.pasteOff)
    interrupts.deferStop(true)
    normalPrompt = PromptText(prompt.text)
    keys.begin()
    history.endWalk()
    hintedText = ""
    placeholders.forgetOld()
    nextFitCheck = 0
    openingMark = OpeningMark()
    handle.prompt = normalPrompt
    handle.hint = .empty
    drawnColumns = output.size.columns
    output.write(Self.pasteOn)
    handle.begin()
    defer {
      handle.finish()
      output.write(Self.pasteOff)
      mode.restore()
      interrupts.deferStop(false)
      mode.release()
    }
    return try edit()
  }

  package func readReply(_ prompt: Prompt) throws -> LineInput {
    let waiting = queue
    queue = []
    keys.discard()
    tcflush(input, TCIFLUSH)
    let reply = try readLine(prompt)
    queue = waiting
    return reply
  }

  package func readSecret(_ prompt: String) throws -> LineInput {
    keys.discard()
    return try SecretReader(input: input, output: output, interrupts: interrupts).read(prompt)
  }

  package func remember(_ line: String) {
    if history.add(line) {
      handle.remember(line)
    }
  }

  package func forgetHistory() {
    history = HistoryList()
    handle.forgetHistory()
  }

  package func discardQueued() {
    queue.removeAll()
    keys.discard()
  }

  // MARK: The loop

  private func edit() throws(LineInputError) -> LineInput {
    var stalls = 0
    while true {
      let keysBefore = keys.delivered
      let before = placeholders.isEmpty ? nil : handle.content
      handle.step()
      if let ending = keys.ending {
        return try conclude(ending)
      }
      var wasAsked = false
      while let request = handle.takeRequest() {
        wasAsked = true
        if let input = perform(request) {
          return input
        }
        if let ending = keys.ending {
          return try conclude(ending)
        }
      }
      if !wasAsked { protectPlaceholders(before) }
      fitLine()
      // libedit gives no reason when it can't read; a macro of the user's needs no key either, but it ends.
      stalls = wasAsked || keys.delivered != keysBefore ? 0 : stalls + 1
      if stalls > 100_000 || (stalls > 0 && TerminalMode(of: input) == nil) {
        return try conclude(.endOfInput)
      }
      // libedit counts a column for a mark it has just written, until it draws the line again.
      if keys.takeMark() {
        handle.refresh()
      }
      updateHint()
    }
  }

  private func conclude(_ ending: KeyReader.Ending) throws(LineInputError) -> LineInput {
    switch ending {
    case .interrupted:
      leaveLine(mark: "^C")
      return .interrupted
    case .terminated(let number):
      leaveLine()
      return .terminated(number)
    case .endOfInput: return .endOfInput
    // The terminal was taken away.
    case .failed(EIO): return .endOfInput
    case .failed(let code): throw .system(code)
    }
  }

  /// Ends the editing of this line; the first of its commands is the result, the others follow.
  func accept(_ commands: [String]) -> LineInput {
    leaveLine()
    queue = Array(commands.dropFirst())
    return .line(commands.first ?? "")
  }
}
