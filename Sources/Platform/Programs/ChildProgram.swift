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
    name = "| " + shellCommand
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .last(name) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    defer { close(ends[0]) }
    do {
      process = try ProgramStart.spawn(["/bin/sh", "-c", shellCommand], input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    input = ends[1]
  }

  deinit {
    abandon()
  }

  /// Gives it the next bytes. A program that has read enough and left is not a failure.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    guard input >= 0 else { return }
    do {
      try DescriptorIO.write(bytes, to: input, path: name)
    } catch {
      guard error.cause == .system(EPIPE) else { throw error }
      closeInput()
    }
  }

  /// Closes its input and waits for it to end.
  ///
  /// - Returns: its exit status; 128 and the signal's number when it was killed.
  @discardableResult
  package func finish() throws(FileError) -> Int32 {
    closeInput()
    guard process > 0 else { return 0 }
    defer { process = 0 }
    return try ProgramStart.wait(for: process, name: name)
  }

  /// Ends it.
  package func abandon() {
    guard process > 0 else { return }
    kill(process, SIGTERM)
    _ = try? finish()
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Runs a program that has the terminal, such as an editor, and waits for it.
  ///
  /// - Parameter arguments: are added to the command line, each as one word.
  /// - Returns: its exit status.
  package static func run(shellCommand: String, arguments: [String]) throws(FileError) -> Int32 {
    let process = try ProgramStart.spawn(["/bin/sh", "-c", shellCommand + " \"$@\"", "sh"] + arguments)
    return try ProgramStart.wait(for: process, name: shellCommand)
  }
}
