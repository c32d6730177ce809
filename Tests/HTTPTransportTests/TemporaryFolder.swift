#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import TestSupport

/// A folder of a test's own, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let name = "/tmp/feltsh-test-\(UInt64.random(in: 0 ... .max))"
    guard unsafe mkdir(name, 0o700) == 0 else { throw ProgramFailure("cannot make \(name)") }
    path = name
  }

  deinit {
    _ = try? ProgramRun.run("/bin/rm", ["-rf", path])
  }

  /// Writes a file and gives its path.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw ProgramFailure("cannot make \(file)") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Self.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ProgramFailure("cannot write \(file)") }
      rest.removeFirst(count)
    }
    return file
  }

  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.write(descriptor, bytes, count)
    #else
    unsafe Darwin.write(descriptor, bytes, count)
    #endif
  }
}

/// Makes a file shorter or longer.
func changeLength(of file: String, to byteCount: Int) {
  _ = unsafe truncate(file, off_t(byteCount))
}
