internal import Execution

/// What a run on GitHub shows: an annotation at the line of each failure, and a summary.
struct GitHubReport {
  private var requests = 0
  private var failures: [ReportEntry] = []
  private var failureCount = 0
  /// GitHub shows no more annotations than these, and no longer summaries.
  private static let mostFailures = 100

  /// - Returns: the line to write; nil for what went well.
  mutating func add(_ entry: ReportEntry) -> String? {
    if entry.kind == .request { requests += 1 }
    guard entry.outcome == .failed, entry.kind != .item else { return nil }
    failureCount += 1
    guard failures.count < Self.mostFailures else { return nil }
    failures.append(entry)
    let place = entry.file.map { "file=\(Self.property($0)),line=\(entry.line)," } ?? ""
    let iteration = entry.items.map { " [\($0.number)\($0.title.isEmpty ? "" : " " + $0.title)]" }.joined()
    return "::error \(place)title=\(Self.property(entry.name + iteration))::\(Self.data(entry.message ?? "failed"))"
  }

  /// Markdown for the summary of the step.
  ///
  /// - Parameter verb: what was done with the files.
  func summary(_ verb: String, _ files: [String]) -> String {
    let outcome = failureCount == 0 ? "ok" : "\(failureCount) failed"
    let name = (["feltsh"] + (files.isEmpty ? [] : [verb] + files)).joined(separator: " ")
    var lines = ["### \(Self.cell(name)): \(requests) requests, \(outcome)", ""]
    guard !failures.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    lines += ["| where | item | what | message |", "|---|---|---|---|"]
    for failure in failures {
      let item = failure.items.map { $0.title.isEmpty ? String($0.number) : $0.title }.joined(separator: ", ")
      lines.append(
        "| " + [failure.place, item, failure.name, failure.message ?? ""].map(Self.cell).joined(separator: " | ") + " |"
      )
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// Text that is nothing but text in a table of Markdown.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in CommentText.oneLine(text) {
      if "\\`*_{}[]<>|#&!".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
