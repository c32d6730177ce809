import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import TestSupport
import Testing

/// A layer that waits for a file, on a map of its own, and the form to upload the file with.
struct UploadForm {
  let map: String
  let layer: String
  let group: String
  let url: String
  let fields: [(String, String)]

  init(_ client: SandboxClient) throws {
    map = try client.call("create_map").text("$.id")
    let upload = try client.call("upload_map_layer", [map], body: #"{"name":"Roads"}"#)
    (layer, group) = (try upload.text("$.layer_id"), try upload.text("$.layer_group_id"))
    url = try upload.text("$.url")
    guard case .object(let response) = upload, case .object(let form)? = response["presigned_attributes"] else {
      throw ProgramFailure("the response has no form")
    }
    fields = try form.members.map { ($0.name, try $0.value.text("$")) }
  }

  /// Posts the form with a file.
  ///
  /// - Parameter change: changes the form's parts before they are sent.
  func post(
    _ client: SandboxClient, _ name: String, _ content: String,
    changing change: (inout [MultipartPart]) -> Void = { _ in }, token: Token? = nil
  ) throws -> SandboxClient.Response {
    var parts = self.parts(name, content)
    change(&parts)
    return try client.visit(
      .post, url, body: MultipartPart.body(parts), type: MultipartPart.contentType, token: token)
  }

  /// The form's fields and the file.
  func parts(_ name: String, _ content: String) -> [MultipartPart] {
    fields.map { MultipartPart($0.0, $0.1) } + [MultipartPart("file", content, fileName: name)]
  }

  func status(_ client: SandboxClient) throws -> String {
    try client.call("show_map_layer", [map, layer]).text("$.status")
  }
}
