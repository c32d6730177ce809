/// Lays JSON out while it comes: order, digits and escapes stay as they are, memory grows with the nesting alone.
///
/// What was right before an error has been given out when the error is thrown. Source: RFC 8259.
package struct JSONPrinter: ~Copyable {
  private var core: PrinterCore
  /// The beginning of a token whose rest has not come yet.
  private var pending: [UInt8] = []
  private var consumed = 0
  private var hasOutput = false
  /// A number longer than this is taken for an attack.
  private static let longestToken = 1 << 20
  /// Most tokens are shorter than this.
  private static let usualToken = 256

  package init(style: JSONStyle = JSONStyle()) {
    core = PrinterCore(style)
  }

  /// How many bytes were not UTF-8; each is shown as `\ufffd`.
  package var invalidByteCount: Int { core.invalidByteCount }
  /// How many halves of surrogate pairs stood alone; they stay the escapes that they are.
  package var loneSurrogateCount: Int { core.loneSurrogateCount }

  /// Takes the next bytes and lays out what they complete.
  package mutating func print(_ chunk: [UInt8], into out: inout [UInt8]) throws(JSONError) {
    var rest = chunk[...]
    if !pending.isEmpty {
      // The token ends soon in most cases, and what comes behind it needs no copy.
      let start = rest.prefix(Self.usualToken)
      try run((pending + start)[...], isFinal: false, &out)
      rest =
        pending.count <= start.count ? rest[(start.count - pending.count)...] : (pending + rest[start.count...])[...]
      pending = []
    }
    try run(rest, isFinal: false, &out)
  }

  /// Lays out the rest, and ends the last line.
  ///
  /// - Throws: ``JSONError`` when the text is not complete.
  package mutating func finish(into out: inout [UInt8]) throws(JSONError) {
    try run(pending[...], isFinal: true, &out)
    guard core.isComplete else { throw core.error("the text ends too early", at: consumed) }
    if hasOutput { out.append(UInt8(ascii: "\n")) }
  }

  private mutating func run(_ bytes: ArraySlice<UInt8>, isFinal: Bool, _ out: inout [UInt8]) throws(JSONError) {
    var problem: JSONError?
    var used = 0
    var overflow: [UInt8] = []
    let before = out.count
    // Laid-out text is seldom more than four times as long; what doesn't fit goes into the sink's own memory.
    out.append(addingCapacity: bytes.count * 4 + 4096) { span in
      unsafe span.withUnsafeMutableBufferPointer { space, count in
        unsafe bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress, let place = space.baseAddress else { return }
          var sink = unsafe ByteSink(place, capacity: space.count)
          do throws(JSONError) {
            used = unsafe try core.process(base, buffer.count, offset: consumed, isFinal: isFinal, &sink)
          } catch {
            problem = error
          }
          overflow = sink.overflow
          count = overflow.isEmpty ? sink.count : 0
        }
      }
    }
    out += overflow
    if out.count > before { hasOutput = true }
    if let problem { throw problem }
    consumed += used
    pending = Array(bytes.dropFirst(used))
    if pending.count > Self.longestToken { throw core.error("this number is too long", at: consumed) }
  }
}
