internal import JSONText

/// A form that allows the upload of one file to storage, without a token. Source: Amazon S3, "Browser-based uploads
/// using POST".
enum PresignedForm {
  /// How long a form is valid, in seconds.
  static let lifetime = 3600.0

  /// Creates a form for a layer's file. It replaces the layer's earlier form.
  ///
  /// - Returns: its fields in order.
  static func make(for layer: String, of workspace: inout Workspace, limit: Int) -> JSONObject {
    let expiry = workspace.now + lifetime
    let key = "uploads/\(workspace.id)/\(workspace.ids.next())"
    let date = Timestamp.text(workspace.now).filter { $0 != "-" && $0 != ":" }
    let credential = "SANDBOX\(workspace.ids.next().uppercased())/\(date.prefix(8))/us-west-2/s3/aws4_request"
    let policy: JSONObject = [
      "expiration": .string(Timestamp.text(expiry)),
      "conditions": .array([
        .object(["bucket": .string("sandbox")]), .object(["key": .string(key)]),
        .array([.string("content-length-range"), JSONValue(0), JSONValue(limit)]),
      ]),
    ]
    let fields: JSONObject = [
      "key": .string(key), "policy": .string(Base64.encode(JSONValue.object(policy).serialized())),
      "x-amz-algorithm": .string("AWS4-HMAC-SHA256"), "x-amz-credential": .string(credential),
      "x-amz-date": .string(date), "x-amz-signature": .string(workspace.ids.next() + workspace.ids.next()),
    ]
    let now = workspace.now
    workspace.uploads.removeOldest { ($0.number("_expires") ?? 0) < now }
    workspace.uploads.removeAll(where: "_layer", is: layer)
    workspace.uploads[key] = [
      "fields": .object(fields), "_layer": .string(layer), "_expires": JSONValue(expiry),
    ]
    return fields
  }
}
