internal import FeltAPI
internal import Platform
internal import JSONText
internal import Terminal

/// Shows an answer while it comes, or puts it where it was asked to be, and keeps it if it is not too long.
final class AnswerWriter {
  /// Where the bytes go.
  enum Route {
    /// As they are.
    case raw
    /// Laid out for a person.
    case pretty(JSONStyle)
    /// Into a file.
    case file(FileWriter)
    /// Into a program's standard input.
    case program(ChildProgram)
    /// Nowhere: they are looked at afterwards.
    case kept
  }

  private let route: (Response.Head) throws -> Route
  private let screen: any Screen
  private var current: Route = .kept
  private var printer: JSONPrinter?
  private var layoutError: JSONError?
  private var endsInNewline = true
  private(set) var head: Response.Head?
  private(set) var byteCount = 0
  private var body: [UInt8] = []
  private let keeps: Keeping
  /// What the printer has laid out; its room is used again for each piece.
  private var laidOut: [UInt8] = []

  /// How much of the body stays in memory afterwards.
  enum Keeping {
    case nothing
    /// All of a body of so many bytes, and nothing of a longer one.
    case upTo(Int)
    case all
  }

  /// - Parameters:
  ///   - keeps: how much of the body is needed afterwards.
  ///   - route: asked once the head is there.
  init(screen: any Screen, keeps: Keeping, route: @escaping (Response.Head) throws -> Route) {
    self.screen = screen
    self.keeps = keeps
    self.route = route
  }

  /// Takes the next part of an answer.
  func receive(_ part: ResponsePart) throws {
    switch part {
    case .head(let head):
      self.head = head
      current = try route(head)
      if case .pretty(let style) = current { printer = JSONPrinter(style: style) }
    case .body(let bytes):
      byteCount += bytes.count
      if isKept { body += bytes } else { body = [] }
      try write(bytes)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    switch current {
    case .kept: break
    case .raw: try screen.write(bytes)
    case .file(let writer): try writer.write(bytes)
    case .program(let child): try child.write(bytes)
    case .pretty:
      guard layoutError == nil else { return }
      laidOut.removeAll(keepingCapacity: true)
      defer { endsInNewline = laidOut.last.map { $0 == UInt8(ascii: "\n") } ?? endsInNewline }
      do {
        try printer?.print(bytes, into: &laidOut)
      } catch {
        layoutError = error
      }
      if !laidOut.isEmpty { try screen.write(laidOut) }
    }
  }

  /// Ends what was begun: the file takes its place, the program its turn.
  ///
  /// - Returns: a message about an answer that claimed to be JSON and was not.
  func finish() throws -> String? {
    switch current {
    case .kept, .raw: break
    case .file(let writer): try writer.commit()
    case .program(let child): try child.finish()
    case .pretty:
      laidOut.removeAll(keepingCapacity: true)
      do { if layoutError == nil { try printer?.finish(into: &laidOut) } } catch { layoutError = error }
      if byteCount > 0, !(laidOut.last.map { $0 == UInt8(ascii: "\n") } ?? endsInNewline) {
        laidOut.append(UInt8(ascii: "\n"))
      }
      if !laidOut.isEmpty { try screen.write(laidOut) }
      if let notice = malformedNotice { screen.message(StyledText(notice, .warning)) }
    }
    return layoutError.map { "the answer is not JSON from here on: \($0.description)" }
  }

  /// What the text held that is no Unicode.
  private var malformedNotice: String? {
    let bytes = printer?.invalidByteCount ?? 0
    let halves = printer?.loneSurrogateCount ?? 0
    let parts =
      (bytes > 0 ? ["\(Units.count(bytes, "byte")) not UTF-8, shown as \\ufffd"] : [])
      + (halves > 0 ? ["\(Units.count(halves, "surrogate")) without the other half, left as escapes"] : [])
    return parts.isEmpty ? nil : "the text is not quite Unicode: " + parts.joined(separator: "; ")
  }

  /// Ends it without success: a file that was there stays as it was.
  func abandon() {
    if case .file(let writer) = current { writer.abandon() }
    if case .program(let child) = current { child.abandon() }
    if case .pretty = current, !endsInNewline { try? screen.write([UInt8(ascii: "\n")]) }
  }

  /// What was kept of the body.
  var keptBody: Exchange.Body {
    isKept ? .kept(body) : .dropped(byteCount)
  }

  private var isKept: Bool {
    switch keeps {
    case .nothing: byteCount == 0
    case .upTo(let limit): byteCount <= limit
    case .all: true
    }
  }
}
