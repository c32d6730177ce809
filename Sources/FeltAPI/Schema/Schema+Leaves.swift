package import JSONText

/// A value without members or elements of its own, with the schema that describes it.
package struct SchemaLeaf: Sendable, Hashable {
  /// The path from the whole value to this one; holds names and indices only.
  package let path: [BodyField.Key]
  package let value: JSONValue
  /// Describes the value; `Schema.any` where the catalogue says nothing of it.
  package let schema: Schema
  /// Whether the schema marks it, or an object or list that it's in, as a secret.
  package let isSecret: Bool
}

extension Schema {
  /// The leaves that the schema marks as ids or as secrets, in their order. Of several alternatives the one that fits
  /// best counts.
  package func markedLeaves(of value: JSONValue) -> [SchemaLeaf] {
    var walk = LeafWalk()
    walk.visit(value, self, isSecret: false)
    return walk.leaves
  }
}

private struct LeafWalk {
  private(set) var leaves: [SchemaLeaf] = []
  private var path: [BodyField.Key] = []

  mutating func visit(_ value: JSONValue, _ schema: Schema, isSecret: Bool) {
    let schema = schema.alternative(for: value)
    let isSecret = isSecret || schema.isSecret
    switch value {
    case .array(let elements):
      let element = schema.elementSchema
      for (index, inner) in elements.enumerated() {
        visit(inner, element, at: .index(index), isSecret: isSecret)
      }
    case .object(let object):
      for member in object.members {
        visit(member.value, schema.memberSchema(member.name), at: .name(member.name), isSecret: isSecret)
      }
    default:
      guard isSecret || schema.resource != nil else { return }
      leaves.append(SchemaLeaf(path: path, value: value, schema: schema, isSecret: isSecret))
    }
  }

  private mutating func visit(_ value: JSONValue, _ schema: Schema, at key: BodyField.Key, isSecret: Bool) {
    path.append(key)
    visit(value, schema, isSecret: isSecret)
    path.removeLast()
  }
}

extension Schema {
  /// Of several alternatives, the one that describes a value best; a schema without alternatives is its own.
  package func alternative(for value: JSONValue) -> Schema {
    guard case .oneOf(let alternatives) = kind else { return self }
    let validator = SchemaValidator(isTyped: false)
    let problemCounts = alternatives.map { validator.findings(value, $0).count }
    guard let fewest = problemCounts.min(), let index = problemCounts.firstIndex(of: fewest) else { return self }
    var best = alternatives[index].alternative(for: value)
    best.isSecret = best.isSecret || isSecret
    return best
  }

  /// Describes the elements of a list that this schema describes.
  package var elementSchema: Schema {
    if case .array(let element, _) = kind { element } else { withoutDetails }
  }

  /// Describes the member of that name of an object that this schema describes.
  package func memberSchema(_ name: String) -> Schema {
    child(.name(name)) ?? undocumentedIdentifiers[name].map { Schema.string.identifying($0) } ?? withoutDetails
  }

  /// Describes what is inside of a value that the catalogue says nothing of: any value, in which the same names stand
  /// for ids.
  fileprivate var withoutDetails: Schema {
    var schema = Schema.any
    if case .any = kind { schema.undocumentedIdentifiers = undocumentedIdentifiers }
    return schema
  }
}
