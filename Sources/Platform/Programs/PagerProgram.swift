#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A program that a person reads text in while it comes, such as `less`.
///
/// Whoever writes doesn't wait for the reader: what the program doesn't take yet goes to a file without a name, so that
/// a transfer goes on and memory stays flat.
package final class PagerProgram {
  private var input: Int32
  private var process: pid_t
  private let name: String
  private let temporaryFolder: String
  /// What the program has not taken yet.
  private var spool: SpoolFile?
  private static let pieceSize = 1 << 16

  /// Starts a command line in the system's shell.
  ///
  /// - Parameter temporaryFolder: where the file without a name is made.
  package init(shellCommand: String, temporaryFolder: String) throws(FileError) {
    name = shellCommand
    self.temporaryFolder = temporaryFolder
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .last(name) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    defer { close(ends[0]) }
    do {
      // Without these flags less shows colours as letters, and clears the screen.
      process = try ProgramStart.spawn(
        ["/bin/sh", "-c", "LESS=\"${LESS-FRX}\"; export LESS; " + shellCommand], input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    input = ends[1]
  }

  deinit {
    closeInput()
    finish()
  }

  /// Whether the program has left before the end of the text.
  package var hasLeft: Bool { input < 0 }

  /// Gives it the next bytes. When it has left they go nowhere.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    guard !hasLeft else { return }
    try pump()
    var rest = bytes[...]
    if spool?.isEmpty ?? true { try give(&rest) }
    guard !hasLeft, !rest.isEmpty else { return }
    if spool == nil { spool = try SpoolFile(folder: temporaryFolder) }
    try spool?.append(Array(rest))
  }

  /// Gives it the rest, and waits for the person to leave it.
  ///
  /// - Returns: its exit status; 128 and the signal's number when it was killed.
  @discardableResult
  package func finish() -> Int32 {
    guard process > 0 else { return 0 }
    while !hasLeft, !(spool?.isEmpty ?? true) {
      var watched = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
      if unsafe poll(&watched, 1, -1) > 0, (try? pump()) == nil { break }
    }
    closeInput()
    spool = nil
    defer { process = 0 }
    return (try? ProgramStart.wait(for: process, name: name)) ?? 0
  }

  /// Gives it as much of what waits as it takes now.
  private func pump() throws(FileError) {
    while !hasLeft, let spool, !spool.isEmpty {
      let piece = try spool.next(Self.pieceSize)
      var rest = piece[...]
      try give(&rest)
      spool.take(piece.count - rest.count)
      if !rest.isEmpty { return }
    }
  }

  /// Gives it as many bytes as it takes now, and leaves the others.
  private func give(_ bytes: inout ArraySlice<UInt8>) throws(FileError) {
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe writeBytes(input, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EPIPE {
        return closeInput()
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        throw .last(name)
      }
    }
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }
}

/// A file without a name, written at its end and read from its beginning.
private final class SpoolFile {
  private let descriptor: Int32
  private var start: off_t = 0
  private var end: off_t = 0

  init(folder: String) throws(FileError) {
    let path = try PrivateFile.create([], in: folder, suffix: "")
    defer { PrivateFile.remove(path) }
    descriptor = unsafe open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(folder) }
  }

  deinit {
    close(descriptor)
  }

  var isEmpty: Bool { start == end }

  func append(_ bytes: [UInt8]) throws(FileError) {
    lseek(descriptor, end, SEEK_SET)
    try DescriptorIO.write(bytes, to: descriptor, path: "temporary file")
    end += off_t(bytes.count)
  }

  /// The first bytes, which stay.
  func next(_ count: Int) throws(FileError) -> [UInt8] {
    lseek(descriptor, start, SEEK_SET)
    return try DescriptorIO.read(atMost: min(count, Int(end - start)), from: descriptor, path: "temporary file")
  }

  /// Takes the first bytes away.
  func take(_ count: Int) {
    start += off_t(count)
    guard isEmpty, start > 0 else { return }
    // Nothing waits: the space is used again.
    ftruncate(descriptor, 0)
    (start, end) = (0, 0)
  }
}
