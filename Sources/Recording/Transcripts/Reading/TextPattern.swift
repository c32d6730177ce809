/// A text of a transcript, of which parts may be placeholders.
struct TextPattern {
  enum Piece {
    case literal([UInt8])
    case placeholder(Placeholder)
  }

  private(set) var pieces: [Piece] = []

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if case .literal(let before)? = pieces.last {
      pieces[pieces.count - 1] = .literal(before + bytes)
    } else {
      pieces.append(.literal(bytes))
    }
  }

  /// Adds a placeholder; of very many the last are text.
  mutating func append(_ placeholder: Placeholder) {
    if pieces.count < Self.mostPieces {
      pieces.append(.placeholder(placeholder))
    } else {
      append(Array(placeholder.text.utf8))
    }
  }

  /// So deep the pieces are matched inside of one another.
  private static let mostPieces = 200

  /// The text, when no placeholder is in it.
  var literal: String? {
    switch pieces.count {
    case 0: ""
    case 1: if case .literal(let bytes) = pieces[0] { String(decoding: bytes, as: UTF8.self) } else { nil }
    default: nil
    }
  }

  /// The placeholders in it, in order.
  var placeholders: [Placeholder] {
    pieces.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
  }

  /// How a text fits.
  ///
  /// - Parameter bound: what a named placeholder stands for already.
  /// - Returns: what each named placeholder stands for; nil when the text doesn't fit.
  func match(_ text: String, _ bound: @escaping (Placeholder) -> String?) -> [(Placeholder, String)]? {
    var matcher = Matcher(pieces: pieces, text: Array(text.utf8), bound: bound)
    return matcher.match(0, 0) ? matcher.found.reversed() : nil
  }

  /// Tries the pieces one after another, and remembers where the rest doesn't fit: no text takes long.
  private struct Matcher {
    let pieces: [Piece]
    let text: [UInt8]
    let bound: (Placeholder) -> String?
    /// What named placeholders are, the last first.
    var found: [(Placeholder, String)] = []
    private var failed: Set<Int> = []
    /// How many places may still be tried: a text that fits in countless ways fits in none.
    private var room = 1_000_000

    init(pieces: [Piece], text: [UInt8], bound: @escaping (Placeholder) -> String?) {
      self.pieces = pieces
      self.text = text
      self.bound = bound
    }

    mutating func match(_ piece: Int, _ start: Int) -> Bool {
      guard piece < pieces.count else { return start == text.count }
      let key = piece * (text.count + 1) + start
      if failed.contains(key) { return false }
      let fits =
        switch pieces[piece] {
        case .literal(let bytes): text[start...].starts(with: bytes) && match(piece + 1, start + bytes.count)
        case .placeholder(let placeholder): match(placeholder, piece, start)
        }
      if !fits { failed.insert(key) }
      return fits
    }

    private mutating func match(_ placeholder: Placeholder, _ piece: Int, _ start: Int) -> Bool {
      if let value = bound(placeholder) {
        let bytes = Array(value.utf8)
        return text[start...].starts(with: bytes) && match(piece + 1, start + bytes.count)
      }
      if piece == pieces.count - 1 {
        return placeholder.kind.accepts(text[start...]) && take(placeholder, start..<text.count)
      }
      // The longest first: an id goes on as long as it can.
      let limit = start + placeholder.kind.reach(in: text[start...])
      for end in (start...limit).reversed() {
        room -= 1
        if room < 0 { return false }
        guard isFollowed(piece, end) else { continue }
        if placeholder.kind.accepts(text[start..<end]), match(piece + 1, end) {
          return take(placeholder, start..<end)
        }
      }
      return false
    }

    /// Whether what follows a piece can begin at a place.
    private func isFollowed(_ piece: Int, _ place: Int) -> Bool {
      if case .literal(let bytes) = pieces[piece + 1] { text[place...].starts(with: bytes) } else { true }
    }

    private mutating func take(_ placeholder: Placeholder, _ range: Range<Int>) -> Bool {
      if placeholder.name != nil { found.append((placeholder, String(decoding: text[range], as: UTF8.self))) }
      return true
    }
  }
}
