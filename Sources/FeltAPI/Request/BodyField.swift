/// One field of a JSON body, such as `viewer_permissions[can_export_data]:=false`.
public struct BodyField: Sendable, Hashable {
  /// A step from a value into it.
  public enum Key: Sendable, Hashable {
    /// The field of an object.
    case name(String)
    /// The element of a list, counted from 0.
    case index(Int)
    /// A new element at a list's end.
    case append
  }

  /// What the field is set to.
  public enum Value: Sendable, Hashable {
    /// A text, which is read as the schema of the field says.
    case text(String)
    /// JSON, taken as it is.
    case json([UInt8])
  }

  /// The way from the body to the field; empty for the body itself.
  public let path: [Key]
  /// What the field is set to.
  public let value: Value

  /// Makes a field.
  public init(path: [Key], value: Value) {
    self.path = path
    self.value = value
  }
}

extension [BodyField.Key] {
  /// The path as a person types it: `a[b][]`.
  public var typed: String {
    enumerated().map { position, key in
      switch key {
      case .name(let name): position == 0 ? name : "[\(name)]"
      case .index(let index): "[\(index)]"
      case .append: "[]"
      }
    }.joined()
  }
}
