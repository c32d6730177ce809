import CEditline

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// libedit's line, with the unsafe part of using it.
///
/// libedit runs one command at a time (its unbuffered mode). What bound keys ask of the editor is gathered, to be done
/// between two commands, where nothing of libedit's is half done.
@safe final class EditlineHandle {
  let line: OpaquePointer
  let history: OpaquePointer
  private let streams: TerminalStreams
  private var terminalName: UnsafeMutablePointer<CChar>?
  private let promptSpace = WideSpace()
  private let hintSpace = WideSpace()
  /// libedit keeps the addresses of its functions' names.
  private var names: [WideSpace] = []
  private var requests: [EditorRequest] = []
  private var refreshes = 0
  private let size: () -> (columns: Int, rows: Int)

  /// Where keys come from.
  let keys: KeyReader

  /// The text before the line when it is drawn next.
  var prompt = PromptText.empty { didSet { promptSpace.store(prompt.marked) } }
  /// The text at the right of the line when it is drawn next.
  var hint = PromptText.empty { didSet { hintSpace.store(hint.marked) } }

  /// Nil when libedit can't be set up on these descriptors, which stay the caller's, or can't edit on such a terminal.
  init?(program: String, input: Int32, output: Int32, terminalType: String, keys: KeyReader) {
    guard let streams = TerminalStreams(input: input, output: output),
      // It would report twice what it can't find out about the terminal, and then work badly.
      let line = unsafe el_init_fd(program, streams.input, streams.output, streams.nowhere, input, output, output),
      let history = unsafe history_winit()
    else { return nil }
    self.keys = keys
    size = { TerminalOutput(descriptor: output).size }
    self.streams = streams
    unsafe self.line = line
    unsafe self.history = history
    unsafe editline_set_data(line, Unmanaged.passUnretained(self).toOpaque())
    guard setTerminal(terminalType) else { return nil }
    // Inserting into a full row, libedit erases the last character of the row. Rows are written again instead.
    for insertion in ["ic", "IC", "im"] { setCapability(insertion, "") }
    unsafe editline_set_error_file(line, streams.output)
    unsafe editline_set_signals(line, 0)
    unsafe editline_set_reader(line) { line, character in unsafe EditlineHandle.read(line, character) }
    let mark = wchar_t(PromptText.mark.value)
    unsafe editline_set_prompt(line, { line in unsafe EditlineHandle.of(line)?.promptSpace.start }, mark)
    unsafe editline_set_right_prompt(line, { line in unsafe EditlineHandle.of(line)?.hintSpace.start }, mark)
    unsafe editline_history_set_size(history, HistoryList.capacity)
    unsafe editline_history_set_unique(history, 1)
    unsafe editline_use_history(line, history)
    addFunctions()
  }

  deinit {
    unsafe el_end(line)
    unsafe history_wend(history)
    unsafe free(terminalName)
  }

  // MARK: Set-up

  /// A terminal that the system knows nothing of is taken for an xterm, as nearly all are today.
  private func setTerminal(_ type: String) -> Bool {
    for name in [type, "xterm-256color", "xterm", "vt100"] {
      unsafe free(terminalName)
      unsafe terminalName = strdup(name)
      guard let start = unsafe terminalName else { return false }
      unsafe editline_set_terminal(line, start)
      if unsafe editline_can_clear(line) == 1 {
        return true
      }
    }
    return false
  }

  /// Makes the keys those of emacs, or as the file says, with the keys of this editor in either case.
  func bindKeys(configuration: String?) {
    unsafe WideText.encode("emacs").withUnsafeBufferPointer { name in
      guard let start = name.baseAddress else { return }
      unsafe editline_set_editor(line, start)
    }
    if let configuration {
      _ = unsafe el_source(line, configuration)
    }
    unsafe editline_set_editing(line, 1)
    // As libedit has it CR LF in a paste is two line ends, and Control-S stops the terminal.
    for setting in ["-inlcr", "-icrnl", "-ixon"] {
      unsafe WideText.encode(setting).withUnsafeBufferPointer { wide in
        guard let start = wide.baseAddress else { return }
        unsafe editline_set_edit_mode(line, start)
      }
    }
    for binding in KeyBinding.all(forVi: isVi) {
      bind(binding)
    }
  }

  /// Whether the keys are those of vi.
  var isVi: Bool { unsafe editline_is_vi(line) == 1 }

  private func bind(_ binding: KeyBinding) {
    unsafe WideText.encode(binding.keys).withUnsafeBufferPointer { keys in
      unsafe WideText.encode(binding.function).withUnsafeBufferPointer { function in
        guard let keys = keys.baseAddress, let function = function.baseAddress else { return }
        if binding.isAlternative {
          unsafe editline_bind_alternative(line, keys, function)
        } else {
          unsafe editline_bind(line, keys, function)
        }
      }
    }
  }

  private func addFunctions() {
    for action in EditorAction.allCases {
      unsafe add(action.name, action.function)
    }
    unsafe add(KeyBinding.refreshFunction) { line, _ in
      if let handle = unsafe EditlineHandle.of(line) { handle.refreshes += 1 }
      return UInt8(CC_REFRESH)
    }
  }

  private func add(_ name: String, _ function: @escaping @convention(c) (OpaquePointer, wint_t) -> UInt8) {
    let space = WideSpace(name)
    guard let start = unsafe space.start else { return }
    names.append(space)
    unsafe editline_add_function(line, start, start, function)
  }

  // MARK: Reading

  /// Puts the terminal into the mode for editing and draws the prompt.
  func begin() {
    requests.removeAll()
    let shown = prompt
    // Another number of rows makes libedit forget what it has drawn, so the prompt is drawn after that.
    prompt = .empty
    unsafe editline_set_unbuffered(line, 1)
    prompt = shown
    setRows()
    refresh()
  }

  /// Puts the terminal back into the mode it was found in.
  func finish() {
    unsafe editline_set_unbuffered(line, 0)
  }

  /// Runs the command of the next key.
  func step() {
    var count: Int32 = 0
    unsafe el_wgets(line, &count)
    // vi's `$` puts the cursor before the beginning of an empty line.
    if let info = unsafe el_wline(line)?.pointee, unsafe info.cursor < info.buffer {
      unsafe el_cursor(line, Int32(clamping: info.buffer - info.cursor))
    }
  }

  /// What a key has asked for since the last time.
  func takeRequest() -> EditorRequest? {
    requests.isEmpty ? nil : requests.removeFirst()
  }

  /// Draws what has changed.
  func refresh() {
    let before = refreshes
    unsafe withUnsafePointer(to: (wchar_t(SpecialKey.refresh.rawValue), wchar_t(0))) { keys in
      unsafe keys.withMemoryRebound(to: wchar_t.self, capacity: 2) { unsafe el_wpush(line, $0) }
    }
    // A macro of the user's comes first.
    for _ in 0..<1000 where refreshes == before {
      step()
    }
  }

  /// Draws prompt and line where the cursor stands, which is at the beginning of an empty line.
  func redraw() {
    unsafe el_resize(line)
    setRows()
    unsafe editline_redraw(line)
  }

  /// Gives libedit as many rows as it may need; beyond the last it writes outside of its memory.
  private func setRows() {
    let rows = LineRoom.rowsForLibedit(prompt: prompt.visible, columns: size().columns)
    setCapability("li", String(min(rows, 9_999_999)))
  }

  private func setCapability(_ name: String, _ value: String) {
    unsafe WideText.encode(name).withUnsafeBufferPointer { name in
      unsafe WideText.encode(value).withUnsafeBufferPointer { value in
        guard let name = name.baseAddress, let value = value.baseAddress else { return }
        unsafe editline_set_capability(line, name, value)
      }
    }
  }

  /// For editing, or as the terminal was found.
  func prepareTerminal(forEditing: Bool) {
    unsafe editline_prepare_terminal(line, forEditing ? 1 : 0)
  }

  func beep() {
    unsafe el_beep(line)
  }
}

extension EditlineHandle {
  fileprivate static func of(_ line: OpaquePointer) -> EditlineHandle? {
    unsafe editline_data(line).map { unsafe Unmanaged<EditlineHandle>.fromOpaque($0).takeUnretainedValue() }
  }

  static func request(_ action: EditorAction, from line: OpaquePointer, character: wint_t) -> UInt8 {
    let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: character))
    unsafe of(line)?.requests.append(EditorRequest(action: action, character: scalar))
    return UInt8(CC_NORM)
  }

  private static func read(_ line: OpaquePointer, _ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    guard let key = unsafe of(line)?.keys.next() else { return 0 }
    unsafe character.pointee = wchar_t(truncatingIfNeeded: key.code)
    return 1
  }
}
