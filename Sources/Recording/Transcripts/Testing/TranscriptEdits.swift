internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Changes to the text of a transcript: only what differs is rewritten.
struct TranscriptEdits {
  private let text: [UInt8]
  /// Where each line begins.
  private let lineStarts: [Int]
  private var changes: [(range: Range<Int>, text: String)] = []

  /// - Parameter text: the whole file.
  init(_ text: String) {
    self.text = Array(text.utf8)
    var starts = [0]
    for (index, byte) in self.text.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    lineStarts = starts
  }

  var count: Int { changes.count }

  /// The text with its changes.
  var updatedText: String {
    var bytes = text
    for change in changes.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound)
    }) {
      bytes.replaceSubrange(change.range, with: change.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes the differences between a response and what the transcript says of it.
  mutating func add(
    _ mismatches: [TranscriptMismatch], _ expected: ExpectedResponse, _ exchange: Exchange,
    _ writer: inout PlaceholderWriter
  ) {
    let schema = exchange.isSuccess ? exchange.request.operation?.response ?? .any : .any
    let root = exchange.json(upTo: .max)
    if let root { writer.names.learn(schema.markedLeaves(of: root), variable: nil) }
    if mismatches.contains(where: { if case .response = $0.edit { true } else { false } }) {
      var block = TranscriptWriter.block(exchange, &writer)
      block.request = expected.request?.text
      return replaceAll(expected, block.content)
    }
    let values = ResponseValues(root: root ?? .null, schema: schema)
    var containers = ContainerEdits()
    for mismatch in mismatches {
      switch mismatch.edit {
      case .status: replace(expected.statusRange, on: expected.lines[0], [String(exchange.head.status)])
      case .response: break
      case .replace(let range, let replacement):
        replace(
          range, expected, values.lines(replacement, &writer, indentation: expected.indentation(at: range.lowerBound)))
      case .remove(let item, let container, let items): containers.remove(item, container, items)
      case .add(let replacement, let container, let items): containers.add(replacement, container, items)
      case .lines(let range, let lines): replaceLines(range, lines.map { writer.line($0) }, expected)
      case .addLines(let lines): addLines(lines.map { writer.line($0) }, expected)
      }
    }
    for change in containers.changes(in: expected) {
      var lines: [String] = []
      for (index, replacement) in change.added.enumerated() {
        let separator = index == 0 && !change.beginsWithSeparator ? [""] : change.separator
        let added = values.lines(replacement, &writer, indentation: change.indentation)
        lines = Self.joined(lines, Self.joined(separator, added))
      }
      replace(change.range, expected, lines.isEmpty ? [""] : lines)
    }
  }

  /// Lines that go on where others end.
  private static func joined(_ first: [String], _ second: [String]) -> [String] {
    guard let last = first.last, let next = second.first else { return first + second }
    return first.dropLast() + [last + next] + second.dropFirst()
  }

  // MARK: - Places

  /// Where the mark of a line stands in the whole text.
  private func mark(_ line: TranscriptLine) -> Int {
    let start = lineStarts[line.line - 1]
    let mark = Array(TranscriptLine.mark.utf8)
    return text[start...].indices.first { text[$0...].starts(with: mark) } ?? start
  }

  /// What each further line begins with.
  private func lineBreak(_ line: TranscriptLine) -> String {
    let start = lineStarts[line.line - 1]
    let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    let isWindows = end > start && text[end - 1] == UInt8(ascii: "\r")
    let indentation = String(decoding: text[start..<mark(line)], as: UTF8.self)
    return (isWindows ? "\r\n" : "\n") + indentation + TranscriptLine.mark + " "
  }

  private mutating func replace(_ range: Range<Int>, on line: TranscriptLine, _ lines: [String]) {
    let mark = mark(line)
    changes.append((mark + range.lowerBound..<mark + range.upperBound, lines.joined(separator: lineBreak(line))))
  }

  /// Replaces a part of a body.
  private mutating func replace(_ range: Range<Int>, _ expected: ExpectedResponse, _ lines: [String]) {
    let (first, start) = expected.lineAndByte(at: range.lowerBound)
    let (last, end) = expected.lineAndByte(at: range.upperBound)
    let places = mark(expected.lines[first]) + start..<mark(expected.lines[last]) + end
    changes.append((places, lines.joined(separator: lineBreak(expected.lines[first]))))
  }

  /// Takes what is said of a response that doesn't come any more.
  mutating func remove(_ expected: ExpectedResponse) { expected.lines.forEach { removeLine($0) } }

  /// Replaces all that is said of a response. What stands between the lines stays.
  private mutating func replaceAll(_ expected: ExpectedResponse, _ lines: [String]) {
    let first = expected.lines[0]
    let start = first.text.utf8.count - first.content.utf8.count
    replace(start..<first.text.utf8.count, on: first, lines)
    for line in expected.lines.dropFirst() { removeLine(line) }
  }

  /// Replaces the line of a body that is not JSON.
  private mutating func replaceLines(_ range: Range<Int>, _ lines: [String], _ expected: ExpectedResponse) {
    let line = expected.lines[expected.lineAndByte(at: range.lowerBound).line]
    guard !lines.isEmpty else { return removeLine(line) }
    let start = line.text.utf8.count - line.content.utf8.count
    replace(start..<line.text.utf8.count, on: line, lines)
  }

  private mutating func addLines(_ lines: [String], _ expected: ExpectedResponse) {
    guard let last = expected.lines.last else { return }
    replace(last.text.utf8.count..<last.text.utf8.count, on: last, [""] + lines)
  }

  private mutating func removeLine(_ line: TranscriptLine) {
    let end = line.line < lineStarts.count ? lineStarts[line.line] : text.count
    changes.append((lineStarts[line.line - 1]..<end, ""))
  }
}

/// The values of a response, as they are written into a transcript.
struct ResponseValues {
  let root: JSONValue
  let schema: Schema

  /// The lines of a value, those behind the first indented.
  func lines(
    _ replacement: TranscriptMismatch.Replacement, _ writer: inout PlaceholderWriter, indentation: Int
  ) -> [String] {
    var (value, schema) = (root, schema)
    var isSecret = false
    for key in replacement.path {
      schema = schema.alternative(for: value)
      isSecret = isSecret || schema.isSecret
      switch (key, value) {
      case (.name(let name), .object(let object)):
        schema = schema.memberSchema(name)
        value = object[name] ?? .null
      case (.index(let index), .array(let elements)), (.thing(let index, _, _), .array(let elements)):
        schema = schema.elementSchema
        value = elements.indices.contains(index) ? elements[index] : .null
      default: return [Placeholder(.any).text]
      }
    }
    let node = writer.node(value, schema, isSecret: isSecret)
    let name = replacement.name.map { PlaceholderWriter.escaped(CaptureQuery.literal($0)) + ": " } ?? ""
    var lines = TranscriptLayout.lines(node, indentation: indentation)
    lines[0] = name + lines[0]
    return lines
  }
}
