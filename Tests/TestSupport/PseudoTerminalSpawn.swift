#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where a descriptor of a program that is started comes from.
package enum SpawnSource {
  case path(String)
  case descriptor(Int32)
}

/// How a program ended.
package enum ProgramEnd: Equatable, Sendable {
  case exited(Int32)
  case killed(Int32)

  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .killed(signal)
  }
}

/// Something that a test's program did not do.
package struct ProgramFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  static func system(_ what: String, _ code: Int32) -> ProgramFailure {
    ProgramFailure("\(what): \(unsafe String(cString: strerror(code)))")
  }
}

/// Starts programs with descriptors 0, 1 and 2 of the test's choice, signals as they are by default, and no others of
/// the test's descriptors.
enum ProgramSpawn {
  static func start(
    _ program: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
    descriptors: [SpawnSource], newSession: Bool
  ) throws -> pid_t {
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
    for (number, source) in descriptors.enumerated() {
      switch source {
      // Opened by the leader of a new session, a terminal becomes its controlling terminal.
      case .path(let path): unsafe posix_spawn_file_actions_addopen(&actions, Int32(number), path, O_RDWR, 0)
      case .descriptor(let other): unsafe posix_spawn_file_actions_adddup2(&actions, other, Int32(number))
      }
    }
    // A pipe's end that a program of another test inherits keeps the pipe open.
    for other in 3..<256 {
      unsafe posix_spawn_file_actions_addclose(&actions, Int32(other))
    }
    var all = sigset_t()
    var none = sigset_t()
    unsafe sigfillset(&all)
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    if newSession {
      #if canImport(Glibc)
      flags |= 0x80  // POSIX_SPAWN_SETSID, which Swift's Glibc hides.
      #else
      flags |= Int32(POSIX_SPAWN_SETSID)
      #endif
    }
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    // There is no portable way to change the folder of a spawned program.
    let line = [program] + arguments
    let inFolder = directory.map { ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", $0] + line } ?? line
    let words = unsafe inFolder.map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.merging(instrumentation) { $1 }.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let problem = unsafe posix_spawn(&process, inFolder[0], &actions, &attributes, words, variables)
    guard problem == 0 else { throw ProgramFailure.system("cannot start \(program)", problem) }
    return process
  }

  /// What tells a program that is built for coverage or with a sanitizer where to write, and what to make of findings.
  private static let instrumentation: [String: String] = {
    let names = ["ASAN_OPTIONS", "TSAN_OPTIONS"]
    let pairs = names.compactMap { name in unsafe getenv(name).map { (name, unsafe String(cString: $0)) } }
    var variables = Dictionary(uniqueKeysWithValues: pairs)
    if let file = unsafe getenv("LLVM_PROFILE_FILE").map({ unsafe String(cString: $0) }),
      let slash = file.lastIndex(of: "/")
    {
      // Each program has a file of its own, apart from the tests': one that is killed may leave half of it.
      variables["LLVM_PROFILE_FILE"] = file[..<slash] + "/programs/%p-%m.profraw"
    }
    return variables
  }()

  /// The program of this package with this name, built beside the tests.
  static func product(_ name: String) throws -> String {
    var folder = CommandLine.arguments.first.map { $0[...] } ?? ""
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      let path = "\(folder)/\(name)"
      if unsafe access(path, X_OK) == 0 {
        return path
      }
    }
    throw ProgramFailure("\(name) was not built")
  }
}
