#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An HTTP client that sends exactly what it is told, over one connection to 127.0.0.1.
public final class RawClient {
  /// An answer as it came.
  public struct Answer: Sendable {
    /// The status.
    public let status: Int
    /// In the order in which they came, names in small letters.
    public let headers: [(name: String, value: String)]
    /// The body, as long as `Content-Length` says.
    public let body: [UInt8]

    /// The first value of a header, by its name in small letters.
    public func header(_ name: String) -> String? {
      headers.first { $0.name == name }?.value
    }
  }

  /// What went wrong on the way.
  public struct Problem: Error, CustomStringConvertible {
    /// In one line.
    public let description: String
  }

  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// No test waits longer than this for the other side.
  private static let patience: Int32 = 20_000

  /// Connects.
  public init(port: Int) throws {
    #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port)).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Problem(description: "no connection to port \(port)") }
    var yes: Int32 = 1
    unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit {
    close(descriptor)
  }

  /// Sends bytes as they are.
  public func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
      #else
      let flags: Int32 = 0
      #endif
      let descriptor = descriptor
      let count = unsafe rest.withUnsafeBytes { unsafe systemSend(descriptor, $0.baseAddress, $0.count, flags) }
      if count < 0 { throw Problem(description: "sending failed with error \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends text as it is.
  public func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Sends a request with its length.
  public func send(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8] = [], host: String = "127.0.0.1"
  ) throws {
    var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    if !body.isEmpty || method == "POST" { text += "Content-Length: \(body.count)\r\n" }
    try send(Array((text + "\r\n").utf8) + body)
  }

  /// The next answer.
  ///
  /// - Parameter hasBody: false for what answers HEAD.
  public func answer(hasBody: Bool = true) throws -> Answer {
    let lines = try head()
    let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: parts[0].lowercased(), value: String(parts.dropFirst().first?.drop { $0 == " " } ?? ""))
    }
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    let isBodiless = !hasBody || status == 204 || status == 304 || status < 200
    return Answer(status: status, headers: headers, body: isBodiless ? [] : try take(length))
  }

  /// Whether the other side has closed the connection, with nothing left to read.
  public func isClosed() -> Bool {
    pending.isEmpty && (try? fill()) == false
  }

  /// Everything up to the end of the connection.
  public func rest() -> [UInt8] {
    while (try? fill()) ?? false {}
    defer { pending = [] }
    return pending
  }

  private func head() throws -> [String] {
    let end = Array("\r\n\r\n".utf8)
    while true {
      for place in 0..<max(0, pending.count - 3) where pending[place..<place + 4].elementsEqual(end) {
        let text = String(decoding: pending[..<place], as: UTF8.self)
        pending.removeFirst(place + 4)
        return text.split(separator: "\r\n").map(String.init)
      }
      guard try fill() else { throw Problem(description: "the connection ended inside a head: \(pending.count) bytes") }
    }
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while pending.count < count {
      guard try fill() else { throw Problem(description: "the connection ended after \(pending.count) of \(count)") }
    }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }

  /// - Returns: false at the end of the connection, reset or not.
  private func fill() throws -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, Self.patience) > 0 else { throw Problem(description: "nothing came") }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let size = buffer.count
    let count = unsafe recv(descriptor, &buffer, size, 0)
    guard count > 0 else { return false }
    pending += buffer[..<count]
    return true
  }
}

/// `send(2)`, whose name the methods above hide.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
  unsafe send(descriptor, bytes, count, flags)
}
