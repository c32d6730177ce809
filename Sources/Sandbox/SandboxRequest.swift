package import HTTPTypes

/// A request as the sandbox sees it, however it came.
package struct SandboxRequest: Sendable {
  package var method: HTTPRequest.Method
  /// The path with its query, as it stands in the request line.
  package var target: String
  package var headers: HTTPFields
  package var body: [UInt8]

  package init(method: HTTPRequest.Method, target: String, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The path without its query, percent-encoded.
  var path: String {
    String(target.prefix { $0 != "?" })
  }

  /// The parameters of the query, plain and in order.
  var query: [(name: String, value: String)] {
    target.dropFirst(path.count + 1).split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let plain = parts.map { Percent.decode($0) }
      return (plain.first ?? "", plain.dropFirst().first ?? "")
    }
  }
}

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
}
