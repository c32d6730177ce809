/// A part of a form, as browsers send it.
struct MultipartPart {
  var name: String
  var content: [UInt8]
  /// nil for a field.
  var fileName: String?

  init(_ name: String, _ content: String, fileName: String? = nil) {
    self.name = name
    self.content = Array(content.utf8)
    self.fileName = fileName
  }

  private static let boundary = "----boundary-of-a-part"
  static let contentType = "multipart/form-data; boundary=\"\(boundary)\""
  /// What follows the last boundary.
  static let ending = "--\r\n"

  /// A form's body.
  static func body(_ parts: [MultipartPart]) -> [UInt8] {
    let texts = parts.map { part -> [UInt8] in
      let file = part.fileName.map { "; filename=\"\($0)\"" } ?? ""
      let header = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n"
      return Array(header.utf8) + part.content + Array("\r\n".utf8)
    }
    return texts.joined() + Array(("--\(boundary)" + ending).utf8)
  }
}
