internal import CommandLanguage
internal import FeltAPI
internal import Platform

/// Files on disk as they are going to be sent: one as it is, several in a ZIP archive.
struct UploadFiles {
  /// What the file is called that storage gets.
  private(set) var fileName = ""
  /// The endings of a shapefile's parts that should be there and are not.
  private(set) var missingParts: [String] = []
  private var entries: [ZipArchive.Entry] = []
  private var isArchive = false
  private let trust: FileTrust
  /// More files than these are not one upload.
  private static let mostFiles = 10_000
  private static let deepest = 32

  /// Looks at files and folders. Each has to be readable and not empty.
  ///
  /// - Parameter typed: their names, each with its place in the statement.
  init(_ typed: [(path: String, range: SourceRange)], _ trust: FileTrust) throws(Failure) {
    self.trust = trust
    var paths: Set<String> = []
    var firstName: String?
    for (path, range) in typed {
      let real = try trust.readable(path, at: range)
      let name = Self.name(of: real)
      firstName = firstName ?? name
      if FolderListing.isFolder(real) {
        isArchive = true
        let count = entries.count
        try addFolder(path, as: name, at: range, depth: 0)
        if entries.count == count { throw Failure(.upload(.noFiles(path)), at: range) }
      } else {
        try add(path, as: name, &paths, allowsEmpty: false, at: range)
        if ShapefileParts.isShapefile(name) { try addParts(of: path, name, &paths, at: range) }
      }
    }
    isArchive = isArchive || entries.count > 1
    let first = firstName ?? ""
    fileName = isArchive ? Self.stem(of: first) + ".zip" : first
    var names: Set<String> = []
    for entry in entries where !names.insert(entry.name).inserted {
      throw Failure(.upload(.sameName(entry.name)), at: typed.last?.range)
    }
  }

  /// The name of a layer that is not given another one.
  var layerName: String { Self.stem(of: fileName) }

  /// A name without its ending.
  static func stem(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func name(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    guard [".", "..", ""].contains(last), let real = FilePath.real(path) else { return last }
    return real.split(separator: "/").last.map(String.init) ?? "files"
  }

  // MARK: - Finding files

  private mutating func add(
    _ path: String, as name: String, _ paths: inout Set<String>, allowsEmpty: Bool, at range: SourceRange
  ) throws(Failure) {
    let real = try trust.readable(path, at: range)
    // Somebody may name a shapefile and its parts.
    guard paths.insert(real).inserted else { return }
    do throws(FileError) {
      entries.append(.init(name: name, content: try FileContent(real, allowsEmpty: allowsEmpty)))
    } catch {
      throw Failure(error, at: range)
    }
  }

  private mutating func addParts(
    of path: String, _ name: String, _ paths: inout Set<String>, at range: SourceRange
  ) throws(Failure) {
    let folder = FilePath.folder(of: path)
    let names = FolderListing.entries(of: try trust.readable(folder, at: range), limit: .max).map(\.name)
    let (parts, missing) = ShapefileParts.find(name, among: names)
    missingParts += missing
    for part in parts { try add(folder + "/" + part, as: part, &paths, allowsEmpty: true, at: range) }
  }

  private mutating func addFolder(
    _ path: String, as name: String, at range: SourceRange, depth: Int
  ) throws(Failure) {
    guard depth < Self.deepest else { throw Failure(.upload(.tooManyFiles(path)), at: range) }
    let found = FolderListing.entries(of: try trust.readable(path, at: range), limit: Self.mostFiles + 1)
    for entry in found.sorted(by: { $0.name < $1.name }) where !entry.name.hasPrefix(".") {
      let (inner, innerName) = (path + "/" + entry.name, name + "/" + entry.name)
      if entry.isFolder {
        try addFolder(inner, as: innerName, at: range, depth: depth + 1)
      } else {
        var paths: Set<String> = []
        try add(inner, as: innerName, &paths, allowsEmpty: true, at: range)
      }
      if entries.count > Self.mostFiles { throw Failure(.upload(.tooManyFiles(path)), at: range) }
    }
  }

  // MARK: - Sending

  /// How many bytes the files have.
  var byteCount: Int { entries.reduce(0) { $0 + $1.content.byteCount } }

  /// The bytes to send; several files are packed once here, to know how long the archive is.
  func body(isCancelled: () -> Bool) throws(Failure) -> StreamedBody {
    guard isArchive else {
      guard let content = entries.first?.content else { throw Failure(.upload(.noFiles(fileName))) }
      return StreamedBody(byteCount: content.byteCount, summary: fileName) { () throws(TransportError) in
        let reader = try Self.transportError { () throws(FileError) in try content.open() }
        return ContentReader { () throws(FileError) in try reader.next() }
      }
    }
    let archive: ZipArchive?
    do { archive = try ZipArchive(entries, isCancelled: isCancelled) } catch { throw Failure(error) }
    guard let archive else { throw Failure(.interrupted) }
    return StreamedBody(byteCount: archive.byteCount, summary: fileName) {
      let reader = archive.open()
      return ContentReader { () throws(FileError) in try reader.next() }
    }
  }

  fileprivate static func transportError<Value>(
    mayHaveHappened: Bool = false, _ body: () throws(FileError) -> Value
  ) throws(TransportError) -> Value {
    do { return try body() } catch { throw TransportError(.other(error.description), mayHaveHappened: mayHaveHappened) }
  }
}

/// Reads what is sent of files.
private final class ContentReader: BodyReader {
  private let read: () throws(FileError) -> [UInt8]

  init(_ read: @escaping () throws(FileError) -> [UInt8]) {
    self.read = read
  }

  func next() throws(TransportError) -> [UInt8] {
    try UploadFiles.transportError(mayHaveHappened: true, read)
  }
}
