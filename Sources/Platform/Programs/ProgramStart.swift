internal import CPlatform

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Starts other programs, with the terminal and with none of this process's other descriptors.
enum ProgramStart {
  /// Starts a program that inherits standard output and standard error.
  ///
  /// - Parameters:
  ///   - arguments: the program's path and what follows it.
  ///   - input: becomes its standard input; nil leaves it this process's.
  static func spawn(_ arguments: [String], input: Int32? = nil) throws(FileError) -> pid_t {
    #if canImport(Glibc)
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #else
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    // Handlers don't survive the start of a program, but ignored signals and a thread's mask would.
    var (defaults, unblocked) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe sigaddset(&defaults, SIGXFSZ)
    unsafe sigemptyset(&unblocked)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setsigmask(&attributes, &unblocked)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    unsafe platform_spawn_closes_others(&actions, &attributes)

    let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, arguments[0], &actions, &attributes, words, environ)
    guard code == 0 else { throw FileError(path: arguments[0], cause: .system(code)) }
    return process
  }

  /// Waits for a program to end.
  ///
  /// - Returns: its exit status; 128 and the signal's number when it was killed.
  static func wait(for process: pid_t, name: String) throws(FileError) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw .last(name) }
    }
    return exitStatus(status)
  }

  /// The exit status in what `waitpid` gives.
  static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
