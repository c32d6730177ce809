internal import FeltAPI
internal import HTTPTypes
internal import Platform

/// A file that comes from storage, in one response or in several that go on where the one before broke off.
struct DownloadedFile {
  private let writer: FileWriter
  /// How many bytes are there.
  private(set) var byteCount = 0
  /// How many there will be, where that is known.
  private(set) var total: Int?
  /// Which version the bytes are of, where the server says so in a way that a resumed download can use.
  private(set) var validator: String?
  /// The response that came last is not the file: what it says.
  private var refusal: (head: Response.Head, body: [UInt8])?
  /// What a refusal says is not kept beyond this, in bytes.
  private static let longestRefusal = 1 << 14

  init(_ path: String) throws(FileError) {
    writer = try FileWriter(path)
  }

  /// Whether the next response may begin where this one ended.
  var isResumable: Bool { byteCount > 0 && validator != nil }

  mutating func take(_ part: ResponsePart) throws {
    switch part {
    case .sent, .waiting: break
    case .head(let head): try take(head)
    case .body(let bytes):
      guard refusal == nil else {
        if let count = refusal?.body.count, count < Self.longestRefusal { refusal?.body += bytes }
        return
      }
      try writer.write(bytes)
      byteCount += bytes.count
    }
  }

  private mutating func take(_ head: Response.Head) throws {
    refusal = nil
    switch head.status {
    case 206 where byteCount > 0:
      let text = head.headers[.contentRange] ?? ""
      guard let range = ContentRange(text), range.start == byteCount, total == nil || range.total == total else {
        throw Failure(.download(.wrongRange(text.isEmpty ? "no Content-Range" : text)))
      }
      total = range.total ?? total
    case 200:
      try restart()
      let isPlain = ["", "identity"].contains(head.headers[.contentEncoding]?.lowercased() ?? "")
      total = isPlain ? head.headers[.contentLength].flatMap { Int($0) } : nil
      validator = isPlain && head.headers[.acceptRanges]?.lowercased() != "none" ? Self.validator(head.headers) : nil
    case 206: throw Failure(.download(.wrongRange(head.headers[.contentRange] ?? "no Content-Range")))
    default: refusal = (head, [])
    }
  }

  /// Starts over with an empty file.
  mutating func restart() throws(FileError) {
    if byteCount > 0 { try writer.restart() }
    (byteCount, total, validator) = (0, nil, nil)
  }

  /// A weak tag does not tell whether bytes are the same. Source: RFC 9110, section 13.1.5.
  private static func validator(_ headers: HTTPFields) -> String? {
    if let tag = headers[.eTag] { return tag.hasPrefix("\"") && tag.utf8.count > 2 ? tag : nil }
    return headers[.lastModified]
  }

  /// Whether the last response says that the rest of the file begins beyond its end, although none is missing.
  var isRefusedAtEnd: Bool {
    guard let head = refusal?.head, head.status == 416 else { return false }
    return byteCount > 0 && head.headers[.contentRange] == "bytes */\(byteCount)"
  }

  /// Whether the server has no such part of the file.
  var isRefusedRange: Bool { refusal?.head.status == 416 && byteCount > 0 && !isRefusedAtEnd }

  /// Why the last response is not the file; nil when it is.
  var problem: DownloadProblem? {
    guard let (head, body) = refusal, !isRefusedAtEnd else {
      if let total, byteCount != total { return .wrongLength(byteCount, expected: total) }
      return nil
    }
    let redirect = (300..<400).contains(head.status) ? head.headers[.location] ?? "another place" : nil
    return .refused(status: head.status, reason: StorageRefusal.text("Message", in: body), redirect: redirect)
  }

  func commit() throws(FileError) { try writer.commit() }
}

/// The value of `Content-Range`. Source: RFC 9110, section 14.4.
struct ContentRange {
  let start: Int
  /// The length of the whole; nil where the server doesn't know it.
  let total: Int?

  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
    let (range, length) = (parts[1].prefix { $0 != "/" }, parts[1].drop { $0 != "/" }.dropFirst())
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = Int(ends[0]), let last = Int(ends[1]), start <= last else { return nil }
    total = Int(length)
    guard length == "*" || total.map({ last < $0 }) ?? false else { return nil }
    self.start = start
  }
}
