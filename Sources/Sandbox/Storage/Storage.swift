internal import HTTPTypes
internal import JSONText

/// The storage beside the API, as Amazon S3 works: presigned forms upload files and signed addresses download them. A
/// request needs no token, and one with a token is rejected.
struct Storage {
  let request: SandboxRequest
  /// The maximum size of a file, in bytes.
  let limit: Int

  func response(
    _ workspaces: inout [String: Workspace], now: Double
  ) throws(StorageError) -> SandboxResponse {
    guard request.headers[.authorization] == nil else {
      throw StorageError(400, "InvalidArgument", "Only one auth mechanism allowed; the form or the address is one.")
    }
    if request.path == StorageAddress.uploads {
      guard request.method == .post else { throw StorageError(405, "MethodNotAllowed", "Only POST is allowed here.") }
      return try upload(&workspaces, now: now)
    }
    let parts = request.path.dropFirst(StorageAddress.exports.count).split(separator: "/").map(String.init)
    guard request.path.hasPrefix(StorageAddress.exports + "/"), let id = parts.first, parts.count == 2 else {
      throw .noSuchKey
    }
    guard request.method == .get || request.method == .head else {
      throw StorageError(405, "MethodNotAllowed", "Only GET and HEAD are allowed here.")
    }
    return try download(id, name: parts[1], workspaces, now: now)
  }

  // MARK: - Uploads

  private func upload(
    _ workspaces: inout [String: Workspace], now: Double
  ) throws(StorageError) -> SandboxResponse {
    let form = try form()
    guard let file = form.parts.last, file.name == "file", form.parts.count(where: { $0.name == "file" }) == 1 else {
      throw StorageError(
        400, "InvalidArgument", "POST requires exactly one file upload per request, as the last field.")
    }
    let text = { (part: Multipart.Part) in String(decoding: part.content, as: UTF8.self) }
    guard let key = form.parts.first(where: { $0.name.lowercased() == "key" }).map(text),
      let owner = workspaces.first(where: { $0.value.uploads[key] != nil })?.key,
      let upload = workspaces[owner]?.uploads[key]
    else { throw StorageError(403, "AccessDenied", "Invalid according to Policy: the key is not one of a form.") }
    guard (upload.number("_expires") ?? 0) > now else {
      throw StorageError(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
    }
    for field in upload.object("fields")?.members ?? [] {
      let given = form.parts.filter { $0.name.lowercased() == field.name }
      guard given.count == 1, given.first.map(text) == field.value.text else {
        throw StorageError(
          403, "AccessDenied", "Invalid according to Policy: the field \(field.name) is missing or changed.")
      }
    }
    guard file.content.count <= limit else { throw .tooLarge }
    workspaces[owner]?.now = now
    workspaces[owner]?.receive(
      Array(file.content), named: file.fileName ?? "file", for: upload.text("_layer") ?? "")
    workspaces[owner]?.commit()
    return SandboxResponse(status: 204, headers: [.eTag: Checksum.entityTag(file.content)])
  }

  private func form() throws(StorageError) -> Multipart {
    do throws(Multipart.Problem) {
      return try Multipart(request.body, contentType: request.headers[.contentType] ?? "")
    } catch {
      switch error {
      case .malformed:
        throw StorageError(
          400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.")
      case .incomplete:
        throw StorageError(
          400, "IncompleteBody", "The body of your POST request ends before the boundary after its last part.")
      }
    }
  }

  // MARK: - Downloads

  private func download(
    _ id: String, name: String, _ workspaces: [String: Workspace], now: Double
  ) throws(StorageError) -> SandboxResponse {
    guard let workspace = workspaces.values.first(where: { $0.exports[id] != nil }), let export = workspace.exports[id]
    else { throw .noSuchKey }
    let signature = request.query.last { $0.name == "X-Amz-Signature" }?.value
    guard signature == export.text("_signature") else {
      throw StorageError(403, "SignatureDoesNotMatch", "The signature of the address is missing or wrong.")
    }
    guard (export.number("_expires") ?? 0) > now else {
      throw StorageError(403, "AccessDenied", "Request has expired.")
    }
    guard let layer = workspace.layers[export.text("_layer") ?? ""],
      let file = layer.text("_file").flatMap({ workspace.files[$0] }),
      let (bytes, contentType) = Exporting.data(export.text("_format"), of: file, filters: export.array("_filters"))
    else { throw .noSuchKey }
    let tag = Checksum.entityTag(bytes[...])
    let modified = Timestamp.httpText(layer.number("_received") ?? 0)
    var headers: HTTPFields = [
      .contentType: contentType, .eTag: tag, .lastModified: modified, .acceptRanges: "bytes",
      .contentDisposition: "attachment; filename=\"\(name.filter { $0.isASCII && $0 != "\"" && $0 != "\\" })\"",
    ]
    // A time of whole seconds tells versions apart only if a second has passed. Source: RFC 9110, section 8.8.2.2.
    let isOld = now - (layer.number("_received") ?? 0) >= 1
    // A part of another version must not be appended to what the client has. Source: RFC 9110, section 13.1.5.
    let isSameVersion = request.headers[.ifRange].map { $0 == tag || ($0 == modified && isOld) } ?? true
    switch ByteRange(isSameVersion ? request.headers[.range] : nil, count: bytes.count) {
    case .whole: return SandboxResponse(status: 200, headers: headers, body: bytes)
    case .part(let range):
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
      return SandboxResponse(status: 206, headers: headers, body: Array(bytes[range]))
    case .unsatisfiable:
      var response = StorageError(416, "InvalidRange", "The requested range is not satisfiable.").response
      response.headers[.contentRange] = "bytes */\(bytes.count)"
      return response
    }
  }
}

/// Distinguishes versions of a file.
enum Checksum {
  /// The value of `ETag`. Source: FNV-1a, 64 bits.
  static func entityTag(_ bytes: ArraySlice<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
  }
}
