package import JSONText

/// An id inside of a JSON value.
public struct Identifier: Sendable, Hashable {
  /// The path from the value to the id; holds names and indices only.
  public let path: [BodyField.Key]
  /// The id.
  public let value: String
  /// The kind of resource that it names.
  public let resource: ResourceKind
}

extension Schema {
  /// The kind of resource that the value at a path identifies; nil when it isn't an id.
  ///
  /// - Parameter path: the path of a body field; `[]` and `[0]` both mean an element of a list.
  public func resource(at path: [BodyField.Key]) -> ResourceKind? {
    if path.isEmpty { return resource }
    var schema = self
    for key in path {
      if case .name(let name) = key, let resource = schema.undocumentedIdentifiers[name] { return resource }
      guard let child = schema.child(key) else { return nil }
      schema = child
    }
    if case .oneOf(let alternatives) = schema.kind { return alternatives.lazy.compactMap(\.resource).first }
    return schema.resource
  }

  /// Whether the value at a path is an id.
  public func isIdentifier(at path: [BodyField.Key]) -> Bool {
    resource(at: path) != nil
  }

  /// Every id in a JSON text, in its order; none when the text can't be read.
  public func identifiers(inBody body: [UInt8]) -> [Identifier] {
    (try? JSONValue(parsing: body)).map(identifiers) ?? []
  }

  /// Every id in a value, in its order.
  package func identifiers(in value: JSONValue) -> [Identifier] {
    markedLeaves(of: value).compactMap(\.identifier)
  }
}

extension SchemaLeaf {
  /// The id that it is; nil for any other value.
  package var identifier: Identifier? {
    guard case .string(let text) = value, let resource = schema.resource else { return nil }
    return Identifier(path: path, value: text, resource: resource)
  }
}

extension Operation {
  /// A parameter of the path.
  public struct PathParameter: Sendable, Hashable {
    /// Its name, such as `map_id`.
    public let name: String
    /// The kind of resource that it names; nil when it isn't an id.
    public let resource: ResourceKind?
    /// The schema of its plain value.
    public let schema: Schema
  }

  /// The parameters of the path, in order.
  public var pathParameters: [PathParameter] {
    path.parameterNames.map { name in
      let resource = ResourceKind(pathParameter: name)
      return PathParameter(name: name, resource: resource, schema: resource.map(Schema.id) ?? .string)
    }
  }

  /// Every id in the JSON body of a successful response, in its order.
  package func identifiers(inResponse body: JSONValue) -> [Identifier] {
    response?.identifiers(in: body) ?? []
  }
}
