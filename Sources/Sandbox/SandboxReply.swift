package import HTTPTypes
internal import JSONText

/// What the sandbox answers.
package struct SandboxReply: Sendable {
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]
  /// How the answer is spoiled on its way; nil for an honest one.
  package var fault: Fault?

  package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = [], fault: Fault? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.fault = fault
  }

  private static let jsonHeaders: HTTPFields = [.contentType: "application/json; charset=utf-8"]

  /// An answer with a JSON body.
  static func json(_ status: Int, _ value: JSONValue) -> SandboxReply {
    SandboxReply(status: status, headers: jsonHeaders, body: value.serialized())
  }
}
