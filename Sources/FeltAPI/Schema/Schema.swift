/// The shape of a JSON value, as Felt's description of its API gives it (the part of OpenAPI 3.0 that it uses).
public struct Schema: Sendable, Hashable {
  /// What kind of value it is.
  public indirect enum Kind: Sendable, Hashable {
    /// Any JSON value.
    case any
    /// A text; `allowed` lists the only values there are, or is empty.
    case string(allowed: [String])
    /// A whole number.
    case integer
    /// A number.
    case number
    /// `true` or `false`.
    case boolean
    /// A list, with at most `maximumCount` elements when that is set.
    case array(of: Schema, maximumCount: Int?)
    /// An object with these fields; others are refused when it is `closed`.
    case object([Property], closed: Bool)
    /// A value that fits one of these.
    case oneOf([Schema])
  }

  /// One field of an object.
  public struct Property: Sendable, Hashable {
    /// The field's name in JSON.
    public let name: String
    /// What its value looks like.
    public let schema: Schema
    /// Whether a body without it is refused.
    public let isRequired: Bool
  }

  /// What kind of value it is.
  public var kind: Kind
  /// Felt's name of the text's format: `felt_id`, `date`, `date-time`, `date_time`, `float`; nil for none.
  public var format: String?
  /// Whether `null` is a value as well.
  public var isNullable = false
  /// Whether Felt advises against its use.
  public var isDeprecated = false
  /// Whether the value is a password or another secret, to be shown and recorded nowhere.
  public var isSecret = false
  /// What the server takes when the field is left out; nil when Felt does not say.
  public var defaultText: String?
  /// Values that the server is known to take where it takes others too; empty where none are known.
  public var suggestions: [String] = []
  /// What the value is, in a few words, where its fields don't say it.
  public var summary: String?
  /// The kind of resource that the text identifies; nil when it isn't an id. Felt's format `felt_id` doesn't say it,
  /// and isn't on every id.
  public var resource: ResourceKind?
  /// Members that hold an id though Felt's description doesn't have them, such as `felt:id`, which its GeoJSON has.
  public var undocumentedIdentifiers: [String: ResourceKind] = [:]

  init(_ kind: Kind, format: String? = nil) {
    self.kind = kind
    self.format = format
  }
}

// MARK: - How the catalogue writes schemas

extension Schema {
  package static let any = Schema(.any)
  static let string = Schema(.string(allowed: []))
  static let integer = Schema(.integer)
  static let number = Schema(.number)
  static let float = Schema(.number, format: "float")
  static let boolean = Schema(.boolean)
  /// An object about whose fields Felt says nothing.
  static let anyObject = Schema(.object([], closed: false))
  /// An id whose format Felt gives as `felt_id`.
  static func id(_ resource: ResourceKind) -> Schema {
    Schema(.string(allowed: []), format: "felt_id").identifying(resource)
  }
  static let date = Schema(.string(allowed: []), format: "date")
  /// Felt writes the format of times in two ways, `date-time` and `date_time`.
  static func time(_ format: String) -> Schema { Schema(.string(allowed: []), format: format) }
  static func values(_ allowed: String...) -> Schema { Schema(.string(allowed: allowed)) }
  static func array(of element: Schema, atMost count: Int? = nil) -> Schema {
    Schema(.array(of: element, maximumCount: count))
  }
  static func oneOf(_ alternatives: Schema...) -> Schema { Schema(.oneOf(alternatives)) }
  /// An object that takes the named fields only.
  static func closed(_ properties: Property...) -> Schema { Schema(.object(properties, closed: true)) }
  /// An object that may hold more than the named fields.
  static func open(_ properties: Property...) -> Schema { Schema(.object(properties, closed: false)) }

  var orNull: Schema { changed { $0.isNullable = true } }
  var deprecated: Schema { changed { $0.isDeprecated = true } }
  var secret: Schema { changed { $0.isSecret = true } }
  /// The same for an id that Felt describes as a plain string.
  func identifying(_ resource: ResourceKind) -> Schema { changed { $0.resource = resource } }
  /// The same for an object with ids that Felt's description doesn't have, by their names.
  func identifying(_ names: [String: ResourceKind]) -> Schema { changed { $0.undocumentedIdentifiers = names } }
  func byDefault(_ text: String) -> Schema { changed { $0.defaultText = text } }

  func suggesting(_ values: String...) -> Schema { changed { $0.suggestions = values } }
  func described(_ summary: String) -> Schema { changed { $0.summary = summary } }

  private func changed(_ change: (inout Schema) -> Void) -> Schema {
    var copy = self
    change(&copy)
    return copy
  }
}

extension Schema.Property {
  static func required(_ name: String, _ schema: Schema) -> Self { Self(name: name, schema: schema, isRequired: true) }
  static func optional(_ name: String, _ schema: Schema) -> Self { Self(name: name, schema: schema, isRequired: false) }
}
