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
    let text = String(decoding: line, as: UTF8.self).trimmingLineBreak
    if text.hasPrefix("HTTP/") {
      let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      isVersion1 = text.hasPrefix("HTTP/1")
      pending = Response.Head(status: status)
      return nil
    }
    if text.isEmpty { return try finish() }
    fieldCount += 1
    guard fieldCount <= Self.maximumFieldCount else {
      throw .defect(.tooManyHeaders(limit: Self.maximumFieldCount))
    }
    guard let colon = text.firstIndex(of: ":"), let name = HTTPField.Name(String(text[..<colon])) else { return nil }
    let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    pending?.headers.append(HTTPField(name: name, value: String(value)))
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

extension String {
  fileprivate var trimmingLineBreak: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last == "\r" || last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
