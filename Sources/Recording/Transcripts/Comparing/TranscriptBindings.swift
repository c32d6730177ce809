/// What the named placeholders of a transcript stand for.
struct TranscriptBindings {
  private struct Binding {
    let value: String
    /// The line of the statement whose response gave it.
    let line: Int
  }

  private var bindings: [Placeholder: Binding] = [:]
  /// The statement whose response is compared.
  private var line = 0

  /// Begins with a statement. What it gave before, in an earlier round of a loop, holds no longer.
  mutating func begin(line: Int) {
    self.line = line
    bindings = bindings.filter { $0.value.line != line }
  }

  subscript(placeholder: Placeholder) -> String? {
    placeholder.name == nil ? nil : bindings[placeholder]?.value
  }

  mutating func bind(_ placeholder: Placeholder, _ value: String) {
    guard placeholder.name != nil, bindings[placeholder] == nil else { return }
    bindings[placeholder] = Binding(value: value, line: line)
  }

  /// What stands for each value, of ids.
  var identifierNames: [String: String] {
    var names: [String: String] = [:]
    for (placeholder, binding) in bindings where placeholder.kind == .id { names[binding.value] = placeholder.name }
    return names
  }
}
