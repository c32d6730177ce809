/// A ZIP archive of files that is made while it is read, in memory that doesn't grow with the files.
///
/// The files are packed twice: once to know the length of the archive, which has to be announced before its first byte
/// is sent, and once for each time that it is read. A file that changes in between is an error.
package struct ZipArchive: Sendable {
  /// A file with its name in the archive.
  package struct Entry: Sendable {
    package let name: String
    package let content: FileContent

    package init(name: String, content: FileContent) {
      self.name = name
      self.content = content
    }
  }

  private let contents: [FileContent]
  private let members: [ZipRecords.Member]
  /// How long the archive is.
  package let byteCount: Int

  /// Packs the files for the first time.
  ///
  /// - Parameter isCancelled: is asked now and then whether to stop.
  /// - Returns: nil when it was stopped.
  package init?(_ entries: [Entry], isCancelled: () -> Bool) throws(FileError) {
    var members: [ZipRecords.Member] = []
    var offset = 0
    for entry in entries {
      var member = ZipRecords.Member(name: entry.name, offset: offset)
      let packer = try Packer(entry.content)
      while case let bytes = try packer.next(), !packer.isAtEnd || !bytes.isEmpty {
        member.packedCount += bytes.count
        if isCancelled() { return nil }
      }
      (member.checksum, member.plainCount) = (packer.checksum, packer.plainCount)
      offset += ZipRecords.local(member).count + member.packedCount
      members.append(member)
    }
    contents = entries.map(\.content)
    self.members = members
    byteCount = offset + ZipRecords.directory(members, at: offset).count
  }

  /// Begins to read the archive.
  package func open() -> Reader { Reader(contents, members) }

  /// Reads the archive in pieces.
  package final class Reader {
    private var rest: ArraySlice<(FileContent, ZipRecords.Member)>
    private let members: [ZipRecords.Member]
    private var current: (packer: Packer, member: ZipRecords.Member)?
    private var count = 0
    private var isAtEnd = false

    fileprivate init(_ contents: [FileContent], _ members: [ZipRecords.Member]) {
      rest = Array(zip(contents, members))[...]
      self.members = members
    }

    /// The next bytes; empty at the end.
    package func next() throws(FileError) -> [UInt8] {
      while !isAtEnd {
        let bytes = try step()
        count += bytes.count
        if !bytes.isEmpty { return bytes }
      }
      return []
    }

    private func step() throws(FileError) -> [UInt8] {
      if let (packer, member) = current {
        let bytes = try packer.next()
        if packer.isAtEnd {
          current = nil
          // Written in place, a file keeps its length and may keep its time.
          guard packer.checksum == member.checksum else { throw FileError(path: packer.path, cause: .changed) }
        }
        return bytes
      }
      guard let (content, member) = rest.popFirst() else {
        isAtEnd = true
        return ZipRecords.directory(members, at: count)
      }
      current = (try Packer(content), member)
      return ZipRecords.local(member)
    }
  }
}

/// Packs one file.
private final class Packer {
  private let content: FileContent
  private let reader: FileContent.Reader
  private let deflater: Deflater
  private var sum = Checksum32()
  private(set) var plainCount = 0
  private(set) var isAtEnd = false

  init(_ content: FileContent) throws(FileError) {
    reader = try content.open()
    guard let deflater = Deflater() else { throw FileError(path: content.path, cause: .outOfMemory) }
    (self.content, self.deflater) = (content, deflater)
  }

  var path: String { content.path }
  var checksum: UInt32 { sum.value }

  /// The next packed bytes, which may be none before the end.
  func next() throws(FileError) -> [UInt8] {
    if isAtEnd { return [] }
    let bytes = try reader.next()
    isAtEnd = bytes.isEmpty
    sum.take(bytes)
    plainCount += bytes.count
    return deflater.pack(bytes, isLast: isAtEnd)
  }
}
