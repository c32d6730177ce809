extension String {
  /// Whether the bytes of another text stand somewhere in this one. `contains` compares characters, which takes ten
  /// times as long, and to which a letter with a combining mark is another letter.
  package func containsBytes(of text: String) -> Bool {
    var (whole, part) = (self, text)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let first = unsafe part.first else { return true }
        guard part.count <= whole.count else { return false }
        for start in 0...(whole.count - part.count) where unsafe whole[start] == first {
          if unsafe whole[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
      }
    }
  }
}
