package import HTTPTypes
internal import JSONText

/// A response from the sandbox.
package struct SandboxResponse: Sendable {
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]
  /// What goes wrong while the response is sent; nil for nothing.
  package var fault: Fault?

  package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = [], fault: Fault? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.fault = fault
  }

  private static let jsonHeaders: HTTPFields = [.contentType: "application/json; charset=utf-8"]

  /// A response with a JSON body.
  static func json(_ status: Int, _ value: JSONValue) -> SandboxResponse {
    SandboxResponse(status: status, headers: jsonHeaders, body: value.serialized())
  }
}
