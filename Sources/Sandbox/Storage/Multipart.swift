/// A form with a file. Source: RFC 7578, RFC 2046 section 5.1.
struct Multipart: Sendable {
  struct Part: Sendable {
    let name: String
    /// nil for a field.
    let fileName: String?
    let content: ArraySlice<UInt8>
  }

  let parts: [Part]
  private static let mostParts = 100
  private static let longestHead = 1 << 14

  /// - Returns: nil when the content type is another one, or the body is no such form.
  init?(_ body: [UInt8], contentType: String) {
    guard contentType.prefix(while: { $0 != ";" }).lowercased() == "multipart/form-data",
      let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
    else { return nil }
    let delimiter = Array("--\(boundary)".utf8)
    guard var start = Self.find(delimiter, in: body[...], from: 0) else { return nil }
    var parts: [Part] = []
    while true {
      let rest = body[(start + delimiter.count)...]
      if rest.starts(with: "--".utf8) { break }
      guard rest.starts(with: "\r\n".utf8), parts.count < Self.mostParts,
        let end = Self.find(Array("\r\n".utf8) + delimiter, in: body[...], from: rest.startIndex),
        let part = Self.part(body[(rest.startIndex + 2)..<max(end, rest.startIndex + 2)])
      else { return nil }
      parts.append(part)
      start = end + 2
    }
    self.parts = parts
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    let head: ArraySlice<UInt8>
    let content: ArraySlice<UInt8>
    let blank = Array("\r\n\r\n".utf8)
    guard let end = find(blank, in: bytes.prefix(longestHead), from: bytes.startIndex) else { return nil }
    head = bytes[bytes.startIndex..<end]
    content = bytes[(end + blank.count)...]
    for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
      let name = line.prefix { $0 != ":" }
      guard name.lowercased() == "content-disposition" else { continue }
      let value = String(line.dropFirst(name.count + 1))
      guard let field = parameter("name", of: value) else { return nil }
      return Part(name: field, fileName: parameter("filename", of: value), content: content)
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

  /// Where a pattern stands first, from an index on.
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
