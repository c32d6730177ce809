internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Takes the values of secret fields out of a request: a variable stands for each.
struct SecretFields {
  /// The names of the variables that were put in.
  private(set) var names: [String] = []

  mutating func replace(_ action: Action) -> Action {
    guard case .request(var line) = action, let schema = Self.schema(of: line) else { return action }
    line.items = line.items.map { item in
      guard case .field(let path, let value) = item.kind, path.reduce(schema, { $0?.child($1) })?.isSecret ?? false,
        !Self.isVariable(value)
      else { return item }
      let name = path.compactMap { key in if case .name(let name) = key { name } else { nil } }.joined(separator: "_")
      names.append(name)
      return Item(
        .field(path, .text(Word([.init(.variable(.init(name: name)), item.range)], item.range))), range: item.range)
    }
    return .request(line)
  }

  private static func isVariable(_ value: FieldValue) -> Bool {
    switch value {
    case .text(let word), .json(let word), .textFile(let word), .jsonFile(let word): word.text == nil
    }
  }

  private static func schema(of line: RequestLine) -> Schema? {
    switch line.verb {
    case .operation(let operation): return operation.body
    case .method(let method):
      // Variables in a path stand for ids, and any text will do for one.
      let path = line.arguments.first?.parts.map { $0.text ?? "x" }.joined() ?? ""
      return Catalogue.match(method, path)?.0.body
    }
  }
}
