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

  /// Writes `length` spaces.
  @inline(__always)
  mutating func putSpaces(_ length: Int) {
    unsafe (base + count).update(repeating: 0x20, count: length)
    count &+= length
  }

  mutating func put(_ bytes: [UInt8]) {
    reserve(bytes.count)
    for byte in bytes { put(byte) }
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
