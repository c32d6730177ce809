/// How a line inside brackets begins.
package enum Indentation {
  private static let step = "  "

  /// The indentation of a line that begins at the end of this text: that of the line before, and more after an opening
  /// bracket.
  package static func forLine(after text: some StringProtocol) -> String {
    let last = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let leading = String(last.prefix { $0 == " " || $0 == "\t" })
    let opens = last.last { $0 != " " && $0 != "\t" }.map { "{[".contains($0) } ?? false
    return opens ? leading + step : leading
  }

  /// How many spaces before the cursor a closing bracket takes away: those of one step, if nothing else stands there.
  package static func surplus(before text: some StringProtocol) -> Int {
    guard let newline = text.lastIndex(of: "\n") else { return 0 }
    let leading = text[text.index(after: newline)...]
    return leading.allSatisfy { $0 == " " } ? min(step.count, leading.count) : 0
  }
}
