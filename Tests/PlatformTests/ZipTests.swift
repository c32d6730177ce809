import Foundation
import Platform
import TestSupport
import Testing

@Suite("ZIP archives that are made while they are read")
struct ZipTests {
  private static func bytes(of archive: ZipArchive) throws -> [UInt8] {
    let reader = archive.open()
    var bytes: [UInt8] = []
    while case let piece = try reader.next(), !piece.isEmpty { bytes += piece }
    return bytes
  }

  private static func entries(_ folder: TemporaryFolder, _ names: [String]) throws -> [ZipArchive.Entry] {
    try names.map { .init(name: $0, content: try FileContent(folder.path + "/" + $0)) }
  }

  private static let python = "/usr/bin/python3"

  @Test(
    "Another program finds the same files in it",
    .enabled(if: FileManager.default.isExecutableFile(atPath: python)))
  func read() throws {
    let folder = try TemporaryFolder()
    let numbers = (0..<50_000).map { "\($0 &* 2_654_435_761 % 65_537)\n" }.joined()
    try folder.write(numbers, to: "roads.shp")
    try folder.write("x", to: "straße.dbf")
    let archive = try #require(
      try ZipArchive(try Self.entries(folder, ["roads.shp", "straße.dbf"])) { false })
    let bytes = try Self.bytes(of: archive)
    #expect(bytes.count == archive.byteCount && bytes.count < numbers.utf8.count)
    let path = try folder.write(bytes, to: "all.zip")
    let script = """
      import sys, zipfile, hashlib
      archive = zipfile.ZipFile(sys.argv[1])
      print(archive.testzip(), *[(name, len(archive.read(name))) for name in archive.namelist()])
      """
    let run = try ProgramRun.run(Self.python, ["-c", script, path], environment: ["PYTHONIOENCODING": "utf-8"])
    #expect(run.output == "None ('roads.shp', \(numbers.utf8.count)) ('straße.dbf', 1)\n", "\(run.error)")
  }

  @Test("It is the same each time that it is read")
  func again() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "a,b,c\n", count: 100_000), to: "a.csv")
    let archive = try #require(try ZipArchive(try Self.entries(folder, ["a.csv"])) { false })
    #expect(try Self.bytes(of: archive) == Self.bytes(of: archive))
  }

  @Test("An empty file and a missing one are errors at once")
  func empty() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "a.csv")
    #expect(throws: FileError(path: path, cause: .empty)) { try FileContent(path) }
    #expect(throws: FileError.self) { try FileContent(folder.path + "/none") }
    #expect(throws: FileError(path: folder.path, cause: .isDirectory)) { try FileContent(folder.path) }
  }

  @Test("A file that changes before it is read again, or meanwhile, is an error", arguments: ["before", "meanwhile"])
  func changed(when: String) throws {
    let folder = try TemporaryFolder()
    let text = (0..<200_000).map { "\($0 &* 7_919 % 10_007)," }.joined()
    let path = try folder.write(text, to: "a.csv")
    let archive = try #require(try ZipArchive(try Self.entries(folder, ["a.csv"])) { false })
    let reader = archive.open()
    if when == "meanwhile" { for _ in 0..<3 { _ = try reader.next() } }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Array("more".utf8))
    try handle.close()
    #expect(throws: FileError(path: path, cause: .changed)) {
      while case let piece = try reader.next(), !piece.isEmpty {}
    }
  }

  @Test("Packing stops when it is told to")
  func cancelled() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "a", count: 100), to: "a.csv")
    let archive = try ZipArchive(try Self.entries(folder, ["a.csv"])) { true }
    #expect(archive == nil)
  }
}
