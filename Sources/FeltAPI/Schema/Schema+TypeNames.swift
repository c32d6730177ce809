extension Schema {
  /// The type in words, with an article.
  var typeName: String {
    switch kind {
    case .any: "any value"
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .array: "a list"
    case .object: "an object"
    case .oneOf(let alternatives):
      alternatives.map(\.typeName).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        .joined(separator: " or ")
    }
  }

  /// The type as documentation of APIs has it, such as `array of string`.
  public var typeWords: String {
    switch kind {
    case .any: "any"
    case .string where resource != nil: "id"
    case .string: format.map { $0.replacing("_", with: "-") } ?? "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .array(let element, let count):
      "array of \(element.typeWords)" + (count.map { " (at most \($0))" } ?? "")
    case .object: "object"
    case .oneOf(let alternatives):
      alternatives.map(\.typeWords).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        .joined(separator: " or ")
    }
  }
}
