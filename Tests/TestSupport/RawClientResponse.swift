/// An response as it came.
package struct RawClientResponse: Sendable {
  /// The status line and the headers.
  package let head: String
  /// The body, as far as it came.
  package internal(set) var body: [UInt8] = []

  /// The status; 0 for a head that is none.
  package var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of the first header of that name, in any case; nil when there is none.
  package subscript(name: String) -> String? {
    head.split(separator: "\r\n").dropFirst().lazy.compactMap { line -> String? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
      return String(parts[1].drop { $0 == " " })
    }.first
  }
}

/// The other side has thrown the connection away.
package struct RawClientReset: Error {
  init() {}
}
