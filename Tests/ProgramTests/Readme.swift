import Foundation

/// The README, and what it shows.
struct Readme {
  let text: String

  init() throws {
    text = try String(contentsOfFile: repository + "/README.md", encoding: .utf8)
  }

  /// The fenced blocks, in order, without those of the tutorial.
  var blocksBesideTutorial: [String] {
    Self.blocks(in: text.replacing(section("Ten minutes"), with: "")).map(\.text)
  }

  /// The section below a heading, up to the next heading.
  func section(_ heading: String) -> String {
    let rest = text.components(separatedBy: "\n## \(heading)\n").dropFirst().first ?? ""
    return rest.components(separatedBy: "\n## ").first ?? ""
  }

  /// The fenced blocks of a section with their languages, in order.
  func blocks(inSection heading: String) -> [(language: String, text: String)] {
    Self.blocks(in: section(heading))
  }

  private static func blocks(in text: String) -> [(language: String, text: String)] {
    let parts = text.components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].components(separatedBy: "\n")
      return (lines[0], lines.dropFirst().joined(separator: "\n"))
    }
  }
}
