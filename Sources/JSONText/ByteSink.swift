/// Bytes on their way out, in memory that is written without a check for each of them.
@safe struct ByteSink: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 256)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Makes room for `extra` more bytes, which the methods below rely on.
  @inline(__always)
  mutating func reserve(_ extra: Int) {
    if capacity - count < extra { grow(extra) }
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = moved
    capacity = larger
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    unsafe base[count] = byte
    count &+= 1
  }

  @inline(__always)
  @unsafe mutating func put(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    unsafe (base + count).update(from: bytes, count: length)
    count &+= length
  }

  /// Copies a short text; `readable` bytes are there behind its beginning.
  @inline(__always)
  @unsafe mutating func putShort(_ bytes: UnsafePointer<UInt8>, _ length: Int, readable: Int) {
    if length <= 32 && readable >= 32 {
      let text = unsafe UnsafeRawPointer(bytes).loadUnaligned(as: SIMD32<UInt8>.self)
      unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: text, as: SIMD32<UInt8>.self)
    } else {
      unsafe (base + count).update(from: bytes, count: length)
    }
    count &+= length
  }

  /// Writes `length` spaces, for which and 64 bytes more room was made.
  @inline(__always)
  mutating func putSpaces(_ length: Int) {
    // Room for a whole vector is always there; what is too much is written over.
    if length <= 64 {
      unsafe UnsafeMutableRawPointer(base + count).storeBytes(
        of: SIMD64<UInt8>(repeating: 0x20), as: SIMD64<UInt8>.self)
    } else {
      unsafe (base + count).update(repeating: 0x20, count: length)
    }
    count &+= length
  }

  @inline(__always)
  mutating func put(_ ink: Ink) {
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: ink.bytes, as: SIMD32<UInt8>.self)
    count &+= ink.length
  }

  func append(to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// Takes the last `length` bytes back.
  mutating func drop(_ length: Int) {
    count = max(0, count - length)
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
