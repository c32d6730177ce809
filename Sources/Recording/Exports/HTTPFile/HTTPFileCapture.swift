internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// What a variable of the script is in an `.http` file.
enum HTTPFileCapture {
  /// A text that is known when the file is written.
  case text(String)
  /// A variable of the file or of the editor's environment.
  case variable(String)
  /// The response of the request with a name.
  case response(name: String, schema: Schema?)

  /// The JSONPath of an id in a response, as all editors read it; nil for anything but an id. Editors put a value in as
  /// it is, and of all values only ids can't mean anything else there.
  static func path(
    _ reference: VariableReference, _ schema: Schema?, at range: SourceRange
  ) throws(Failure) -> String? {
    let query = try JSONQuery.parse("$" + reference.query, at: range).query
    guard query.isSingular, var found = schema?.child(at: query) else { return nil }
    var path = "$"
    for segment in query.segments {
      switch segment.selectors[0] {
      case .name(let name) where name.utf8.allSatisfy(\.isIdentifierByte): path += "." + name
      case .index(let index) where index >= 0: path += "[\(index)]"
      default: return nil
      }
    }
    if let id = found.child(.name("id")) {
      found = id
      path += ".id"
    }
    return found.resource != nil || found.format == "felt_id" ? path : nil
  }
}
