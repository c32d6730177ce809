/// A request as a ``RawServer`` received it, byte for byte.
package struct RawServerRequest: Sendable {
  /// The number of the connection that it came on, from 0.
  package let connection: Int
  /// The request line and the headers, with the empty line after them.
  package let headBytes: [UInt8]
  /// The body, of the length that the head promises.
  package let body: [UInt8]

  /// The first line, such as `GET /maps HTTP/1.1`.
  package var line: String { lines.first ?? "" }

  /// The values of a header, in order; its name in any case.
  package func values(_ name: String) -> [String] {
    lines.dropFirst().compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
      return String(parts[1].drop { $0 == " " })
    }
  }

  /// The lines of the head.
  package var lines: [String] {
    String(decoding: headBytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }
}
