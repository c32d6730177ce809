import Foundation
import TestSupport

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

/// Whether a limit on the size of files can stand for a full disk: not with the thread sanitizer, whose own files are
/// limited too.
let canLimitFiles = ProcessInfo.processInfo.environment["FELTSH_SANITIZER"] != "thread"

extension TemporaryFolder {
  /// The name of the only history there is.
  func historyName() throws -> String {
    let names = names(in: "state/feltsh").filter { $0.hasPrefix("history-") }
    guard names.count == 1, let name = names.first else { throw CocoaError(.fileNoSuchFile) }
    return name
  }

  /// What it holds.
  func history() throws -> String {
    try read("state/feltsh/" + historyName())
  }
}

/// The repository's folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
