extension KeyReader {
  /// A paste is cut here, in bytes.
  private static let pasteLimit = 64 << 20
  /// How long the terminal may pause within a paste, in milliseconds.
  private static let pastePatience: Int32 = 50

  private static let pasteStart: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x30, 0x7E]
  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  /// What the terminal sends up to the end of a paste, with line ends as newlines and without other control characters;
  /// nil with `ending` set when that end doesn't come.
  func paste() -> String? {
    var text: [UInt8] = []
    while true {
      let (chunk, obstacle) = bytes.chunk()
      if let obstacle, end(for: obstacle) {
        return nil
      }
      let searched = max(0, text.count - Self.pasteEnd.count + 1)
      text += chunk
      if let found = text[searched...].firstRange(of: Self.pasteEnd) {
        let following = Array(text[found.upperBound...])
        text.removeSubrange(found.lowerBound...)
        text += restOfPaste(following)
        return PastedText.clean(text)
      }
      if text.count > Self.pasteLimit + Self.pasteEnd.count {
        text.removeSubrange(Self.pasteLimit..<(text.count - Self.pasteEnd.count))
      }
    }
  }

  /// What belongs to the paste of the bytes that follow an end marker; the others are given back, as keys.
  ///
  /// The text that is pasted can hold an end marker, followed by lines that must not run. The terminal sends its own
  /// marker after all of it, so a second one without a beginning shows that the first was text.
  private func restOfPaste(_ following: [UInt8]) -> [UInt8] {
    var following = following
    while following.count < Self.pasteLimit {
      let (chunk, obstacle) = bytes.chunk(milliseconds: Self.pastePatience)
      following += chunk
      if obstacle != nil { break }
    }
    let length = Self.lastUnopenedEnd(in: following)
    bytes.giveBack(following[length...])
    return Self.withoutEnds(following[..<length])
  }

  /// The bytes without end markers.
  private static func withoutEnds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = bytes
    while let found = rest.firstRange(of: pasteEnd) {
      kept += rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
    }
    return kept + rest
  }

  /// How many bytes there are up to the last end marker that no start marker belongs to.
  private static func lastUnopenedEnd(in bytes: [UInt8]) -> Int {
    var (position, found) = (0, 0)
    var isOpen = false
    while let escape = bytes[position...].firstIndex(of: 0x1B) {
      let rest = bytes[escape...]
      position = escape + 1
      if rest.starts(with: pasteStart) {
        isOpen = true
      } else if rest.starts(with: pasteEnd) {
        position = escape + pasteEnd.count
        if !isOpen { found = position }
        isOpen = false
      }
    }
    return found
  }
}
