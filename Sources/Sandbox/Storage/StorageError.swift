internal import HTTPTypes

/// An error response of the storage. Source: Amazon S3, "Error responses".
struct StorageError: Error {
  let status: Int
  let code: String
  let message: String

  init(_ status: Int, _ code: String, _ message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  static let tooLarge = StorageError(
    400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
  static let noSuchKey = StorageError(404, "NoSuchKey", "The specified key does not exist.")

  var response: SandboxResponse {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
    return SandboxResponse(status: status, headers: [.contentType: "application/xml"], body: Array(text.utf8))
  }
}
