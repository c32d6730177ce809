internal import Execution
internal import JSONText

extension Output {
  /// The JSON values that it is, where it is that or a format or a query asks for them.
  func values(ifNeededFor output: ResolvedOutput) -> [JSONValue]? {
    switch self {
    case .values(let values): return values
    case .listing(let entries) where output.format != nil || output.select != nil:
      return [
        .array(
          entries.map { entry in
            .object(
              JSONObject([
                ("kind", .string(entry.kind)), ("title", .string(entry.title)), ("id", .string(entry.id)),
                ("details", .string(entry.detail)),
              ]))
          })
      ]
    default: return nil
    }
  }
}
