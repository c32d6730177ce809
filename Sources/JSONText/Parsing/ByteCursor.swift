/// A place in memory that bytes are written at, small enough for two registers. Who holds one has made room before.
@safe struct ByteCursor {
  private(set) var place: UnsafeMutablePointer<UInt8>
  private let end: UnsafeMutablePointer<UInt8>

  init(_ place: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>) {
    unsafe self.place = unsafe place
    unsafe self.end = unsafe end
  }

  /// How many bytes may still be written.
  @inline(__always)
  var room: Int { unsafe end - place }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    unsafe place.pointee = byte
    unsafe place += 1
  }

  @inline(__always)
  @unsafe mutating func put(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    unsafe place.update(from: bytes, count: length)
    unsafe place += length
  }

  /// Copies a short text; `readable` bytes are there after its beginning, and room for 32 of them here.
  @inline(__always)
  @unsafe mutating func putShort(_ bytes: UnsafePointer<UInt8>, _ length: Int, readable: Int) {
    if length <= 32 && readable >= 32 {
      unsafe putShort(bytes, length)
    } else {
      unsafe put(bytes, length)
    }
  }

  /// Copies a text of up to 32 bytes; as many are there after its beginning, and there is room for them here.
  @inline(__always)
  @unsafe mutating func putShort(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    unsafe put(UnsafeRawPointer(bytes).loadUnaligned(as: SIMD32<UInt8>.self), length)
  }

  /// Writes the first bytes of a vector; there has to be room for all of it.
  @inline(__always)
  mutating func put(_ vector: SIMD32<UInt8>, _ length: Int) {
    unsafe UnsafeMutableRawPointer(place).storeBytes(of: vector, as: SIMD32<UInt8>.self)
    unsafe place += length
  }

  /// Writes spaces; there has to be room for 32 more than asked for.
  @inline(__always)
  mutating func putSpaces(_ length: Int) {
    // A whole vector is stored; what is too much is written over.
    if length <= 32 {
      put(SIMD32(repeating: 0x20), length)
    } else {
      unsafe place.update(repeating: 0x20, count: length)
      unsafe place += length
    }
  }

  @inline(__always)
  mutating func put(_ ink: Ink) {
    put(ink.bytes, ink.length)
  }

  /// Writes a character as `\u001b`, as a surrogate pair where it needs two.
  mutating func putEscape(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
      put(UInt8(ascii: "\\"))
      put(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift)) & 15
        put(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}
