/// What there is to say of one operation, as data that a program can lay out.
public struct OperationHelp: Sendable, Hashable {
  /// A parameter or a field.
  public struct Field: Sendable, Hashable {
    /// As it is typed: `map_id`, `user_email`, `connection[host]`, `[0][name]`, `layer_urls[]`.
    public let name: String
    /// The type, as documentation of APIs has it.
    public let type: String
    /// The only values there are; empty where there is no list.
    public let allowed: [String]
    /// Values that are known among others.
    public let suggestions: [String]
    /// Whether the call is refused without it.
    public let isRequired: Bool
    /// Whether `null` is a value as well.
    public let isNullable: Bool
    /// Whether Felt advises against it.
    public let isDeprecated: Bool
    /// Whether it is a password or another secret.
    public let isSecret: Bool
    /// What the server takes when it is left out; nil where Felt does not say.
    public let defaultText: String?
  }

  /// Fields that go together.
  public struct FieldGroup: Sendable, Hashable {
    /// When these fields are the ones to use, such as `connection[type]=postgresql`; empty for those always there.
    public let condition: String
    /// The fields, outer ones before those inside of them.
    public let fields: [Field]
    /// Further fields, of which one group or another is used.
    public let alternatives: [FieldGroup]
  }

  /// The operation.
  public let operation: Operation
  /// The parameters of the path, in order.
  public let pathParameters: [Field]
  /// The parameters of the query.
  public let query: [Field]
  /// The fields of the body; nil when there is none.
  public let body: FieldGroup?
  /// The outermost fields of a successful response.
  public let response: [Field]

  /// Gathers it.
  public init(_ operation: Operation) {
    self.operation = operation
    pathParameters = operation.pathParameters.map { Field($0.name, $0.schema, isRequired: true) }
    query = operation.query.map { Field($0.name, $0.schema, isRequired: $0.isRequired) }
    body = operation.body.map { FieldGroup("", $0, at: []) }
    response = operation.response.map { Self.outermost($0) } ?? []
  }

  private static func outermost(_ schema: Schema) -> [Field] {
    switch schema.kind {
    case .object(let properties, _): properties.map { Field($0.name, $0.schema, isRequired: $0.isRequired) }
    case .array(let element, _): outermost(element)
    default: []
    }
  }
}

extension OperationHelp.Field {
  init(_ name: String, _ schema: Schema, isRequired: Bool) {
    var (name, scalar) = (name, schema)
    if case .array(let element, _) = schema.kind {
      scalar = element
      if !element.hasFields { name += "[]" }
    }
    self.init(
      name: name, type: schema.typeWords, allowed: scalar.allowedValues, suggestions: scalar.suggestions,
      isRequired: isRequired,
      isNullable: schema.isNullable, isDeprecated: schema.isDeprecated, isSecret: schema.isSecret,
      defaultText: schema.defaultText)
  }
}

extension OperationHelp.FieldGroup {
  /// - Parameter omitted: a field that the condition has already said.
  init(_ condition: String, _ schema: Schema, at place: [BodyField.Key], omitting omitted: String? = nil) {
    var gatherer = FieldGatherer()
    gatherer.gather(schema, at: place, omitting: omitted)
    self.init(condition: condition, fields: gatherer.fields, alternatives: gatherer.alternatives)
  }
}

/// Walks through a schema and writes down its fields.
private struct FieldGatherer {
  var fields: [OperationHelp.Field] = []
  var alternatives: [OperationHelp.FieldGroup] = []

  /// The keys of a name such as `attributes[lat]`.
  private static func keys(_ name: String) -> [BodyField.Key] {
    name.split(separator: "[").map { .name(String($0.hasSuffix("]") ? $0.dropLast() : $0)) }
  }

  mutating func gather(_ schema: Schema, at place: [BodyField.Key], omitting omitted: String? = nil) {
    switch schema.kind {
    case .array(let element, _): gather(element, at: place + [.index(0)])
    case .object(let properties, _):
      for property in properties where property.name != omitted {
        let inner = place + [.name(property.name)]
        fields.append(OperationHelp.Field(inner.typed, property.schema, isRequired: property.isRequired))
        gather(property.schema, at: inner)
      }
    case .oneOf(let options) where options.allSatisfy(\.hasFields):
      let discriminator = Schema.discriminator(of: options)
      for option in options {
        var condition = option.requiredNames.map { (place + Self.keys($0)).typed }.joined(separator: ", ")
        if let discriminator, let value = option.child(.name(discriminator))?.allowedValues.first {
          condition = "\((place + [.name(discriminator)]).typed)=\(value)"
        }
        alternatives.append(OperationHelp.FieldGroup(condition, option, at: place, omitting: discriminator))
      }
    default: break
    }
  }
}

extension Schema {
  /// Whether it is an object with fields that Felt names, or a choice of such.
  fileprivate var hasFields: Bool {
    switch kind {
    case .object(let properties, _): !properties.isEmpty
    case .oneOf(let options): options.allSatisfy(\.hasFields)
    default: false
    }
  }
}
