internal import FeltAPI

/// Reads the items of a request.
package enum ItemParser {
  private enum Sign {
    case text, json, textFile, jsonFile, query, header
  }

  /// Whether a word has one of the signs that make it an item.
  static func isItem(_ word: Word) -> Bool {
    sign(in: word) != nil
  }

  /// Reads one item.
  static func parse(_ word: Word) throws(SyntaxError) -> Item {
    if let json = word.rawText, json.begins(with: "{") || json.begins(with: "[") {
      return Item(.body(.json(json)), range: word.range)
    }
    if case .bare(let text)? = word.parts.first?.kind, text.begins(with: "@") {
      return Item(.body(.file(word.droppingFirst(1))), range: word.range)
    }
    if word.parts.count == 1, case .variable(let reference) = word.parts[0].kind {
      return Item(.body(.variable(reference)), range: word.range)
    }
    guard let (sign, part, offset, length) = sign(in: word) else {
      throw SyntaxError(requoted(word).map { .quotedItem($0) } ?? .notAnItem, at: word.range)
    }
    let (key, value) = word.split(part: part, offset: offset, length: length)
    guard let name = key.text else {
      throw SyntaxError(.variableInName, at: key.range)
    }
    guard !name.isEmpty else {
      throw SyntaxError(.unnamedItem, at: word.range)
    }
    let kind: Item.Kind =
      switch sign {
      case .text: .field(try keyPath(key), .text(value))
      case .json: .field(try keyPath(key), .json(value))
      case .textFile: .field(try keyPath(key), .textFile(value))
      case .jsonFile: .field(try keyPath(key), .jsonFile(value))
      case .query: .query(name: name, value)
      case .header: .header(name: name, value)
      }
    return Item(kind, range: word.range, keyRange: key.range, valueRange: value.range)
  }

  /// The first sign outside quotes: which, in which part, where in it, and how long.
  private static func sign(in word: Word) -> (Sign, part: Int, offset: Int, length: Int)? {
    for (index, part) in word.parts.enumerated() {
      guard case .bare(let text) = part.kind else { continue }
      let bytes = Array(text.utf8)
      guard let at = firstSign(in: bytes) else { continue }
      let rest = bytes[at...]
      let signs: [(String, Sign)] = [
        (":=@", .jsonFile), (":=", .json), ("=@", .textFile), ("==", .query), ("=", .text), (":", .header),
      ]
      for (characters, sign) in signs where rest.starts(with: characters.utf8) {
        return (sign, index, at, characters.utf8.count)
      }
    }
    return nil
  }

  /// Where the first sign is. A name in brackets may have the same characters, as `properties[felt:parentId]` does.
  private static func firstSign(in bytes: [UInt8]) -> Int? {
    var isInBrackets = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: "="), UInt8(ascii: ":"): if !isInBrackets { return index }
      default: break
      }
    }
    return bytes.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
  }

  /// Reads `viewer_permissions[can_export_data]`, `layer_urls[]`, `[0][id]`.
  private static func keyPath(_ key: Word) throws(SyntaxError) -> [BodyField.Key] {
    guard key.parts.count == 1, case .bare(let text) = key.parts[0].kind else {
      return [.name(key.text ?? "")]
    }
    let name = text.unicodeScalars.prefix { $0 != "[" }
    var keys: [BodyField.Key] = name.isEmpty ? [] : [.name(String(name))]
    var rest = text.unicodeScalars[name.endIndex...]
    while !rest.isEmpty {
      guard rest.first == "[", let close = rest.firstIndex(of: "]") else {
        throw SyntaxError(.unbalancedKey, at: key.range)
      }
      let inner = String(rest[rest.index(after: rest.startIndex)..<close])
      keys.append(inner.isEmpty ? .append : Int(inner).map { .index($0) } ?? .name(inner))
      rest = rest[rest.index(after: close)...]
    }
    return keys
  }

  /// An item that stands in quotes as a whole, as other programs' shells have it, with the quotes where they belong.
  private static func requoted(_ word: Word) -> String? {
    guard word.parts.count == 1, case .quoted(let text) = word.parts[0].kind,
      let end = text.firstIndex(where: { "=:".contains($0) })
    else { return nil }
    let name = text[..<end]
    let value = text[end...].drop { "=:".contains($0) }
    guard !name.isEmpty, name.utf8.allSatisfy({ $0.isIdentifierByte || "-[]".utf8.contains($0) }), name.utf8.count < 60
    else { return nil }
    let sign = text[end..<value.startIndex]
    return name + sign + Word.meaning(String(value.prefix(40))).printed
  }
}

extension Word {
  /// The word without its first `count` bytes, which are bare ASCII.
  func droppingFirst(_ count: Int) -> Word {
    split(part: 0, offset: 0, length: count).1
  }

  /// The word in front of `length` bytes in a bare part, and the word behind them.
  func split(part index: Int, offset: Int, length: Int) -> (Word, Word) {
    let part = parts[index]
    let bytes = Array((part.text ?? "").utf8)
    let at = part.range.lowerBound + offset
    func piece(_ slice: ArraySlice<UInt8>, from start: Int) -> [Part] {
      slice.isEmpty ? [] : [Part(.bare(String(decoding: slice, as: UTF8.self)), start..<start + slice.count)]
    }
    let before = Array(parts[..<index]) + piece(bytes[..<offset], from: part.range.lowerBound)
    let after = piece(bytes[(offset + length)...], from: at + length) + parts[(index + 1)...]
    return (Word(before, range.lowerBound..<at), Word(after, at + length..<range.upperBound))
  }
}
