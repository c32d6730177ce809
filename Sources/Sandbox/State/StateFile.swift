internal import Platform
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The file in which a sandbox keeps its state across restarts. One sandbox at a time can use it: the first to load or
/// lock it keeps it until it is released.
package final class StateFile: Sendable {
  private let path: String
  /// The revision that the file contains.
  private let savedRevision = Mutex(-1)
  private let lockFile = Mutex<LockFile?>(nil)
  private static let sizeLimit = 1 << 30

  package init(_ path: String) {
    self.path = path
  }

  /// Reserves the file.
  ///
  /// - Throws: ``StateFileError`` when another sandbox uses it, or when no lock can be created beside it.
  package func lock() throws(StateFileError) {
    let path = path
    let problem = lockFile.withLock { lock -> StateFileError? in
      if lock != nil { return nil }
      do throws(StateFileError) { lock = try LockFile(for: path) } catch { return error }
      return nil
    }
    if let problem { throw problem }
  }

  /// Lets other sandboxes use the file.
  package func release() {
    lockFile.withLock { $0 = nil }
  }

  /// Reserves the file and reads it.
  ///
  /// - Returns: nil when there is no file yet.
  /// - Throws: ``StateFileError`` when another sandbox uses the file, when it can't be read, and when it is not a
  ///   sandbox's state.
  package func load() throws(StateFileError) -> SandboxState? {
    try lock()
    if unsafe access(path, F_OK) != 0, errno == ENOENT { return nil }
    let bytes: [UInt8]
    do throws(FileError) { bytes = try FileReader.contents(of: path, limit: Self.sizeLimit) } catch {
      throw StateFileError(path, error.reason)
    }
    do throws(SandboxState.Problem) { return try SandboxState(parsing: bytes) } catch {
      throw StateFileError(path, error.description)
    }
  }

  /// Writes a sandbox's state if it has changed since the last time. The file is replaced as a whole, and only its
  /// owner can read it.
  ///
  /// - Throws: ``StateFileError``; the old file is unchanged then.
  package func save(_ service: SandboxService) throws(StateFileError) {
    let revision = service.revision
    guard savedRevision.withLock({ $0 != revision }) else { return }
    do throws(FileError) {
      try FileWriter.write(service.state.serialized(), to: path, permissions: 0o600)
    } catch {
      throw StateFileError(path, "the sandbox's state can't be saved: \(error.reason)")
    }
    savedRevision.withLock { $0 = revision }
  }
}

/// Why a state file can't be used.
package struct StateFileError: Error, Hashable, CustomStringConvertible {
  package let path: String
  /// The reason, without the path.
  package let reason: String

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(path): \(reason)" }
}
