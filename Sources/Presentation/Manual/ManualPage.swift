package import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// The manual, made of what `--help` and `help` say.
package struct ManualPage {
  private let usage: ProgramUsage
  private let table: CommandTable

  package init(_ usage: ProgramUsage, _ table: CommandTable) {
    self.usage = usage
    self.table = table
  }

  /// As roff, for `man -l`.
  package var roff: String {
    var page = RoffPage(title: "FELTSH", section: 1, source: usage.source, manual: "User Commands")
    page.name("feltsh", usage.abstract.prefix(1).lowercased() + usage.abstract.dropFirst().prefix { $0 != "." })
    page.section("Synopsis")
    for task in usage.tasks { page.item(task.usage, task.summary) }
    page.section("Description")
    page.paragraph(usage.description)
    page.section("Options")
    for option in usage.options { page.item(option.usage, option.summary) }
    commands(&page)
    operations(&page)
    for topic in HelpTopic.allCases where topic != .environment {
      page.section(topic.rawValue)
      rows(topic.rows(table), &page)
    }
    page.section("Environment")
    rows(HelpTopic.environment.rows(table), &page)
    page.section("Exit status")
    for (status, meaning) in usage.exitStatuses { page.item("\(status)", meaning) }
    page.section("See also")
    page.paragraph("curl(1), jq(1), less(1), editrc(5); https://felt.com/developers")
    return page.text
  }

  private func commands(_ page: inout RoffPage) {
    page.section("Commands")
    for group in CommandSpec.Group.allCases {
      page.subsection(group.rawValue)
      for spec in table.commands where spec.group == group {
        page.item(spec.usage, spec.summary)
        page.indented { page in
          rows(spec.options.map { ($0.usage, $0.summary) } + spec.details.map { ($0.text, $0.summary) }, &page)
          if !spec.examples.isEmpty { page.paragraph(spec.examples.count == 1 ? "Example:" : "Examples:") }
          for example in spec.examples {
            page.verbatim(example.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 })
          }
        }
      }
    }
  }

  private func operations(_ page: inout RoffPage) {
    page.section("Operations")
    page.paragraph("Each operation of the API is a command too, and help NAME explains it.")
    for operation in Catalogue.operations {
      let call = operation.method.rawValue.lowercased() + " " + operation.path.description
      page.item(operation.name, "\(call): \(operation.summary)")
    }
  }

  /// Rows of help: what to type and what it does, what to type alone, or a remark.
  private func rows(_ rows: [(String, String)], _ page: inout RoffPage) {
    for (text, summary) in rows {
      switch (text.isEmpty, summary.isEmpty) {
      case (false, false): page.item(text, summary)
      case (false, true): page.verbatim([text])
      case (true, false): page.paragraph(summary)
      case (true, true): break
      }
    }
  }
}
