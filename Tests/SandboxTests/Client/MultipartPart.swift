/// A part of a form, as browsers send it.
struct MultipartPart {
  var name: String
  var content: String
  /// nil for a field.
  var fileName: String?

  init(_ name: String, _ content: String, fileName: String? = nil) {
    self.name = name
    self.content = content
    self.fileName = fileName
  }

  private static let boundary = "----limit-of-a-part"
  static let contentType = "multipart/form-data; boundary=\"\(boundary)\""

  static func body(_ parts: [MultipartPart]) -> [UInt8] {
    let texts = parts.map { part in
      let file = part.fileName.map { "; filename=\"\($0)\"" } ?? ""
      return "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n\(part.content)\r\n"
    }
    return Array((texts.joined() + "--\(boundary)--\r\n").utf8)
  }
}
