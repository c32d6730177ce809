/// A form with a file. Source: RFC 7578, RFC 2046 section 5.1.
struct Multipart: Sendable {
  struct Part: Sendable {
    let name: String
    /// The file's name; nil for a field.
    let fileName: String?
    let content: ArraySlice<UInt8>
  }

  /// Why a body isn't such a form.
  enum Problem: Error, Hashable {
    case malformed
    /// The body ends before the boundary that ends its last part.
    case incomplete
  }

  let parts: [Part]
  private static let partLimit = 100
  private static let headerLimit = 1 << 14

  /// Reads a form. After the boundary that ends the last part, the body may end without the `--` that should follow, as
  /// some clients send it.
  init(_ body: [UInt8], contentType: String) throws(Problem) {
    guard contentType.prefix(while: { $0 != ";" }).lowercased() == "multipart/form-data",
      let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
    else { throw .malformed }
    let delimiter = Array("--\(boundary)".utf8)
    guard var start = Self.find(delimiter, in: body[...], from: 0) else { throw .malformed }
    var parts: [Part] = []
    while true {
      let rest = body[(start + delimiter.count)...]
      let isEnd = rest.starts(with: "--".utf8) || rest.elementsEqual("\r\n".utf8) || rest.elementsEqual("-".utf8)
      if isEnd || rest.isEmpty || rest.elementsEqual("\r".utf8) { break }
      guard rest.starts(with: "\r\n".utf8), parts.count < Self.partLimit else { throw .malformed }
      guard let end = Self.find(Array("\r\n".utf8) + delimiter, in: body[...], from: rest.startIndex) else {
        throw .incomplete
      }
      guard let part = Self.part(body[(rest.startIndex + 2)..<max(end, rest.startIndex + 2)]) else { throw .malformed }
      parts.append(part)
      start = end + 2
    }
    self.parts = parts
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    let emptyLine = Array("\r\n\r\n".utf8)
    guard let end = find(emptyLine, in: bytes.prefix(headerLimit), from: bytes.startIndex) else { return nil }
    let header = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
    for line in header.split(separator: "\r\n") {
      let name = line.prefix { $0 != ":" }
      guard name.lowercased() == "content-disposition" else { continue }
      let value = String(line.dropFirst(name.count + 1))
      guard let field = parameter("name", of: value) else { return nil }
      return Part(
        name: field, fileName: parameter("filename", of: value), content: bytes[(end + emptyLine.count)...])
    }
    return nil
  }

  /// A parameter of a header's value, without its quotes. Source: RFC 9110, section 5.6.6.
  private static func parameter(_ name: String, of value: String) -> String? {
    var rest = value[...]
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      guard key.endIndex != rest.endIndex, rest[key.endIndex] == "=" else { continue }
      rest = rest[rest.index(after: key.endIndex)...]
      var text = ""
      if rest.first == "\"" {
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
          if character == "\\", let escaped = rest.popFirst() { text.append(escaped) } else { text.append(character) }
        }
      } else {
        text = String(rest.prefix { $0 != ";" && $0 != " " })
      }
      if key.lowercased() == name { return text }
    }
    return nil
  }

  /// The first position of a pattern at or after an index.
  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard let first = pattern.first else { return start }
    var index = start
    while index <= bytes.endIndex - pattern.count {
      if bytes[index] == first, bytes[index...].starts(with: pattern) { return index }
      index += 1
    }
    return nil
  }
}
