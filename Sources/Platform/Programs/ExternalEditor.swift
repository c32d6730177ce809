/// Why text could not be edited in another program.
package enum ExternalEditorError: Error, Hashable, CustomStringConvertible {
  /// The temporary file could not be written or read, or the program could not be started.
  case file(FileError)
  /// The program ended with this status; 128 and the signal's number when it was killed.
  case status(Int32)
  /// What it left in the file is not text.
  case notText

  package var description: String {
    switch self {
    case .file(let error): "failed: \(error.reason)"
    case .status(let status): "failed with status \(status)"
    case .notText: "wrote something that is not text"
    }
  }
}

/// The user's editor, as `VISUAL` or `EDITOR` names it.
package struct ExternalEditor: Sendable {
  /// A shell command; the file's name follows it.
  package let command: String
  private let temporaryFolder: String

  /// Larger files are not read back, in bytes.
  private static let limit = 256 << 20

  /// - Parameter environment: `VISUAL`, `EDITOR` and `TMPDIR` are read.
  package init(environment: [String: String]) {
    command = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    temporaryFolder = PrivateFile.temporaryFolder(environment)
  }

  /// Opens a file in the editor, and blocks until that has ended.
  package func open(_ path: String) throws(ExternalEditorError) {
    let status: Int32
    do {
      status = try ChildProgram.run(shellCommand: command, arguments: [path])
    } catch {
      throw .file(error)
    }
    guard status == 0 else { throw .status(status) }
  }

  /// The text as the user left it, without a newline at its end. Blocks until the editor has ended.
  package func edit(_ text: String, suffix: String = ".felt") throws(ExternalEditorError) -> String {
    let path = try Self.file { () throws(FileError) in
      try PrivateFile.create(Array((text + "\n").utf8), in: temporaryFolder, suffix: suffix)
    }
    defer { PrivateFile.remove(path) }
    try open(path)
    // The editor may have replaced the file.
    let bytes = try Self.file { () throws(FileError) in
      try FileReader.contents(of: path, limit: Self.limit, followsLinks: false)
    }
    guard !bytes.contains(0), let edited = String(validating: bytes, as: UTF8.self) else { throw .notText }
    return edited.hasSuffix("\n") ? String(edited.unicodeScalars.dropLast()) : edited
  }

  private static func file<Value>(_ body: () throws(FileError) -> Value) throws(ExternalEditorError) -> Value {
    do { return try body() } catch { throw .file(error) }
  }
}
