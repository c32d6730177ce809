internal import Execution
internal import FeltAPI
package import JSONText
package import Terminal

/// Shows a response or a document while it comes.
final class ResponseWriter {
  /// How the bytes are shown.
  private enum Layout {
    /// As they are.
    case raw
    /// As text on a terminal, made safe.
    case text
    /// JSON laid out for a person.
    case pretty
    /// Later, when all of it is there, or never.
    case nothing
  }

  let target: OutputTarget
  private let layout: Layout
  private var printer: JSONPrinter?
  private var text = SafeTextStream()
  private var layoutError: JSONError?
  private(set) var byteCount = 0
  /// What was laid out; its memory is used again for each piece.
  private var buffer: [UInt8] = []

  /// - Parameters:
  ///   - isRaw: whether the bytes are wanted as they came.
  ///   - isPretty: whether JSON is laid out although no person looks.
  init(_ head: Response.Head, _ output: ResolvedOutput, target: OutputTarget, isRaw: Bool, isPretty: Bool) {
    self.target = target
    let traits = target.traits
    if output.needsWholeBody {
      layout = .nothing
    } else if !traits.isTerminal, isRaw || !isPretty || output.isRedirected {
      layout = .raw
    } else if head.isJSON, !isRaw {
      layout = .pretty
      printer = JSONPrinter(style: traits.jsonStyle)
    } else if head.isText || head.isJSON {
      layout = traits.isTerminal ? .text : .raw
    } else {
      layout = traits.isTerminal ? .nothing : .raw
    }
  }

  /// Whether nothing is shown of a body because it is not text.
  func hidesBinary(_ head: Response.Head) -> Bool {
    guard case .nothing = layout, target.traits.isTerminal else { return false }
    return !head.isJSON && !head.isText && head.status != 204
  }

  func write(_ bytes: [UInt8]) throws {
    byteCount += bytes.count
    if target.paged?.isOver ?? false { return }
    buffer.removeAll(keepingCapacity: true)
    switch layout {
    case .nothing: return
    case .raw: return try target.write(bytes)
    case .text: text.write(bytes, into: &buffer)
    case .pretty:
      guard layoutError == nil else { return }
      do { try printer?.print(bytes, into: &buffer) } catch { layoutError = error }
    }
    try target.write(buffer, from: bytes)
  }

  /// Ends the body.
  ///
  /// - Returns: messages about a body that claimed to be JSON and was not, or not quite.
  func finish() throws -> [StyledText] {
    // Nothing is to be said of what a person has left, or of a body that isn't there.
    if (target.paged?.isOver ?? false) || byteCount == 0 { return [] }
    buffer.removeAll(keepingCapacity: true)
    var messages: [StyledText] = []
    switch layout {
    case .nothing, .raw: break
    case .text:
      text.finish(into: &buffer)
      endLine()
    case .pretty:
      do { if layoutError == nil { try printer?.finish(into: &buffer) } } catch { layoutError = error }
      endLine()
      messages += notice.map { [$0] } ?? []
    }
    // What is left has been looked through when it came.
    try target.write(buffer, from: [])
    if let layoutError {
      messages.append(StyledText("the response is not JSON from here on: \(layoutError.description)", .warning))
    }
    return messages
  }

  private func endLine() {
    guard byteCount > 0, (buffer.last ?? target.lastByte) != UInt8(ascii: "\n") else { return }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// What the text held that is not Unicode.
  private var notice: StyledText? {
    let bytes = printer?.invalidByteCount ?? 0
    let halves = printer?.loneSurrogateCount ?? 0
    let parts =
      (bytes > 0 ? ["\(Quantity.count(bytes, "byte")) not UTF-8, shown as \\ufffd"] : [])
      + (halves > 0 ? ["\(Quantity.count(halves, "surrogate")) without the other half, left as escapes"] : [])
    return parts.isEmpty
      ? nil : StyledText("the text is not quite Unicode: " + parts.joined(separator: "; "), .warning)
  }
}

/// Text that comes in pieces, made safe for a terminal.
struct SafeTextStream {
  /// The beginning of a character whose end has not come.
  private var rest: [UInt8] = []

  mutating func write(_ bytes: [UInt8], into buffer: inout [UInt8]) {
    rest += bytes
    var end = rest.count
    // A character has at most four bytes, of which the last three continue it.
    for back in 1...3 where rest.count >= back {
      let byte = rest[rest.count - back]
      guard byte >= 0x80 else { break }
      if byte >= 0xC0 {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        if length > back { end = rest.count - back }
        break
      }
    }
    // A carriage return and its newline are one line end.
    if end == rest.count, rest.last == UInt8(ascii: "\r") { end -= 1 }
    append(rest[..<end], to: &buffer)
    rest.removeFirst(end)
  }

  mutating func finish(into buffer: inout [UInt8]) {
    append(rest[...], to: &buffer)
    rest = []
  }

  private func append(_ bytes: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    buffer += SafeText.of(text, keepsLines: true).utf8
  }
}

extension ScreenTraits {
  /// How JSON looks here.
  package var jsonStyle: JSONStyle {
    JSONStyle(
      isEscaped: isTerminal ? DangerousCharacters.contains : nil, colors: palette.isColored ? palette.jsonColors : nil)
  }
}

extension Palette {
  fileprivate var jsonColors: JSONColors {
    JSONColors(
      key: start(of: .jsonKey), string: start(of: .jsonString), number: start(of: .jsonNumber),
      literal: start(of: .jsonLiteral), punctuation: start(of: .jsonPunctuation), reset: Palette.end)
  }
}
