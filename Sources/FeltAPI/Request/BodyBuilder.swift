internal import JSONText

/// Makes a JSON body of fields.
struct BodyBuilder {
  /// The most steps that the path of a field may have.
  static let deepest = 100

  /// What became of each field, in order.
  private(set) var readings: [Request.FieldReading] = []
  /// The body, without white space.
  private(set) var bytes: [UInt8] = []

  /// Reads every field as `schema` says and sets it in the body.
  init(_ fields: [BodyField], schema: Schema?) throws(CallProblem) {
    let root = BodyNode()
    for (item, field) in fields.enumerated() {
      if field.path.count > Self.deepest { throw .fieldTooDeep(item: item) }
      let target = field.path.reduce(schema) { schema, key in schema?.child(key) }
      let (json, kind): ([UInt8], String)
      switch field.value {
      case .text(let text): (json, kind) = (target ?? .any).read(text)
      case .json(let bytes):
        do { _ = try JSONValue(parsing: bytes) } catch { throw .malformedJSON(error.description, item: item) }
        (json, kind) = (bytes, "JSON as written")
      }
      readings.append(Request.FieldReading(path: field.path.typed, kind: kind, isKnown: target != nil))
      do {
        try root.set(json, at: field.path)
      } catch {
        switch error {
        case .taken: throw .conflictingField(field.path.typed, item: item)
        case .gap: throw .fieldOutOfOrder(field.path.typed, item: item)
        }
      }
    }
    root.write(to: &bytes)
  }
}
