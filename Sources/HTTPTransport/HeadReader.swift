internal import FeltAPI
internal import HTTPTypes

/// Reads the head of a response line by line.
struct HeadReader {
  /// The head that the lines since the last status line make up; nil before the first.
  private var pending: Response.Head?
  private var isVersion1 = false
  private var fieldCount = 0
  /// Whether only the end of the connection ends the body, so that a broken connection looks like its end.
  private(set) var endsWithConnection = false

  /// The maximum number of header fields. `HTTPFields` traps at 65,535.
  private static let maximumFieldCount = 1000

  /// Takes a line with its line break.
  ///
  /// - Returns: the head, when it is complete and not an interim one (RFC 9110, section 15.2).
  mutating func take(_ line: [UInt8]) throws(TransportError) -> Response.Head? {
    var end = line.count
    while end > 0, line[end - 1] == UInt8(ascii: "\r") || line[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    let line = line[..<end]
    if line.starts(with: "HTTP/".utf8) {
      let words = line.split(separator: UInt8(ascii: " "))
      let status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
      isVersion1 = line.starts(with: "HTTP/1".utf8)
      pending = Response.Head(status: status)
      return nil
    }
    if line.isEmpty { return try finish() }
    fieldCount += 1
    guard fieldCount <= Self.maximumFieldCount else {
      throw .defect(.tooManyHeaders(limit: Self.maximumFieldCount))
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
      let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
    else { return nil }
    let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    pending?.headers.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
    return nil
  }

  private mutating func finish() throws(TransportError) -> Response.Head? {
    guard let head = pending, head.status >= 200 else { return nil }
    try Self.checkLengths(head.headers[values: .contentLength])
    endsWithConnection =
      isVersion1 && head.headers[.contentLength] == nil && head.headers[.transferEncoding] == nil
    return head
  }

  /// Several equal lengths are one, several different ones are an error. Source: RFC 9110, section 8.6.
  private static func checkLengths(_ values: [String]) throws(TransportError) {
    var length: Int?
    for value in values {
      for text in value.split(separator: ",", omittingEmptySubsequences: false) {
        let words = text.split { $0 == " " || $0 == "\t" }
        guard words.count == 1, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(words[0])
        else {
          throw .defect(.invalidLength(String(value.prefix(40))))
        }
        guard length == nil || length == number else { throw .defect(.differingLengths) }
        length = number
      }
    }
  }
}
