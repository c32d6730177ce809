internal import FeltAPI
package import HTTPTypes

/// A request to the sandbox, over a socket or in memory.
package struct SandboxRequest: Sendable {
  /// The API's origin when the request came in memory.
  package static let defaultOrigin = "https://felt.com"
  /// The storage's origin when the request came in memory. No name server knows this host, so nothing is sent there by
  /// mistake. Source: RFC 6761, section 6.4.
  package static let defaultStorageOrigin = "https://storage.sandbox.invalid"

  package let method: HTTPRequest.Method
  /// The path without its query, percent-encoded.
  package let path: String
  /// The query without its question mark, percent-encoded.
  package let rawQuery: String
  package let headers: HTTPFields
  package let body: [UInt8]
  /// The scheme, host and port under which the client reached the API. Addresses in responses begin with it.
  package let origin: String
  /// The same for storage.
  package let storageOrigin: String

  /// - Parameter target: the path with its query, as in the request line.
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

  /// The parameters of the query in order, decoded.
  var query: [(name: String, value: String)] {
    rawQuery.isEmpty
      ? []
      : rawQuery.split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (Self.decode(parts.first ?? ""), Self.decode(parts.dropFirst().first ?? ""))
      }
  }

  /// Decodes the name or the value of a query parameter. A plus stands for a space.
  private static func decode(_ text: Substring) -> String {
    PathSegment.decode(text.replacing("+", with: " ")) ?? String(text)
  }
}
