#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program at a terminal of its own, typed at and looked at by a test.
///
/// Nothing here sleeps: a test says what it waits for, and fails with the screen when that doesn't come in time.
package final class PseudoTerminal {
  private var master: Int32
  private let process: pid_t
  private var decoder = UTF8Pieces()
  private var end: ProgramEnd?

  /// What the program has written, as it was written.
  package private(set) var output = ""
  /// What the terminal shows.
  package private(set) var screen: PseudoTerminalScreen

  /// Starts a program of this package, or one given with its path.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws {
    let path = program.contains("/") ? program : try ProgramSpawn.product(program)
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&master, &slave, &name, nil, &size) == 0 else {
      throw ProgramFailure.system("no pseudo-terminal", errno)
    }
    defer { close(slave) }
    self.master = master
    screen = PseudoTerminalScreen(columns: columns, rows: rows)
    var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { $1 }
    let terminal = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    process = try ProgramSpawn.start(
      path, arguments, environment: variables,
      descriptors: [.path(terminal), .descriptor(0), .descriptor(0)], newSession: true)
  }

  deinit {
    if end == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      unsafe waitpid(process, &status, 0)
    }
    hangUp()
  }

  // MARK: Doing

  /// Sends keys.
  package func type(_ keys: String) throws {
    try type(bytes: Array(keys.utf8))
  }

  /// Sends keys as the bytes a terminal would send.
  package func type(bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      // While much is typed the program's output has to be read, or both wait for each other.
      var watched = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      unsafe poll(&watched, 1, -1)
      if watched.revents & Int16(POLLIN) != 0 { readOutput() }
      guard watched.revents & Int16(POLLOUT) != 0 else {
        if watched.revents & Int16(POLLHUP) != 0 { throw ProgramFailure("the program is gone:\n\(screen.text)") }
        continue
      }
      let piece = rest.prefix(1024)
      let count = unsafe piece.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ProgramFailure.system("cannot type", errno) }
      rest.removeFirst(count)
    }
  }

  /// Gives the terminal another size, which signals SIGWINCH.
  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Takes the terminal away, as closing its window does.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Where a program of this package was built.
  package static func product(_ name: String) throws -> String {
    try ProgramSpawn.product(name)
  }

  /// Sends the program a signal.
  package func signal(_ number: Int32) {
    kill(process, number)
  }

  // MARK: Looking

  /// Whether the terminal edits lines itself (ICANON) and shows what is typed (ECHO).
  package var mode: (isCanonical: Bool, echoes: Bool) {
    var mode = termios()
    unsafe tcgetattr(master, &mode)
    return (mode.c_lflag & tcflag_t(ICANON) != 0, mode.c_lflag & tcflag_t(ECHO) != 0)
  }

  /// Reads output until the condition holds.
  package func wait(
    for what: String, seconds: Int = 30, until condition: (PseudoTerminal) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !condition(self) {
      guard ContinuousClock.now < deadline else { throw missing(what, "in \(seconds) s") }
      var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      // A mode can change without output.
      unsafe poll(&watched, 1, 5)
      if watched.revents != 0, !readOutput(), !condition(self) {
        throw missing(what, "before the program ended")
      }
    }
  }

  /// Waits until the row with the cursor ends in this text there, and keys go to the program one by one.
  package func waitForPrompt(_ prompt: String = "felt> ") throws {
    try wait(for: "the prompt \(prompt.debugDescription)") {
      $0.screen.beforeCursor.hasSuffix(prompt) && !$0.mode.isCanonical
    }
  }

  /// Types a line of feltsh's, and waits until it was taken and a prompt stands again.
  package func enter(_ line: String, prompt: String = "> ") throws {
    // At the end of a line the editor no longer asks for marks around what is pasted.
    let farewell = "\u{1B}[?2004l"
    let taken = output.ranges(of: farewell).count
    try type(line + "\r")
    try wait(for: "the prompt \(prompt.debugDescription) after \(line.debugDescription)") {
      $0.screen.beforeCursor.hasSuffix(prompt) && !$0.mode.isCanonical && $0.output.ranges(of: farewell).count > taken
    }
  }

  /// Waits until the screen shows this text.
  package func waitForText(_ text: String) throws {
    try wait(for: text.debugDescription) { $0.screen.text.contains(text) }
  }

  /// Waits until the program has ended, reading what it still writes.
  package func waitForEnd(seconds: Int = 30) throws -> ProgramEnd {
    if let end { return end }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      var status: Int32 = 0
      if unsafe waitpid(process, &status, WNOHANG) == process {
        while hasOutput(), readOutput() {}
        let end = ProgramEnd(waitStatus: status)
        self.end = end
        return end
      }
      guard ContinuousClock.now < deadline else { throw missing("the end", "in \(seconds) s") }
      if hasOutput(milliseconds: 5), !readOutput() {
        // The terminal is closed; the process has only to be taken leave of.
        _ = poll(nil, 0, 1)
      }
    }
  }

  private func missing(_ what: String, _ when: String) -> ProgramFailure {
    ProgramFailure("\(what) did not come \(when); the screen:\n\(screen.text)\nthe output: \(output.debugDescription)")
  }

  private func hasOutput(milliseconds: Int32 = 0) -> Bool {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, milliseconds) > 0
  }

  /// False when there is no more, because the program has closed the terminal.
  @discardableResult
  private func readOutput() -> Bool {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
      let length = unsafe read(master, space.baseAddress, space.count)
      count = max(0, length)
    }
    for scalar in decoder.take(bytes) {
      output.unicodeScalars.append(scalar)
      screen.show(scalar)
    }
    return !bytes.isEmpty
  }
}

/// Text whose characters may be torn between two pieces.
struct UTF8Pieces {
  private var rest: [UInt8] = []

  mutating func take(_ bytes: [UInt8]) -> String.UnicodeScalarView {
    rest += bytes
    var whole = rest.count
    // A character that has begun has its first byte among the last three.
    for index in rest.indices.suffix(3) where rest[index] >= 0xC0 {
      let length = rest[index] >= 0xF0 ? 4 : rest[index] >= 0xE0 ? 3 : 2
      whole = index + length > rest.count ? index : rest.count
    }
    defer { rest.removeFirst(whole) }
    return String(decoding: rest[..<whole], as: UTF8.self).unicodeScalars
  }
}
