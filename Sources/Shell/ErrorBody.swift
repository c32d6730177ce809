internal import FeltAPI
internal import JSONText

/// What Felt says in the body of an error: `{"errors":[{"title","detail","source"}]}`.
struct ErrorBody {
  struct Entry {
    var title: String?
    var detail: String?
    var pointer: String?
    var parameter: String?
    var header: String?
  }

  let entries: [Entry]

  init(_ exchange: Exchange) {
    guard case .kept = exchange.body, case .object(let object)? = try? exchange.json(),
      case .array(let errors)? = object["errors"]
    else {
      entries = []
      return
    }
    entries = errors.compactMap { error in
      guard case .object(let object) = error else { return nil }
      let text = { (value: JSONValue?) -> String? in if case .string(let text)? = value { text } else { nil } }
      let source: JSONObject? = if case .object(let source)? = object["source"] { source } else { nil }
      return Entry(
        title: text(object["title"]), detail: text(object["detail"]), pointer: text(source?["pointer"]),
        parameter: text(source?["parameter"]), header: text(source?["header"]))
    }
  }

  /// The first error in a line; nil when the body has none.
  static func firstLine(of exchange: Exchange) -> String? {
    ErrorBody(exchange).entries.first.flatMap { $0.detail ?? $0.title }
  }
}
