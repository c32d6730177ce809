import Foundation
import TestSupport
import Testing

@Suite struct PictureTests {
  @Test("The README's pictures are of a session as it goes today", .enabled(if: tool("python3")))
  func session() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun.run(
      try toolPath("python3"),
      [repository + "/.github/session/draw", try PseudoTerminal.product("feltsh"), folder.path])
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    for name in ["light.svg", "dark.svg"] {
      let committed = try String(contentsOfFile: repository + "/.github/session/" + name, encoding: .utf8)
      let isSame = try folder.read(name) == committed
      #expect(isSame, "\(name) is not what .ci/generate draws")
      #expect(try Readme().text.contains(".github/session/\(name)"))
    }
  }
}
