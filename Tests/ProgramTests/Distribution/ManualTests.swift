import Foundation
import TestSupport
import Testing

@Suite struct ManualTests {
  /// The manual as a terminal shows it.
  private static func shown() throws -> String {
    let page = try feltsh(["--generate", "manual"])
    #expect(page.status == 0 && page.error.isEmpty)
    let run = try ProgramRun.run(
      try toolPath("groff"), ["-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=200n"], input: page.output.utf8)
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    return run.output
  }

  @Test("The manual is roff without a mistake, and has what --help and help say", .enabled(if: tool("groff")))
  func content() throws {
    let text = try Self.shown()
    let help = try feltsh(["--help"]).output
    let options = help.split(separator: "\n").compactMap { line in
      line.hasPrefix("  -") ? line.dropFirst(2).split { " ,".contains($0) }.first.map(String.init) : nil
    }
    #expect(options.count > 25)
    let topics = try feltsh(["-c", "help"]).output.components(separatedBy: "Topics: ").last ?? ""
    let commands = try feltsh(["-c", "help all"]).output.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") ? line.split(separator: " ").first.map(String.init) : nil
    }
    #expect(commands.count > 40)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    for word in options + commands {
      #expect(lines.contains { $0 == word || $0.hasPrefix(word + " ") || $0.hasPrefix(word + ",") }, "\(word)")
    }
    for topic in topics.split(whereSeparator: \.isWhitespace) { #expect(lines.contains { $0 == topic.uppercased() }) }
    for text in ["NAME", "SYNOPSIS", "EXIT STATUS", "create_map_embed_token", "feltsh check FILE..."] {
      #expect(lines.contains { $0.hasPrefix(text) }, "\(text)")
    }
  }

  @Test("What is to be typed can be copied from it", .enabled(if: tool("groff")))
  func characters() throws {
    let text = try Self.shown()
    for line in [
      "'get /maps/* 429 every=3'", "post /maps title=\"Flood zones\"", "show '$.layers[?@.status == \"failed\"]'",
      "{\"title\": \"A\"}", "~/.editrc", "felt_pat_…;",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test("--version says what the program is, and from which commit where the build was told")
  func version() throws {
    let version = try feltsh(["--version"]).output
    #expect(version.wholeMatch(of: /feltsh \d+\.\d+\.\d+( \([0-9a-f]+\))?\n/) != nil)
    #expect(try feltsh(["--generate", "manual"]).output.contains("\"\(version.dropLast())\""))
  }

  @Test("Only what there is can be generated")
  func unknown() throws {
    let run = try feltsh(["--generate", "emacs"])
    #expect(run.status == 2 && run.output.isEmpty && run.error.contains("textmate"))
  }
}
