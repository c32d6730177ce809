import Foundation

/// Where a tool is that some tests need; CI has to have it.
func toolPath(_ name: String) throws -> String {
  let folders = ["/usr/bin", "/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
  guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/" + name) }) else {
    throw CocoaError(.fileNoSuchFile)
  }
  return folder + "/" + name
}

/// Whether the tests that need a tool are to run: where it is, and where its absence would be a failure.
func tool(_ name: String) -> Bool {
  ProcessInfo.processInfo.environment["FELTSH_REQUIRE_TOOLS"] == "1" || (try? toolPath(name)) != nil
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "feltsh-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file.
  ///
  /// - Returns: its path.
  func write(_ name: String, _ text: String, permissions: Int = 0o644) throws -> String {
    let file = path + "/" + name
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file)
    return file
  }

  /// Makes a folder and those it is in.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  /// The names in a folder, in order.
  func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  /// The permission bits of a file.
  func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
  }

  /// The name of the only history there is.
  func historyName() throws -> String {
    let names = try names("state/feltsh").filter { $0.hasPrefix("history-") }
    guard names.count == 1, let name = names.first else { throw CocoaError(.fileNoSuchFile) }
    return name
  }

  /// What it holds.
  func history() throws -> String {
    try read("state/feltsh/" + historyName())
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}

/// The repository's folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
