import Foundation
import TestSupport
import Testing

/// The library FeltAPI, as those see it who use it in a program of their own.
@Suite struct LibraryTests {
  /// The folder of the build that runs.
  private static func buildFolder() throws -> String {
    URL(filePath: try PseudoTerminal.product("feltsh")).deletingLastPathComponent().path
  }

  /// With the compiler's tools in reach.
  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "TMPDIR"].contains($0.key) }
  }

  private static let folder = repository + "/examples/library/Sources/make-map"

  @Test("The documentation is built without a warning")
  func documentation() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun.run(
      repository + "/.ci/docs", [folder.file("docs"), try Self.buildFolder()], environment: Self.environment,
      seconds: 300)
    #expect(run.status == 0, "\(run.output)\n\(run.error)")
    #expect(folder.names(in: "docs/data/documentation/feltapi").contains("sendingarequest.json"))
  }

  @Test("The article's code is that of the example")
  func article() throws {
    let article = try String(
      contentsOfFile: repository + "/Sources/FeltAPI/FeltAPI.docc/SendingARequest.md", encoding: .utf8)
    let blocks = article.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    let files = try ["main.swift", "URLRequest+Request.swift"].map {
      try String(contentsOfFile: Self.folder + "/" + $0, encoding: .utf8)
    }
    #expect(blocks.count == 2)
    for (block, file) in zip(blocks, files) { #expect(file.hasSuffix("\n" + block)) }
    #expect(blocks.first?.split(separator: "\n").count == 9)
  }

  @Test("The example can be compiled with what the library makes public")
  func example() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).map { Self.folder + "/" + $0 }
    let run = try ProgramRun.run(
      "/usr/bin/env",
      [
        "swiftc", "-typecheck", "-swift-version", "6", "-I", try Self.buildFolder() + "/Modules", "-I",
        repository + "/Sources/CVectors/include",
      ] + files,
      environment: Self.environment, seconds: 300)
    #expect(run.status == 0 && !run.error.contains("warning"), "\(run.error)")
  }
}
