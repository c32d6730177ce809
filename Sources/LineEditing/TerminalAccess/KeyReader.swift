import Terminal

/// Reads keys from a terminal: bytes become characters and special keys, and signals are looked at before each wait.
final class KeyReader {
  /// Why no more keys come.
  enum Ending: Equatable {
    case interrupted
    case endOfInput
    case terminated(Int32)
    case failed(Int32)
  }

  /// How long the rest of a sequence may take after the escape character, in milliseconds.
  private static let sequencePatience: Int32 = 40
  var bytes: TerminalBytes
  private var returned: [Key] = []
  private let interrupts: Interrupts

  /// Called when a key has come, before it does anything.
  var onKey: () -> Void = {}
  /// Called for what happens to the terminal while a key is awaited: another size, stop and continuation.
  var onTerminalChange: (Interrupts.Pending) -> Void = { _ in }
  /// Whether sequences that mean nothing here are handed on as they are, because the user has bound some.
  var passesUnknownSequences = false

  /// Why the last key that was asked for did not come.
  private(set) var ending: Ending?
  private var hasReadMark = false
  /// How many keys were asked for.
  private(set) var delivered = 0

  init(descriptor: Int32, interrupts: Interrupts) {
    bytes = TerminalBytes(descriptor: descriptor, wake: interrupts.descriptor)
    self.interrupts = interrupts
  }

  /// Whether something was typed, or pasted, that has not been read.
  var hasPendingInput: Bool { !returned.isEmpty || bytes.hasPending }

  /// Forgets the last ending, for a new line.
  func begin() {
    ending = nil
  }

  /// Whether a character that takes no column was read since the last time.
  func takeMark() -> Bool {
    defer { hasReadMark = false }
    return hasReadMark
  }

  /// Gives a key back, to be asked for again.
  func giveBack(_ key: Key) {
    returned.append(key)
  }

  /// Forgets what was read and not used.
  func discard() {
    returned.removeAll()
    bytes.discard()
  }

  /// The next key; nil with `ending` set when none comes.
  func next() -> Key? {
    delivered &+= 1
    defer { onKey() }
    if let key = returned.popLast() {
      return key
    }
    guard let first = nextByte() else { return nil }
    switch first {
    case 0x1B: return escape()
    case ..<0x80: return .character(Unicode.Scalar(first))
    default: return multibyte(first)
    }
  }

  private func nextByte() -> UInt8? {
    guard ending == nil else { return nil }
    while true {
      if interrupts.hasPending, attendToSignals() {
        return nil
      }
      let outcome = bytes.next()
      if case .byte(let byte) = outcome {
        return byte
      }
      if end(for: outcome) {
        return nil
      }
    }
  }

  /// A byte of a sequence that has begun; nil when it doesn't follow at once.
  private func followingByte() -> UInt8? {
    guard case .byte(let byte) = bytes.next(milliseconds: Self.sequencePatience) else { return nil }
    return byte
  }

  private func escape() -> Key {
    let alone = Key.character("\u{1B}")
    guard let second = followingByte() else { return alone }
    var sequence = [second]
    switch second {
    case UInt8(ascii: "["):
      while sequence.count < 32, let byte = followingByte() {
        sequence.append(byte)
        if (0x40...0x7E).contains(byte) {
          return named(SpecialKey(parameters: sequence[1...].dropLast(), final: byte), sequence)
        }
      }
    case UInt8(ascii: "O"):
      if let byte = followingByte() {
        sequence.append(byte)
        return named(SpecialKey(parameters: [], final: byte), sequence)
      }
    case 0x0D:
      return .special(.newline)
    default: break
    }
    bytes.giveBack(sequence)
    return alone
  }

  private func named(_ key: SpecialKey, _ sequence: [UInt8]) -> Key {
    if key == .ignored, passesUnknownSequences {
      bytes.giveBack(sequence)
      return .character("\u{1B}")
    }
    return .special(key)
  }

  private func multibyte(_ first: UInt8) -> Key? {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var sequence = [first]
    while sequence.count < length, first >= 0xC2, let byte = followingByte() {
      guard byte & 0xC0 == 0x80 else {
        bytes.giveBack([byte])
        break
      }
      sequence.append(byte)
    }
    // A C1 control would be taken for one of this program's key codes.
    let scalar = String(decoding: sequence, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    if DisplayWidth.of(scalar) == 0 {
      hasReadMark = true
    }
    return .character((0x80...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar)
  }

  /// Acts on the signals that have arrived; true when they end the line.
  private func attendToSignals() -> Bool {
    let pending = interrupts.consume()
    if let number = pending.terminationSignal {
      ending = .terminated(number)
    } else if pending.contains(.interrupt) {
      // As the terminal does with what it has not given yet.
      discard()
      ending = .interrupted
    } else if !pending.isEmpty {
      onTerminalChange(pending)
    }
    return ending != nil
  }

  /// Whether this outcome ends the line.
  func end(for outcome: TerminalBytes.Outcome) -> Bool {
    switch outcome {
    case .byte, .timeout: return false
    case .signal: return attendToSignals()
    case .end: ending = .endOfInput
    case .failed(let code): ending = .failed(code)
    }
    // A terminal that is gone says so by a signal too, which may come a moment later, and that tells the shell to leave
    // quietly.
    bytes.awaitSignal(milliseconds: 500)
    if let number = interrupts.consume().terminationSignal {
      ending = .terminated(number)
    }
    return true
  }
}
