/// Lays JSON out while it comes: order, digits and escapes stay as they are, memory grows with the nesting alone.
///
/// What was right before an error has been given out when the error is thrown. Source: RFC 8259.
package struct JSONPrinter: ~Copyable {
  private var core: PrinterCore
  private var sink = ByteSink(capacity: 1 << 12)
  /// The beginning of a token whose rest has not come yet.
  private var pending: [UInt8] = []
  private var consumed = 0
  private var hasOutput = false
  /// A number longer than this is taken for an attack.
  private static let longestToken = 1 << 20

  package init(style: JSONStyle = JSONStyle()) {
    core = PrinterCore(style)
  }

  /// How many bytes were not UTF-8; each is shown as `\ufffd`.
  package var invalidByteCount: Int { core.invalidByteCount }
  /// How many halves of surrogate pairs stood alone; they stay the escapes that they are.
  package var loneSurrogateCount: Int { core.loneSurrogateCount }

  /// Takes the next bytes and lays out what they complete.
  package mutating func print(_ chunk: [UInt8], into out: inout [UInt8]) throws(JSONError) {
    try run(pending.isEmpty ? chunk : pending + chunk, isFinal: false, &out)
  }

  /// Lays out the rest, and ends the last line.
  ///
  /// - Throws: ``JSONError`` when the text is not complete.
  package mutating func finish(into out: inout [UInt8]) throws(JSONError) {
    try run(pending, isFinal: true, &out)
    guard core.isComplete else { throw core.error("the text ends too early", at: consumed) }
    if hasOutput { out.append(UInt8(ascii: "\n")) }
  }

  private mutating func run(_ bytes: [UInt8], isFinal: Bool, _ out: inout [UInt8]) throws(JSONError) {
    var problem: JSONError?
    var used = 0
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      do throws(JSONError) {
        used = unsafe try core.process(base, buffer.count, offset: consumed, isFinal: isFinal, &sink)
      } catch {
        problem = error
      }
    }
    if sink.count > 0 { hasOutput = true }
    sink.empty(into: &out)
    if let problem { throw problem }
    consumed += used
    pending = used == bytes.count ? [] : Array(bytes[used...])
    if pending.count > Self.longestToken { throw core.error("this number is too long", at: consumed) }
  }
}
