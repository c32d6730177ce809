internal import FeltAPI
internal import JSONText

/// A value of a response as a transcript has it: its placeholders are set, its layout is not.
indirect enum TranscriptNode {
  case leaf(String)
  /// `isCut` says that there are more elements.
  case list([TranscriptNode], isCut: Bool)
  case object([(name: String, value: TranscriptNode)], isCut: Bool)
}

/// Sets the placeholders of values: ids, date-times, signed and storage URLs, and secrets.
struct PlaceholderWriter {
  var names: IdentifierNames
  let secrets: Secrets
  /// A longer text is only said to be one.
  private static let longestText = 1000
  /// How many values may still be looked at: more are never written.
  private var room = 20_000

  init(_ names: IdentifierNames, _ secrets: Secrets) {
    self.names = names
    self.secrets = secrets
  }

  mutating func node(_ value: JSONValue, _ schema: Schema, isSecret: Bool = false) -> TranscriptNode {
    let schema = schema.alternative(for: value)
    room -= 1
    if isSecret || schema.isSecret, value != .null { return .leaf(Placeholder(.secret).text) }
    switch value {
    case .null, .bool, .number: return .leaf(String(decoding: value.serialized(), as: UTF8.self))
    case .string(let text): return .leaf(self.text(text, schema))
    case .array(let elements):
      let element = schema.elementSchema
      var nodes: [TranscriptNode] = []
      for inner in elements where room > 0 { nodes.append(node(inner, element)) }
      return .list(nodes, isCut: nodes.count < elements.count)
    case .object(let object):
      let isForm = object.members.contains { member in
        member.value != .null && schema.memberSchema(member.name).isSecret
      }
      var nodes: [(String, TranscriptNode)] = []
      for member in object.members where room > 0 {
        let literal = Self.escaped(CaptureQuery.literal(member.name))
        if isForm, case .string(let text) = member.value, text.contains("://") {
          nodes.append((literal, .leaf(Placeholder(.url).text)))
        } else {
          nodes.append((literal, node(member.value, schema.memberSchema(member.name))))
        }
      }
      return .object(nodes, isCut: nodes.count < object.members.count)
    }
  }

  private mutating func text(_ text: String, _ schema: Schema) -> String {
    if let kind = schema.resource, Placeholder.Kind.id.accepts(Array(text.utf8)[...]) {
      return Placeholder(.id, name: names.name(of: text, base: kind.rawValue)).text
    }
    if isTime(text, schema) { return Placeholder(.time).text }
    if Secrets.isSigned(text) {
      return Placeholder(Placeholder.Kind.url.accepts(Array(text.utf8)[...]) ? .url : .secret).text
    }
    if secrets.isFound(in: text) { return Placeholder(.secret).text }
    if text.utf8.count > Self.longestText { return Placeholder(.string).text }
    return "\""
      + names.pieces(of: text).map { piece in
        piece.name.map { Placeholder(.id, name: $0).text }
          ?? Self.escaped(String(CaptureQuery.literal(String(piece.text)).dropFirst().dropLast()))
      }.joined() + "\""
  }

  /// Whether a text is a date-time where the schema says so, or says nothing.
  private func isTime(_ text: String, _ schema: Schema) -> Bool {
    guard text.utf8.count >= 10, Placeholder.Kind.isTime(Array(text.utf8)[...]) else { return false }
    return switch schema.format {
    case "date-time", "date_time": true
    case nil where schema.kind == .any: text.utf8.count > 10
    default: false
    }
  }

  /// JSON that is read as the text that it is: what would be a placeholder, and what a comment can't have, is escaped.
  static func escaped(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 >= 0x7F }) else { return json }
    let bytes = Array(json.utf8)
    var result = ""
    var offset = 0
    for scalar in json.unicodeScalars {
      let isMark = scalar == "<" && Placeholder.read(bytes, at: offset) != nil
      offset += UTF8.width(scalar)
      if isMark || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value) {
        result += UnicodeEscape.text(scalar.value)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The path of a request.
  mutating func path(_ text: String) -> String {
    names.pieces(of: text).map { piece in piece.name.map { Placeholder(.id, name: $0).text } ?? String(piece.text) }
      .joined()
  }

  // MARK: - Other formats

  /// A line of a body that is not JSON.
  mutating func line(_ text: String) -> String {
    if secrets.isFound(in: text) { return Placeholder(.secret).text }
    if TextPattern.isRest(Array(text.utf8)) { return "\\" + text }
    return names.pieces(of: text).map { piece in
      piece.name.map { Placeholder(.id, name: $0).text } ?? Self.plain(String(piece.text))
    }.joined()
  }

  /// Text that is read as itself: a backslash stands before what would be a placeholder, and what a comment can't have
  /// is any text.
  private static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var offset = 0
    var isReplaced = false
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      if isControl, !isReplaced { result += Placeholder(.string).text }
      isReplaced = isControl
      if scalar == "<", Placeholder.read(bytes, at: offset) != nil { result += "\\" }
      if !isControl { result.unicodeScalars.append(scalar) }
      offset += UTF8.width(scalar)
    }
    return result
  }
}
