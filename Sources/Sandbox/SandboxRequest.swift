package import HTTPTypes

/// A request as the sandbox sees it, however it came.
package struct SandboxRequest: Sendable {
  /// Where the sandbox is said to be when nobody asked over a socket.
  package static let defaultOrigin = "https://felt.com"
  /// Where its storage is then: a host that no name server knows, so that nothing is ever sent there by mistake.
  /// Source: RFC 6761, section 6.4.
  package static let defaultStorageOrigin = "https://storage.sandbox.invalid"

  package let method: HTTPRequest.Method
  /// The path without its query, percent-encoded.
  package let path: String
  /// What follows the question mark, percent-encoded.
  package let rawQuery: String
  package let headers: HTTPFields
  package let body: [UInt8]
  /// Scheme, host and port under which the client knows the API; addresses in answers begin with it.
  package let origin: String
  /// The same for storage addresses.
  package let storageOrigin: String

  /// - Parameter target: the path with its query, as it stands in the request line.
  package init(
    method: HTTPRequest.Method, target: String, headers: HTTPFields = [:], body: [UInt8] = [],
    origin: String = Self.defaultOrigin, storageOrigin: String = Self.defaultStorageOrigin
  ) {
    self.method = method
    let text = target.utf8
    let mark = text.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
    path = String(target[..<mark])
    rawQuery = mark == text.endIndex ? "" : String(target[text.index(after: mark)...])
    self.headers = headers
    self.body = body
    self.origin = origin
    self.storageOrigin = storageOrigin
  }

  /// The parameters of the query, plain and in order.
  var query: [(name: String, value: String)] {
    rawQuery.isEmpty
      ? []
      : rawQuery.split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (Percent.decode(parts.first ?? ""), Percent.decode(parts.dropFirst().first ?? ""))
      }
  }
}
