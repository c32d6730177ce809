internal import Platform

/// What the program calls itself.
package enum Version {
  package static let number = "0.1.0"
  /// For `--version`: the number, and the commit when it is known.
  package static var text: String { "feltsh " + number + (Build.commit.map { " (\($0))" } ?? "") }
  package static let userAgent = "feltsh/" + number
}
