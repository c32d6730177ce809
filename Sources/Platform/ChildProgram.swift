#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A program that is given bytes on its standard input: the one after `|`.
package final class ChildProgram {
  private var input: Int32
  private var process: pid_t
  private let name: String

  /// Starts a command line in the system's shell.
  package init(shellCommand: String) throws(FileError) {
    name = shellCommand
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw FileError.last("|") }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    do {
      process = try Self.spawn(["/bin/sh", "-c", shellCommand], input: ends[0])
    } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[0])
    input = ends[1]
  }

  deinit {
    abandon()
  }

  /// Gives it the next bytes. A program that has read enough and left is no failure.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while input >= 0, written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe systemWrite(input, $0.baseAddress, $0.count) }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        close(input)
        input = -1
      } else if errno != EINTR {
        throw FileError.last("| " + name)
      }
    }
  }

  /// Closes its input and waits for it to end.
  ///
  /// - Returns: its exit status; 128 and the signal's number when it was killed.
  @discardableResult
  package func finish() throws(FileError) -> Int32 {
    if input >= 0 { close(input) }
    input = -1
    return try waitForEnd()
  }

  /// Ends it.
  package func abandon() {
    guard process > 0 else { return }
    kill(process, SIGTERM)
    _ = try? finish()
  }

  private func waitForEnd() throws(FileError) -> Int32 {
    guard process > 0 else { return 0 }
    defer { process = 0 }
    return try Self.wait(for: process, name: name)
  }

  private static func wait(for process: pid_t, name: String) throws(FileError) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw FileError.last(name) }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Runs a program with the terminal as its own, such as an editor, and waits for it.
  ///
  /// - Returns: its exit status.
  package static func run(shellCommand: String, arguments: [String]) throws(FileError) -> Int32 {
    let process = try spawn(["/bin/sh", "-c", shellCommand + " \"$@\"", "sh"] + arguments, input: nil)
    return try wait(for: process, name: shellCommand)
  }

  private static func spawn(_ arguments: [String], input: Int32?) throws(FileError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input {
      unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
      if input != STDIN_FILENO { unsafe posix_spawn_file_actions_addclose(&actions, input) }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // The child gets the signals back that the shell takes for itself.
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    for signal in [SIGINT, SIGPIPE, SIGTERM, SIGHUP, SIGTSTP] { unsafe sigaddset(&defaults, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, arguments[0], &actions, &attributes, &pointers, environ)
    guard code == 0 else {
      throw FileError(path: arguments[0], reason: unsafe String(cString: strerror(code)))
    }
    return process
  }
}

/// `write(2)`, whose name the method above hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
