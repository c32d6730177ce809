internal import CommandLanguage
internal import FeltAPI

extension ScriptChecker {
  /// Counts the files that a command sends to storage, besides the request that asks where they go.
  mutating func countUploads(_ call: CommandCall, _ spec: CommandSpec, _ check: StatementCheck) {
    let words = call.arguments.compactMap { argument in
      if case .word(let word) = argument.value, spec.kind(of: argument) == .dataFile { word } else { nil as Word? }
    }
    guard let first = words.first, !words.contains(where: { ($0.text ?? "").containsBytes(of: "://") }) else { return }
    if words.count == 1, let reference = first.variable, reference.query.isEmpty, let files = loopFiles[reference.name]
    {
      let sizes = files.compactMap { check.size(of: [($0, first.range)]) }
      guard !sizes.isEmpty else { return }
      count(factor / files.count * sizes.count, bytes: factor / files.count * sizes.reduce(0, +))
    } else if words.allSatisfy({ $0.text != nil }) {
      // One that can't be sent is an error, and told as that.
      guard let size = check.size(ofFilesIn: words) else { return }
      count(factor, bytes: factor.multipliedReportingOverflow(by: size).partialValue)
    } else {
      count(factor, bytes: 0)
      report.hasUploadsOfUnknownSize = true
    }
  }

  private mutating func count(_ uploads: Int, bytes: Int) {
    report.requests += uploads
    report.uploads += uploads
    report.uploadedByteCount = report.uploadedByteCount.addingReportingOverflow(bytes).partialValue
  }
}

extension StatementCheck {
  /// How many bytes files have together; nil when they can't be sent.
  func size(of files: [(path: String, range: SourceRange)]) -> Int? {
    try? UploadFiles(files, trust.files).byteCount
  }

  fileprivate func size(ofFilesIn words: [Word]) -> Int? {
    let files = words.compactMap { word in (try? resolver.file(word)).map { ($0, word.range) } }
    return size(of: files)
  }
}
