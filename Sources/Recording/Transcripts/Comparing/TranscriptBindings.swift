/// What the named placeholders of a transcript stand for.
struct TranscriptBindings {
  private var bindings: [Placeholder: String] = [:]
  /// What was bound by the response of the statement on each line.
  private var boundByLine: [Int: [Placeholder]] = [:]
  /// The statement whose response is compared.
  private var line = 0

  /// Begins with a statement. What it gave before, in an earlier round of a loop, holds no longer.
  mutating func begin(line: Int) {
    self.line = line
    for placeholder in boundByLine.removeValue(forKey: line) ?? [] { bindings[placeholder] = nil }
  }

  subscript(placeholder: Placeholder) -> String? {
    placeholder.name == nil ? nil : bindings[placeholder]
  }

  mutating func bind(_ placeholder: Placeholder, _ value: String) {
    guard placeholder.name != nil, bindings[placeholder] == nil else { return }
    bindings[placeholder] = value
    boundByLine[line, default: []].append(placeholder)
  }

  /// What stands for each value, of ids.
  var identifierNames: [String: String] {
    var names: [String: String] = [:]
    for (placeholder, value) in bindings where placeholder.kind == .id { names[value] = placeholder.name }
    return names
  }
}
