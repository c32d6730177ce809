#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where files are.
package enum FilePath {
  /// The folder that a file is in; `.` for a plain name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without links and dots; nil when there is nothing at it.
  package static func real(_ path: String) -> String? {
    guard !path.utf8.contains(0), let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// A path as seen from a folder, if it is in the folder or below it once all links are followed. A file that isn't
  /// there yet counts by the folder that it would be in.
  ///
  /// - Returns: the path to open; nil for one that leads outside.
  package static func inside(_ folder: String, _ path: String) -> String? {
    guard !path.isEmpty, let root = real(folder) else { return nil }
    let whole = path.hasPrefix("/") ? path : folder + "/" + path
    let place: String
    if let existing = real(whole) {
      place = existing
    } else {
      // A link that leads nowhere yet could lead anywhere later.
      var information = stat()
      if unsafe lstat(whole, &information) == 0 { return nil }
      guard let parent = real(Self.folder(of: whole)), let name = whole.split(separator: "/").last, name != "..",
        name != "."
      else { return nil }
      place = parent == "/" ? "/" + name : parent + "/" + name
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    return place == root || place.hasPrefix(prefix) ? whole : nil
  }
}
