#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder for one test, removed with everything in it when this value goes.
package final class TemporaryFolder {
  package let path: String

  /// Creates the folder, for the user alone.
  package init() throws {
    var template = Array("/tmp/feltsh-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw ProgramFailure.system("cannot create a folder", errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    Self.remove(path)
  }

  /// The path of a file in this folder, which need not exist.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a text file and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws -> String {
    try write(Array(text.utf8), to: name, mode: mode)
  }

  /// Writes a file and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o600) throws -> String {
    let path = file(name)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw ProgramFailure.system(path, errno) }
    defer { close(descriptor) }
    // The umask doesn't apply to a mode that a test asks for.
    fchmod(descriptor, mode_t(mode))
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe writeBytes(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ProgramFailure.system(path, errno) }
      rest.removeFirst(count)
    }
    return path
  }

  /// Creates a symbolic link in this folder.
  package func link(_ name: String, to target: String) throws {
    guard unsafe symlink(target, file(name)) == 0 else { throw ProgramFailure.system(file(name), errno) }
  }

  /// Creates a folder in this one, with those above it, and returns its path.
  @discardableResult
  package func makeFolder(_ name: String) throws -> String {
    let path = file(name)
    for index in path.indices.dropFirst() where path[index] == "/" {
      _ = unsafe mkdir(String(path[..<index]), 0o700)
    }
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw ProgramFailure.system(path, errno) }
    return path
  }

  /// The text of a file.
  package func read(_ name: String) throws -> String {
    guard let text = text(of: name) else { throw ProgramFailure.system(file(name), errno) }
    return text
  }

  /// The text of a file; nil when it can't be read.
  package func text(of name: String) -> String? {
    let descriptor = unsafe open(file(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var length = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
        length = unsafe readBytes(descriptor, space.baseAddress, space.count)
        count = max(0, length)
      }
      if length < 0 { return nil }
      if length == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece
    }
  }

  /// The permission bits of a file, such as 0o600; nil when there is none. A link counts as itself.
  package func permissions(_ name: String) -> Int? {
    var status = stat()
    return unsafe lstat(file(name), &status) == 0 ? Int(status.st_mode & 0o7777) : nil
  }

  /// What tells a file from every other one there is, as long as it exists; nil when there is none.
  package func fileNumber(_ name: String) -> UInt64? {
    var status = stat()
    return unsafe lstat(file(name), &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// The names in this folder, sorted.
  package var names: [String] { Self.names(in: path) }

  /// The names in a folder of this folder, sorted.
  package func names(in folder: String) -> [String] { Self.names(in: file(folder)) }

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

/// `write(2)` and `read(2)`, whose names the methods above hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
