#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where files are.
package enum FilePath {
  /// The folder that a file is in; `.` for a plain name.
  package static func folder(of path: String) -> String {
    // A slash with a combining mark behind it is one character, but still a slash.
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without links and dots; nil when there is nothing at it.
  package static func real(_ path: String) -> String? {
    guard !path.utf8.contains(0), let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Where a symbolic link leads, as it is written there; nil for anything else.
  static func linkTarget(_ path: String) -> String? {
    let capacity = Int(PATH_MAX)
    var bytes = [CChar](repeating: 0, count: capacity)
    let count = unsafe readlink(path, &bytes, capacity)
    return count > 0 ? String(decoding: bytes[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  /// Whether an open file is the one at a path: another process may have replaced it. A link counts as itself.
  package static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    guard unsafe fstat(descriptor, &opened) == 0, unsafe lstat(path, &named) == 0 else { return false }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  /// Makes the folders above a file, for the user alone.
  static func createFolders(above path: String) {
    for index in path.indices where path[index] == "/" && index != path.startIndex {
      _ = unsafe mkdir(String(path[..<index]), 0o700)
    }
  }

  /// A path as seen from a folder, if it is in the folder or below it once all links are followed. A file that isn't
  /// there yet counts by the folder that it would be in.
  ///
  /// - Returns: the path to open; nil for one that leads outside.
  package static func inside(_ folder: String, _ path: String) -> String? {
    guard !path.isEmpty, let root = real(folder) else { return nil }
    let whole = path.utf8.first == slash ? path : folder + "/" + path
    let place: String
    if let existing = real(whole) {
      place = existing
    } else {
      // A link that leads nowhere yet could lead anywhere later.
      var information = stat()
      if unsafe lstat(whole, &information) == 0 { return nil }
      guard let parent = real(Self.folder(of: whole)), let last = whole.utf8.split(separator: slash).last,
        case let name = String(decoding: last, as: UTF8.self), name != "..", name != "."
      else { return nil }
      place = parent == "/" ? "/" + name : parent + "/" + name
    }
    // Names are bytes: composed and decomposed letters are different names.
    let prefix = root.utf8.last == slash ? root : root + "/"
    return place.utf8.elementsEqual(root.utf8) || place.utf8.starts(with: prefix.utf8) ? whole : nil
  }

  private static let slash = UInt8(ascii: "/")
}
