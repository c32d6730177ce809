import Platform
import TestSupport
import Testing

@Suite struct SaltFileTests {
  @Test("The bytes are made once, when they are to be, and stay what they are")
  func once() throws {
    let folder = try TemporaryFolder()
    let file = SaltFile(path: folder.file("state/salt"))
    #expect(try file.bytes(creates: false) == nil)
    #expect(folder.names.isEmpty)
    let bytes = try #require(try file.bytes(creates: true))
    #expect(bytes.count == 32)
    #expect(try file.bytes(creates: false) == bytes)
    #expect(try SaltFile(path: folder.file("other")).bytes(creates: true) != bytes)
  }

  @Test("What was not written whole is filled up")
  func torn() throws {
    let folder = try TemporaryFolder()
    let file = SaltFile(path: try folder.write("abc", to: "salt"))
    #expect(try file.bytes(creates: false) == nil)
    let bytes = try #require(try file.bytes(creates: true))
    #expect(bytes.count == 32 && bytes.starts(with: "abc".utf8))
    #expect(try file.bytes(creates: true) == bytes)
  }
}
