import FeltAPI
import Foundation
import Testing

@Suite("The written reference")
struct ReferenceTests {
  @Test("The reference in the documentation is the one that the catalogue gives")
  func upToDate() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Sources/FeltAPI/FeltAPI.docc/Operations.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text == Reference.markdown(),
      "write it again: .ci/generate")
  }
}
