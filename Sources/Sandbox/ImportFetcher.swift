internal import FeltAPI

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Fetches files from servers on this very machine; from others, nothing.
package struct ImportFetcher: Sendable {
  /// Seconds until it gives up.
  private let timeout: Double
  /// The most bytes that are taken.
  private let limit: Int
  /// A descriptor that becomes readable when it is to give up at once.
  private let cancellation: Int32?

  package init(timeout: Double = 10, limit: Int = 1 << 28, cancellation: Int32? = nil) {
    self.timeout = timeout
    self.limit = limit
    self.cancellation = cancellation
  }

  /// What stands at an address.
  ///
  /// - Returns: nil for another machine's address, an answer other than 200, and everything that goes wrong.
  package func contents(of url: String) -> [UInt8]? {
    guard let address = ImportAddress(url),
      let socket = LoopbackSocket(address, until: SystemClock.now() + timeout, cancellation)
    else { return nil }
    let host = address.host.contains(":") ? "[\(address.host)]" : address.host
    // Of HTTP/1.0 no chunks come back, and the connection ends with the body. Source: RFC 1945.
    let request =
      "GET \(address.target) HTTP/1.0\r\nHost: \(host):\(address.port)\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    guard socket.send(Array(request.utf8)), let answer = socket.receiveAll(atMost: limit) else { return nil }
    return Self.body(of: answer)
  }

  private static func body(of answer: [UInt8]) -> [UInt8]? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = answer.indices.first(where: { answer[$0] == 0x0D && answer[$0...].starts(with: blank) }) else {
      return nil
    }
    let lines = String(decoding: answer[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first, status == "200" else { return nil }
    let body = Array(answer[(end + blank.count)...])
    let length = lines.lazy.compactMap { line -> Int? in
      guard line.lowercased().hasPrefix("content-length:") else { return nil }
      return Int(line.dropFirst("content-length:".count).filter { $0 != " " })
    }.first
    // What is shorter than announced has been cut off.
    return length.map { $0 == body.count } ?? true ? body : nil
  }
}
