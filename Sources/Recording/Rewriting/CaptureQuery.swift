internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// A JSONPath to a value of a response, by the unique names of list members rather than by their places.
struct CaptureQuery {
  /// What follows the variable's name, such as `[?@.name=="River survey"].id`.
  let text: String
  /// Why a member is taken by its place; nil when all are taken by their names.
  let remark: String?

  /// - Parameter holdsIdentifier: whether a name has an id in it, and is another one in another workspace.
  /// - Returns: nil when no query that can be typed finds the value, and only it.
  init?(to path: [BodyField.Key], in response: JSONValue, _ holdsIdentifier: (String) -> Bool = { _ in false }) {
    var text = ""
    var remark: String?
    var value = response
    for key in path {
      switch (key, value) {
      case (.name(let name), .object(let object)):
        guard let inner = object[name] else { return nil }
        text += Self.step(name)
        value = inner
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
        if let filter = Self.filter(for: index, in: elements, holdsIdentifier) {
          text += filter
        } else {
          text += "[\(index)]"
          if elements.count > 1 {
            let reason =
              switch Self.name(of: value) {
              case nil: "it has no name"
              case let name? where holdsIdentifier(name.text): "its name has an id in it"
              case _?: "its name is not unique"
              }
            remark = "\(Self.ordinal(index + 1)) of \(elements.count): \(reason)"
          }
        }
      default: return nil
      }
    }
    guard let query = try? JSONPath(parsing: "$" + text), let found = try? query.values(in: response),
      found.count == 1, found[0].isEqual(to: value)
    else { return nil }
    self.text = text
    self.remark = remark
  }

  static func step(_ name: String) -> String {
    if name.isVariableName { return "." + name }
    return "[" + literal(name) + "]"
  }

  /// A text as JSON.
  static func literal(_ text: String) -> String {
    String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
  }

  /// `[?@.name=="River survey"]`, where only one element has that name.
  private static func filter(
    for index: Int, in elements: [JSONValue], _ holdsIdentifier: (String) -> Bool
  ) -> String? {
    guard let (keys, name) = name(of: elements[index]), !holdsIdentifier(name) else { return nil }
    let same = elements.count { Self.text(in: $0, at: keys) == name }
    guard same == 1 else { return nil }
    return "[?@\(keys.map(step).joined())==\(literal(name))]"
  }

  /// What an element is called, and where it says so.
  private static func name(of element: JSONValue) -> (keys: [String], text: String)? {
    let places = [["name"], ["title"], ["email"], ["properties", "name"], ["properties", "text"]]
    for keys in places {
      if let text = text(in: element, at: keys), !text.isEmpty { return (keys, text) }
    }
    return nil
  }

  private static func text(in value: JSONValue, at keys: [String]) -> String? {
    if case .string(let text)? = value.value(at: keys.map { BodyField.Key.name($0) }) { text } else { nil }
  }

  private static func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let ending =
      switch number % 10 {
      case 1 where !isTeen: "st"
      case 2 where !isTeen: "nd"
      case 3 where !isTeen: "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
