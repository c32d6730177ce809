import Foundation

/// The README, and what it shows.
struct Readme {
  let text: String

  init() throws {
    text = try String(contentsOfFile: repository + "/README.md", encoding: .utf8)
  }

  /// The fenced blocks of a language, in order.
  func blocks(_ language: String) -> [String] { Self.blocks(language, in: text) }

  /// The section below a heading, up to the next heading.
  func section(_ heading: String) -> String {
    let rest = text.components(separatedBy: "\n## \(heading)\n").dropFirst().first ?? ""
    return rest.components(separatedBy: "\n## ").first ?? ""
  }

  /// The fenced blocks of a section with their languages, in order.
  func blocks(inSection heading: String) -> [(language: String, text: String)] {
    let parts = section(heading).components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].components(separatedBy: "\n")
      return (lines[0], lines.dropFirst().joined(separator: "\n"))
    }
  }

  private static func blocks(_ language: String, in text: String) -> [String] {
    text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }
}
