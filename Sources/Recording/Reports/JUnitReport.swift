internal import Execution

/// The report that build servers read: a test case for each request and iteration.
struct JUnitReport {
  private struct Case {
    let name: String
    var duration: Double
    var failure: (kind: ReportEntry.Kind, message: String)?
  }

  /// By file, in the order in which they ran.
  private var suites: [(file: String, cases: [Case])] = []

  mutating func add(_ entry: ReportEntry) {
    guard entry.outcome != .again, entry.kind != .item else { return }
    let file = entry.file ?? "commands"
    if suites.last?.file != file { suites.append((file, [])) }
    let last = suites.count - 1
    // An expectation belongs to the request in front of it.
    if entry.kind == .expectation, let index = suites[last].cases.indices.last {
      if let message = entry.message, suites[last].cases[index].failure == nil {
        suites[last].cases[index].failure = (entry.kind, "\(entry.place): \(message)")
      }
      return
    }
    let iteration = entry.items.map { $0.title.isEmpty ? String($0.number) : "\($0.number) \($0.title)" }
    let name = "\(entry.place) \(entry.name)" + (iteration.isEmpty ? "" : " [\(iteration.joined(separator: ", "))]")
    suites[last].cases.append(
      Case(name: name, duration: entry.duration, failure: entry.message.map { (entry.kind, "\(entry.place): \($0)") }))
  }

  var text: String {
    let all = suites.flatMap(\.cases)
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites name=\"feltsh\" \(Self.counts(all))>"]
    for suite in suites {
      lines.append("  <testsuite name=\(Self.quoted(suite.file)) \(Self.counts(suite.cases))>")
      lines += suite.cases.flatMap { Self.lines($0, suite.file) }
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  private static func lines(_ test: Case, _ file: String) -> [String] {
    let tag =
      "    <testcase name=\(quoted(test.name)) classname=\(quoted(file)) time=\"\(seconds(test.duration))\""
    guard let (kind, message) = test.failure else { return [tag + "/>"] }
    return [
      tag + ">", "      <failure type=\"\(kind.rawValue)\" message=\(quoted(message))>\(escaped(message))</failure>",
      "    </testcase>",
    ]
  }

  private static func counts(_ cases: [Case]) -> String {
    "tests=\"\(cases.count)\" failures=\"\(cases.count { $0.failure != nil })\" errors=\"0\" "
      + "time=\"\(seconds(cases.reduce(0) { $0 + $1.duration }))\""
  }

  private static func seconds(_ duration: Double) -> String {
    let milliseconds = duration.isFinite ? max(0, Int((min(duration, 1e9) * 1000).rounded())) : 0
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// Text as XML has it; characters that XML has no way to write become question marks.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
