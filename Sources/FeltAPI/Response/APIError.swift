internal import JSONText

/// One of the errors that a response of the API tells. Source: Felt REST API, version 2.0, "JsonErrorResponse".
public struct APIError: Sendable, Hashable {
  /// What an error speaks of.
  public enum Source: Sendable, Hashable {
    /// A place in the JSON body, such as `/title`.
    case pointer(String)
    /// A parameter of the path or of the query, by its name.
    case parameter(String)
    /// A header, by its name.
    case header(String)
  }

  /// What kind of error it is, in the server's words; may be empty.
  public let title: String
  /// What is wrong, in the server's words; may be empty.
  public let detail: String
  /// What it speaks of; nil where the server does not say.
  public let source: Source?

  /// Reads the errors of a response's body.
  ///
  /// - Returns: none when the body is of another shape.
  public static func errors(in body: [UInt8]) -> [APIError] {
    guard case .object(let object) = try? JSONValue(parsing: body) else { return [] }
    switch object["errors"] {
    case .array(let errors): return errors.compactMap(APIError.init)
    case .object(let error): return [APIError(.object(error))].compactMap(\.self)
    default:
      let text = [object["error"], object["message"], object["detail"]].compactMap { $0?.text }.first
      return text.map { [APIError(title: "", detail: $0, source: nil)] } ?? []
    }
  }

  private init(title: String, detail: String, source: Source?) {
    self.title = title
    self.detail = detail
    self.source = source
  }

  private init?(_ value: JSONValue) {
    switch value {
    case .string(let text): self.init(title: "", detail: text, source: nil)
    case .object(let object):
      var source: Source?
      if case .object(let places) = object["source"] {
        source =
          places["pointer"]?.text.map(Source.pointer) ?? places["parameter"]?.text.map(Source.parameter)
          ?? places["header"]?.text.map(Source.header)
      }
      self.init(title: object["title"]?.text ?? "", detail: object["detail"]?.text ?? "", source: source)
    default: return nil
    }
  }
}

extension APIError {
  /// The part of a call that the error speaks of, so that it can be shown where it was typed; nil where that part
  /// cannot be told.
  public func item(in call: Call, of operation: Operation?) -> CallItem? {
    switch source {
    case nil: nil
    case .header(let name):
      name.lowercased() == "authorization"
        ? .token : call.headers.firstIndex { $0.name.lowercased() == name.lowercased() }.map { .header($0) }
    case .parameter(let name):
      if operation?.path.parameterNames.contains(name) ?? false {
        .pathParameter(name)
      } else if let index = call.query.firstIndex(where: { $0.name == name }) {
        .query(index)
      } else {
        operation?.query.contains { $0.name == name } ?? false ? .path : nil
      }
    case .pointer(let pointer): item(at: pointer, in: call)
    }
  }

  private func item(at pointer: String, in call: Call) -> CallItem? {
    guard case .fields(let fields) = call.body else {
      if case .none = call.body { return nil }
      return .body
    }
    let places = BodyLocations(fields)
    let readings = Self.places(of: pointer)
    return readings.lazy.compactMap { place in places.field(at: place) ?? places.field(beside: place) }
      .first.map { .field($0) } ?? .body
  }

  /// What a pointer may mean: as RFC 6901 has it, also with `#` or `body` in front, and with dots for slashes.
  private static func places(of pointer: String) -> [[BodyField.Key]] {
    var text = pointer.hasPrefix("#") ? pointer.dropFirst() : pointer[...]
    let separator: Character = text.contains("/") ? "/" : "."
    if text.first == separator { text.removeFirst() }
    let keys = text.split(separator: separator, omittingEmptySubsequences: false).map { part -> BodyField.Key in
      if !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(part) {
        return .index(index)
      }
      return .name(String(part).replacing("~1", with: "/").replacing("~0", with: "~"))
    }
    if text.isEmpty { return [] }
    let isBody = keys.first == .name("body") || keys.first == .name("data")
    return isBody ? [keys, Array(keys.dropFirst())].filter { !$0.isEmpty } : [keys]
  }
}

extension JSONValue {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
