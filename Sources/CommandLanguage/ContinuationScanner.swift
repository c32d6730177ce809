/// Takes the lines of a command one by one and knows whether it goes on, at a cost that grows with the text and not with
/// its square.
package struct ContinuationScanner {
  private var text = ""
  private var awaitedLine: String?
  /// Below this size in bytes the text is looked at again after each line.
  private static let smallSize = 1 << 16
  private var nextLook = 0

  package init() {}

  /// Takes the next line.
  ///
  /// - Returns: whether the command goes on behind it. Of a long one that may be found late, when commands that follow
  ///   it have been taken as well.
  package mutating func goesOn(after line: String) -> Bool {
    text += text.isEmpty ? line : "\n" + line
    if let awaitedLine {
      guard line == awaitedLine || line == awaitedLine + "\r" else { return true }
      self.awaitedLine = nil
      nextLook = 0
    }
    let size = text.utf8.count
    guard size >= nextLook else { return true }
    nextLook = size < Self.smallSize ? 0 : size + size / 4
    var reader = ScriptReader(text)
    var last: ScriptReader.Entry?
    while let entry = reader.next() { last = entry }
    guard case .failure(let error)? = last?.result else { return false }
    awaitedLine = error.awaitedLine
    return error.isUnfinished
  }
}

extension CommandParser {
  /// Whether a text is the beginning of a command that more lines could complete.
  package static func isUnfinished(_ text: String) -> Bool {
    var scanner = ContinuationScanner()
    return scanner.goesOn(after: text)
  }
}
