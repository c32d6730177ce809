package import CommandLanguage
internal import FeltAPI
internal import Platform

/// The one rule about what a statement may do, decided by where its text came from.
package struct Trust: Sendable {
  package let source: StatementSource
  /// Whether the command line lets scripts start programs.
  private let allowsShell: Bool

  package init(_ source: StatementSource, allowsShell: Bool = false) {
    self.source = source
    self.allowsShell = allowsShell
  }

  /// Whether the source is trusted with a capability. Files are checked by their place, see ``FileTrust``.
  package func allows(_ capability: Capability) -> Bool {
    switch (capability, source) {
    case (.program, .typed): true
    case (.program, _): allowsShell
    case (_, .script): false
    case (_, .typed), (_, .commandLine), (_, .pipe), (_, .startupFile): true
    }
  }

  /// - Throws: a failure at `range` when the source is not trusted with the capability.
  package func require(_ capability: Capability, at range: SourceRange?) throws(Failure) {
    guard allows(capability) else { throw Failure(.untrusted(capability), at: range) }
  }

  /// The rule for files.
  package var files: FileTrust { FileTrust(source) }
}

/// Which files a statement may read and write. A script's own are those in its folder, and below it; their names count
/// from there. Everyone else's count from the working directory and are not restricted.
package struct FileTrust: Sendable {
  /// The script's folder; nil for text that is not a script's.
  private let folder: String?

  package init(_ source: StatementSource) {
    if case .script(let path) = source { folder = FilePath.folder(of: path) } else { folder = nil }
  }

  /// The folder that names of files count from.
  var base: String { folder ?? "." }

  /// Where a file that is read is.
  ///
  /// - Throws: a failure when it is outside of the script's folder, also by a link.
  package func readable(_ path: String, at range: SourceRange?) throws(Failure) -> String {
    guard let folder else { return path }
    guard let inside = FilePath.inside(folder, path) else { throw Failure(.untrusted(.readFile(path)), at: range) }
    return inside
  }

  /// Where a file that is written is.
  ///
  /// - Throws: a failure when it is outside of the script's folder, also by a link.
  package func writable(_ path: String, at range: SourceRange?) throws(Failure) -> String {
    guard let folder, path != "/dev/null" else { return path }
    if let inside = FilePath.inside(folder, path) { return inside }
    let parent = FilePath.folder(of: path)
    if !path.begins(with: "/"), !path.containsBytes(of: ".."), !FileReader.exists(folder + "/" + parent) {
      throw Failure(FileError(path: parent, cause: .noFolder), at: range)
    }
    throw Failure(.untrusted(.writeFile(path)), at: range)
  }
}
