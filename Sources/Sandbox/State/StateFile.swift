internal import Platform
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The file in which a sandbox keeps what it holds across restarts.
package final class StateFile: Sendable {
  private let path: String
  /// The revision that is in the file.
  private let saved = Mutex(-1)
  private static let longest = 1 << 30

  package init(_ path: String) {
    self.path = path
  }

  /// What the file holds; nil when there is none yet.
  ///
  /// - Throws: when the file cannot be read, or is something else.
  package func load() throws -> SandboxState? {
    if unsafe access(path, F_OK) != 0, errno == ENOENT { return nil }
    let bytes = try FileReader.contents(of: path, limit: Self.longest)
    do throws(SandboxState.Problem) { return try SandboxState(parsing: bytes) } catch {
      throw SandboxState.Problem(description: "\(path): \(error.description)")
    }
  }

  /// Writes what the sandbox holds when it has changed since: the whole file or nothing of it, readable for its owner
  /// alone.
  package func save(_ service: SandboxService) throws {
    let revision = service.revision
    guard saved.withLock({ $0 != revision }) else { return }
    try FileWriter.write(service.state.serialized(), to: path, permissions: 0o600)
    saved.withLock { $0 = revision }
  }
}
