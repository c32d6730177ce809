#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder of a test's own, which goes when the test does.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    var template = Array("/tmp/feltsh-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw ProgramFailure.system("no folder", errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    Self.remove(path)
  }

  /// The path of a file in this folder, which need not exist.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes a file with this text; gives its path.
  @discardableResult
  package func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws -> String {
    try write(bytes: Array(text.utf8), to: name, mode: mode)
  }

  /// Makes a file with these bytes; gives its path.
  @discardableResult
  package func write(bytes: [UInt8], to name: String, mode: UInt32 = 0o600) throws -> String {
    let path = file(name)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw ProgramFailure.system(path, errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      guard count > 0 else { throw ProgramFailure.system(path, errno) }
      rest.removeFirst(count)
    }
    return path
  }

  /// The text of a file; nil when there is none.
  package func text(of name: String) -> String? {
    guard let stream = unsafe fopen(file(name), "r") else { return nil }
    defer { unsafe fclose(stream) }
    var bytes: [UInt8] = []
    while true {
      let byte = unsafe getc(stream)
      guard byte >= 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }

  /// The names in this folder, sorted.
  package var names: [String] { Self.names(in: path) }

  private static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(in: path) {
      let path = "\(path)/\(name)"
      if unsafe unlink(path) != 0 { remove(path) }
    }
    unsafe rmdir(path)
  }
}
