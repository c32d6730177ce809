internal import CommandLanguage
package import FeltAPI
internal import JSONText

/// A place where a response is not what its operation's schema says: the API has changed, and scripts may have to.
package struct SchemaDrift: Sendable, Hashable {
  package let operation: String
  /// As JSONPath; `[*]` for any element of a list.
  package let path: String
  package let problem: RequestProblem.Kind
}

/// Compares responses with the schemas of their operations, and tells each place once.
package struct DriftWatch {
  private var known: Set<Place> = []
  /// A longer response is not compared, in bytes.
  private static let longest = 8 << 20
  /// Of one response no more places are told.
  private static let most = 20

  private struct Place: Hashable {
    let operation: String
    let path: String
  }

  package init() {}

  /// What a response has that its schema doesn't allow, where that was not told before. Members that the schema doesn't
  /// know are allowed: they take nothing away.
  package mutating func new(in exchange: Exchange) -> [SchemaDrift] {
    guard exchange.isSuccess, exchange.head.isJSON, let operation = exchange.request.operation,
      let schema = operation.response, let value = exchange.json(upTo: Self.longest)
    else { return [] }
    var found: [SchemaDrift] = []
    for finding in SchemaValidator(isTyped: false).findings(value, schema) where found.count < Self.most {
      if case .unknownField = finding.kind { continue }
      let path = finding.place.anyElementPath
      guard known.insert(Place(operation: operation.name, path: path)).inserted else { continue }
      found.append(SchemaDrift(operation: operation.name, path: path, problem: finding.kind))
    }
    return found
  }
}

extension [BodyField.Key] {
  /// As JSONPath, with any element in the place of each.
  fileprivate var anyElementPath: String {
    reduce(into: "$") { path, key in
      switch key {
      case .name(let name):
        path +=
          name.isVariableName
          ? "." + name : "[" + String(decoding: JSONValue.string(name).serialized(), as: UTF8.self) + "]"
      case .index, .append: path += "[*]"
      }
    }
  }
}
