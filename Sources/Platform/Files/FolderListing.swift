#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What is in a folder, for a person to choose from.
package enum FolderListing {
  /// A name in a folder.
  package struct Entry: Sendable, Hashable {
    package let name: String
    /// Whether it is a folder, or a link to one.
    package let isFolder: Bool
  }

  /// The names in a folder, in no order, without `.` and `..`; none where it cannot be read.
  ///
  /// - Parameter limit: the most names that are looked at.
  package static func entries(of path: String, limit: Int = 10_000) -> [Entry] {
    guard !path.utf8.contains(0), let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var entries: [Entry] = []
    while entries.count < limit, let found = unsafe readdir(folder) {
      let capacity = unsafe MemoryLayout.size(ofValue: found.pointee.d_name)
      let name = unsafe withUnsafePointer(to: &found.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: capacity) { unsafe String(validatingCString: $0) }
      }
      guard let name, name != ".", name != ".." else { continue }
      entries.append(Entry(name: name, isFolder: isFolder(path + "/" + name)))
    }
    return entries
  }

  /// Whether a path leads to a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
