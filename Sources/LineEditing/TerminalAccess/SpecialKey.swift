/// A key that terminals send as a sequence of bytes, and that reaches libedit as one character.
///
/// The characters are C1 controls, which nobody types in UTF-8. One character instead of a sequence means that the
/// escape key of vi's keys need not wait for what might follow it, and that no terminal description is asked.
enum SpecialKey: UInt8, CaseIterable {
  /// Not a key: asks for the line to be drawn again where it changed.
  case refresh = 0x80
  /// The terminal says that pasted text follows.
  case paste = 0x81
  case up = 0x82
  case down = 0x83
  case left = 0x84
  case right = 0x85
  case wordLeft = 0x86
  case wordRight = 0x87
  case home = 0x88
  case end = 0x89
  case delete = 0x8A
  /// A key that means nothing here.
  case ignored = 0x8B
  /// Alt-Enter.
  case newline = 0x8C

  /// The key of a control sequence: what stands between `ESC [` and the final byte, and that byte.
  init(parameters: some Collection<UInt8>, final: UInt8) {
    let text = String(decoding: parameters, as: UTF8.self)
    switch (Character(Unicode.Scalar(final)), text) {
    case ("A", ""): self = .up
    case ("B", ""): self = .down
    case ("C", ""): self = .right
    case ("D", ""): self = .left
    case ("C", "1;5"), ("C", "1;3"), ("C", "5"): self = .wordRight
    case ("D", "1;5"), ("D", "1;3"), ("D", "5"): self = .wordLeft
    case ("H", ""), ("~", "1"), ("~", "7"): self = .home
    case ("F", ""), ("~", "4"), ("~", "8"): self = .end
    case ("~", "3"): self = .delete
    case ("~", "200"): self = .paste
    default: self = .ignored
    }
  }
}

/// What was typed.
enum Key: Equatable {
  case character(Unicode.Scalar)
  case special(SpecialKey)

  /// The number that libedit knows the key by.
  var code: UInt32 {
    switch self {
    case .character(let scalar): scalar.value
    case .special(let key): UInt32(key.rawValue)
    }
  }
}
