/// The multipart form with which a file is posted to storage: the fields that Felt gave first, the file last. Sources:
/// RFC 7578; Amazon S3, "Browser-based uploads using POST".
public struct StorageForm: Sendable {
  /// A field in front of the file.
  public struct Field: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its value, which lets whoever has it write the file.
    public let value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  let boundary: String
  let body: StreamedBody

  /// Makes a form.
  ///
  /// - Parameters:
  ///   - fields: the presigned attributes, in the order in which they are sent.
  ///   - fileName: what the file is called there.
  ///   - content: the file.
  ///   - boundary: what stands between the parts, and nowhere in them; a random text by default.
  public init(
    _ fields: [Field], fileName: String, content: StreamedBody, boundary: String = Self.randomBoundary()
  ) {
    self.boundary = boundary
    var head = ""
    for field in fields {
      head += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(field.name))\"\r\n\r\n"
      head += field.value + "\r\n"
    }
    head += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
    head += "filename=\"\(Self.escaped(fileName))\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    let (start, end) = (Array(head.utf8), Array("\r\n--\(boundary)--\r\n".utf8))
    body = StreamedBody(byteCount: start.count + content.byteCount + end.count, summary: content.summary) {
      () throws(TransportError) in FormReader(start, try content.open(), end)
    }
  }

  /// A boundary that no file has in it.
  public static func randomBoundary() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = [0, 0].map { _ in String(generator.next() | 1 << 63, radix: 16) }
    return "feltsh" + digits.joined()
  }

  /// A name as a form has it. Source: WHATWG HTML, "multipart/form-data encoding algorithm". A backslash is left out,
  /// since some servers read it as the beginning of an escape.
  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case "\\": result += "_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Reads what stands in front of a file, the file, and what stands behind it.
private final class FormReader: BodyReader {
  private var start: [UInt8]
  private var end: [UInt8]
  private let content: any BodyReader

  init(_ start: [UInt8], _ content: any BodyReader, _ end: [UInt8]) {
    (self.start, self.content, self.end) = (start, content, end)
  }

  func next() throws(TransportError) -> [UInt8] {
    if !start.isEmpty { return Self.take(&start) }
    let bytes = try content.next()
    return bytes.isEmpty ? Self.take(&end) : bytes
  }

  private static func take(_ bytes: inout [UInt8]) -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
