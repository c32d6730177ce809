internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// What stands beside the API: files are put there and fetched from there, by addresses and forms that are their own
/// permission. It takes no token, and refuses whoever sends one.
struct Storage {
  let request: SandboxRequest
  let limit: Int

  func answer(_ workspaces: inout [String: Workspace], now: Double) throws(StorageError) -> SandboxReply {
    guard request.headers[.authorization] == nil else {
      throw StorageError(400, "InvalidArgument", "Only one auth mechanism allowed; the form or the address is one.")
    }
    if request.path == StorageAddress.uploads {
      guard request.method == .post else { throw StorageError(405, "MethodNotAllowed", "Only POST is allowed here.") }
      return try take(&workspaces, now: now)
    }
    let parts = request.path.dropFirst(StorageAddress.exports.count).split(separator: "/").map(String.init)
    guard request.path.hasPrefix(StorageAddress.exports + "/"), let id = parts.first, parts.count == 2 else {
      throw .noSuchKey
    }
    guard request.method == .get || request.method == .head else {
      throw StorageError(405, "MethodNotAllowed", "Only GET and HEAD are allowed here.")
    }
    return try give(id, name: parts[1], workspaces, now: now)
  }

  // MARK: - Uploads

  private func take(_ workspaces: inout [String: Workspace], now: Double) throws(StorageError) -> SandboxReply {
    guard let form = Multipart(request.body, contentType: request.headers[.contentType] ?? "") else {
      throw StorageError(
        400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.")
    }
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
    let layer = upload.text("_layer") ?? ""
    let hints = PlaceColumns(hints: workspaces[owner]?.layers[layer]?.array("_hints") ?? [])
    let data = DataFile(name: file.fileName ?? "file", bytes: Array(file.content), placeColumns: hints)
    workspaces[owner]?.receive(data, for: layer)
    return SandboxReply(status: 204, headers: [.eTag: Checksum.tag(file.content)])
  }

  // MARK: - Downloads

  private func give(
    _ id: String, name: String, _ workspaces: [String: Workspace], now: Double
  ) throws(StorageError) -> SandboxReply {
    guard let workspace = workspaces.values.first(where: { $0.exports[id] != nil }), let export = workspace.exports[id]
    else { throw .noSuchKey }
    let signature = request.query.last { $0.name == "X-Amz-Signature" }?.value
    guard signature == export.text("_signature") else {
      throw StorageError(403, "SignatureDoesNotMatch", "The signature of the address is missing or is another one.")
    }
    guard (export.number("_expires") ?? 0) > now else {
      throw StorageError(403, "AccessDenied", "Request has expired.")
    }
    guard let layer = workspace.layers[export.text("_layer") ?? ""],
      let file = layer.text("_file").flatMap({ workspace.files[$0] }),
      let (bytes, contentType) = Exporting.data(export.text("_format"), of: file, filters: export.array("_filters"))
    else { throw .noSuchKey }
    let tag = Checksum.tag(bytes[...])
    var headers: HTTPFields = [
      .contentType: contentType, .eTag: tag, .acceptRanges: "bytes",
      .contentDisposition: "attachment; filename=\"\(name.filter { $0.isASCII && $0 != "\"" && $0 != "\\" })\"",
    ]
    // A range of another version of the file is of no use. Source: RFC 9110, section 13.1.5.
    let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
    switch ByteRange(isSame ? request.headers[.range] : nil, count: bytes.count) {
    case .whole: return SandboxReply(status: 200, headers: headers, body: bytes)
    case .part(let range):
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
      return SandboxReply(status: 206, headers: headers, body: Array(bytes[range]))
    case .unsatisfiable:
      var reply = StorageError(416, "InvalidRange", "The requested range is not satisfiable.").reply
      reply.headers[.contentRange] = "bytes */\(bytes.count)"
      return reply
    }
  }
}

/// Tells versions of a file apart.
enum Checksum {
  /// The value of `ETag`. Source: FNV-1a, 64 bits.
  static func tag(_ bytes: ArraySlice<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
  }
}
