/// Bytes on their way out, in memory that is used again and grows when it has to.
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

  /// A place to write at, with room for `extra` bytes and more.
  mutating func cursor(room extra: Int) -> ByteCursor {
    if capacity - count < extra { grow(extra) }
    return unsafe ByteCursor(base + count, end: base + capacity)
  }

  /// Takes what was written at the cursor that was given out last.
  mutating func keep(upTo cursor: ByteCursor) {
    unsafe count = cursor.place - base
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

  /// Gives out what was written, and begins anew in the same memory.
  mutating func empty(into bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    count = 0
  }
}
