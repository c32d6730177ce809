#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why an editor gave no text back.
enum ExternalEditorError: Error, Equatable {
  case temporaryFile(Int32)
  case start(Int32)
  case status(Int32)
  case notText

  var description: String {
    switch self {
    case .temporaryFile(let code): "has no temporary file: \(unsafe String(cString: strerror(code)))"
    case .start(let code): "cannot be started: \(unsafe String(cString: strerror(code)))"
    case .status(let status): "failed (\(status))"
    case .notText: "left what is not text"
    }
  }
}

/// Another program that edits text, in a temporary file that only the user can read.
struct ExternalEditor {
  /// A shell command, as `VISUAL` holds; the file's name follows it.
  let command: String
  let environment: [String: String]

  /// Larger files are not read back, in bytes.
  private static let limit = 16 << 20

  /// The text as the user left it, without a newline at its end. Blocks until the program has ended.
  func edit(_ text: String) throws(ExternalEditorError) -> String {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/feltsh-XXXXXX.felt".utf8CString)
    let file = unsafe mkstemps(&template, 5)
    guard file >= 0 else { throw .temporaryFile(errno) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unsafe unlink(path) }
    let written = FileBytes.write(Array((text + "\n").utf8), to: file)
    close(file)
    guard written else { throw .temporaryFile(errno) }
    try run(path)
    // The editor may have put another file in its place.
    let opened = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else { throw .temporaryFile(errno) }
    defer { close(opened) }
    guard let bytes = FileBytes.read(opened, limit: Self.limit) else { throw .temporaryFile(errno) }
    guard !bytes.contains(0), let edited = String(validating: bytes, as: UTF8.self) else { throw .notText }
    return edited.hasSuffix("\n") ? String(edited.unicodeScalars.dropLast()) : edited
  }

  private func run(_ path: String) throws(ExternalEditorError) {
    #if canImport(Glibc)
    var attributes = posix_spawnattr_t()
    #else
    var attributes: posix_spawnattr_t?
    #endif
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // What the shell ignores or notes, the editor meets as usual.
    var usual = sigset_t()
    unsafe sigfillset(&usual)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let line = ["/bin/sh", "-c", command + " \"$1\"", "sh", path]
    let words = unsafe line.map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let problem = unsafe posix_spawn(&process, "/bin/sh", nil, &attributes, words, variables)
    guard problem == 0 else { throw .start(problem) }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw .start(errno) }
    }
    guard status == 0 else { throw .status(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F) }
  }
}
