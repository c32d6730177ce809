/// Takes a JSON text as it comes, and keeps the parts of it that somebody wants. All of the text is checked.
///
/// What is kept is JSON too: a container that is cut has fewer members or elements, and no white space between them.
package struct JSONSieve: Sendable {
  /// What is kept.
  package struct Kept: Sendable {
    package var bytes: [UInt8]
    /// The places that elements have in the list of the whole text, where some in front of them are gone, by where they
    /// begin in ``bytes``.
    package var places: [Int: Int] = [:]

    package init(bytes: [UInt8] = []) {
      self.bytes = bytes
    }
  }

  private enum State {
    case value, elementOrEnd, name, nameOrEnd, commaOrEnd, end
  }

  /// A container of which parts are wanted.
  private struct Frame {
    let isObject: Bool
    let selection: JSONSelection
    /// Whether something is kept of it.
    var hasKept = false
    /// How many elements have begun.
    var count = 0
    /// How many elements that nobody asked for are still kept.
    var room = 0
    /// Where the element that comes begins in what is kept.
    var start = 0
    /// Whether that is kept, as far as is known.
    var keepsElement = false
    /// Whether an element in front of it is gone.
    var hasGap = false
    /// The texts that make it one of the things that are wanted, by the names of its members.
    var wanted: [String: Set<String>] = [:]
    /// Those of the member that comes.
    var awaited: Set<String>?
    var isWanted = false
  }

  private var kept = Kept()
  /// What could not be read yet, because it goes on.
  private var unread: [UInt8] = []
  /// So long it has to be before it is looked at again.
  private var nextLook = 0
  private var problem: JSONError?
  private var state = State.value
  private var frames: [Frame] = []
  /// What is wanted of the value that comes; nil for nothing.
  private var next: JSONSelection?
  /// The brackets inside of a value that is kept whole or passed over.
  private var nesting = Nesting()
  private var isCopied = false
  /// Where it begins that was not copied yet.
  private var copyStart = 0
  /// Where the token that is being read begins.
  private var mark = 0
  /// A mistake in a token shows in fewer bytes than this.
  private static let longestDoubt = 16

  package init(_ selection: JSONSelection) {
    next = selection
  }

  /// Takes the next bytes.
  package mutating func take(_ bytes: [UInt8]) {
    guard problem == nil else { return }
    unread += bytes
    if unread.count >= nextLook { look(isLast: false) }
  }

  /// Ends the text.
  package mutating func finish() throws(JSONError) -> Kept {
    if problem == nil { look(isLast: true) }
    if let problem { throw problem }
    return kept
  }

  private mutating func look(isLast: Bool) {
    let bytes = unread
    unread = []
    mark = 0
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        if isLast { problem = JSONError(message: "the text ends too early", line: 1, column: 1, offset: 0) }
        return
      }
      var parser = unsafe JSONParser(base, buffer.count, PathReach(), JSONValue.usualRoom) { false }
      do throws(JSONError) { unsafe try read(&parser, isLast: isLast) } catch {
        // What ends too early may go on.
        if isLast || error.offset + Self.longestDoubt < buffer.count { problem = error }
      }
    }
    if nesting.depth > 0, isCopied { kept.bytes += bytes[copyStart..<mark] }
    copyStart = 0
    unread = Array(bytes[mark...])
    // A long text is not read again for each part of it.
    nextLook = unread.count > 1 << 12 ? unread.count * 2 : 0
  }

  /// Reads one token after another. Nothing changes before a token has been read whole.
  private mutating func read(_ parser: inout JSONParser, isLast: Bool) throws(JSONError) {
    while true {
      switch state {
      case .value: unsafe try value(&parser, isLast)
      case .elementOrEnd:
        if unsafe try parser.next() == UInt8(ascii: "]") {
          unsafe end(&parser)
        } else {
          unsafe try value(&parser, isLast)
        }
      case .nameOrEnd:
        if unsafe try parser.next() == UInt8(ascii: "}") { unsafe end(&parser) } else { unsafe try name(&parser) }
      case .name: unsafe try name(&parser)
      case .commaOrEnd:
        let isObject = nesting.depth > 0 ? nesting.isObject : frames[frames.count - 1].isObject
        if unsafe try parser.hasNextElement(isObject) {
          state = isObject ? .name : .value
        } else {
          unsafe parser.index -= 1
          unsafe end(&parser)
        }
      case .end:
        unsafe try parser.checkEnd()
        unsafe mark = parser.index
        return
      }
      unsafe mark = parser.index
    }
  }

  // MARK: - Values

  private mutating func value(_ parser: inout JSONParser, _ isLast: Bool) throws(JSONError) {
    let byte = unsafe try parser.next()
    let start = unsafe parser.index
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      unsafe try parser.check(frames.count + nesting.depth)
      unsafe parser.index += 1
      return unsafe open(isObject: byte == UInt8(ascii: "{"), parser)
    }
    var text: StringRange?
    switch byte {
    case UInt8(ascii: "\""): text = unsafe try parser.stringRange()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      unsafe try parser.skipNumber()
      // There may be more digits.
      if !isLast, unsafe parser.index == parser.count { throw unsafe parser.error("the text ends too early") }
    default: unsafe try parser.skipLiteral(byte)
    }
    state = .commaOrEnd
    if nesting.depth > 0 { return }
    begin()
    if let text, let awaited = frames.last?.awaited, awaited.contains(unsafe parser.text(text)) {
      frames[frames.count - 1].isWanted = true
    }
    if next != nil {
      unsafe kept.bytes += UnsafeBufferPointer(start: parser.bytes + start, count: parser.index - start)
    }
    finishValue(isThing: false)
  }

  private mutating func open(isObject: Bool, _ parser: JSONParser) {
    state = isObject ? .nameOrEnd : .elementOrEnd
    if nesting.depth > 0 { return nesting.open(isObject: isObject) }
    begin()
    let sign = isObject ? UInt8(ascii: "{") : UInt8(ascii: "[")
    switch (next, isObject) {
    case (nil, _): isCopied = false
    case (.kind?, _):
      kept.bytes += [sign, sign + 2]
      isCopied = false
    case (.members?, true), (.elements?, false), (.things?, false):
      kept.bytes.append(sign)
      return frames.append(frame(isObject))
    default:
      isCopied = true
      unsafe copyStart = parser.index - 1
    }
    nesting.open(isObject: isObject)
  }

  private func frame(_ isObject: Bool) -> Frame {
    var frame = Frame(isObject: isObject, selection: next ?? .kind)
    if case .things(_, _, let others)? = next { frame.room = others }
    if isObject, case .things(_, let wanted, _)? = frames.last?.selection { frame.wanted = wanted }
    return frame
  }

  /// An element of a list begins: whether it is wanted, and the comma in front of it.
  private mutating func begin() {
    guard let top = frames.indices.last, !frames[top].isObject else { return }
    switch frames[top].selection {
    case .elements(let selections, let others):
      next = frames[top].count < selections.count ? selections[frames[top].count] : others ? .whole : nil
    case .things(let each, _, _): next = each
    default: next = .whole
    }
    frames[top].start = kept.bytes.count
    frames[top].keepsElement = next != nil
    if next != nil, frames[top].hasKept { kept.bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func name(_ parser: inout JSONParser) throws(JSONError) {
    let range = unsafe try parser.nameRange()
    state = .value
    if nesting.depth > 0 { return }
    let top = frames.count - 1
    guard case .members(let members, let others) = frames[top].selection else { return }
    let name = unsafe parser.text(range)
    next = members[name] ?? (others ? .whole : nil)
    frames[top].awaited = frames[top].wanted.isEmpty ? nil : frames[top].wanted[name]
    guard next != nil else { return }
    if frames[top].hasKept { kept.bytes.append(UInt8(ascii: ",")) }
    frames[top].hasKept = true
    unsafe kept.bytes += UnsafeBufferPointer(start: parser.bytes + range.start - 1, count: range.end - range.start + 2)
    kept.bytes.append(UInt8(ascii: ":"))
  }

  /// A container ends with the sign that comes.
  private mutating func end(_ parser: inout JSONParser) {
    unsafe parser.index += 1
    state = .commaOrEnd
    if nesting.depth > 0 {
      nesting.close()
      guard nesting.depth == 0 else { return }
      if isCopied {
        unsafe kept.bytes += UnsafeBufferPointer(start: parser.bytes + copyStart, count: parser.index - copyStart)
      }
      return finishValue(isThing: false)
    }
    let frame = frames.removeLast()
    kept.bytes.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    finishValue(isThing: frame.isWanted)
  }

  /// A value of a container of which parts are wanted has ended, or the whole text.
  private mutating func finishValue(isThing: Bool) {
    guard let top = frames.indices.last else { return state = .end }
    guard !frames[top].isObject else { return frames[top].awaited = nil }
    defer { frames[top].count += 1 }
    if case .things = frames[top].selection, !isThing {
      guard frames[top].room > 0 else {
        kept.bytes.removeLast(kept.bytes.count - frames[top].start)
        return frames[top].hasGap = true
      }
      frames[top].room -= 1
    }
    guard frames[top].keepsElement else { return }
    if frames[top].hasGap { kept.places[frames[top].start + (frames[top].hasKept ? 1 : 0)] = frames[top].count }
    frames[top].hasKept = true
  }
}
