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
  private static let usualFieldCount = 16
  private static let version = Array("HTTP/".utf8)

  /// Takes a line with its line break.
  ///
  /// - Returns: the head, when it is complete and not an interim one (RFC 9110, section 15.2).
  mutating func take(_ line: [UInt8]) throws(TransportError) -> Response.Head? {
    var end = line.count
    while end > 0, line[end - 1] == UInt8(ascii: "\r") || line[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    let line = line[..<end]
    if line.isEmpty { return try finish() }
    if line.first == Self.version.first, line.starts(with: Self.version) {
      let rest = line.drop { $0 != UInt8(ascii: " ") }.drop { $0 == UInt8(ascii: " ") }
      let digits = rest.prefix { $0 != UInt8(ascii: " ") }
      isVersion1 = line.dropFirst(Self.version.count).first == UInt8(ascii: "1")
      pending = Response.Head(status: Int(String(decoding: digits, as: UTF8.self)) ?? 0)
      pending?.headers.reserveCapacity(Self.usualFieldCount)
      return nil
    }
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
    let length = head.headers.value(of: .contentLength)
    if let length { try Self.checkLength(length) }
    endsWithConnection = isVersion1 && length == nil && head.headers.value(of: .transferEncoding) == nil
    return head
  }

  /// Several equal lengths are one, several different ones are an error. Source: RFC 9110, section 8.6.
  ///
  /// - Parameter text: the values, with commas between them.
  private static func checkLength(_ text: String) throws(TransportError) {
    var length: Int?
    for value in text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let digits = value.trimmingBlanks
      guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(Substring(digits))
      else {
        throw .defect(.invalidLength(String(text.prefix(40))))
      }
      guard length == nil || length == number else { throw .defect(.differingLengths) }
      length = number
    }
  }
}

extension Substring.UTF8View {
  /// Without the spaces and tabs on both sides.
  fileprivate var trimmingBlanks: Self {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }
}
