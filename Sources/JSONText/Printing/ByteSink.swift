/// Bytes on their way out: in memory that somebody else holds, and where that doesn't suffice, in memory of its own.
@safe struct ByteSink: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var ownsMemory = false
  private(set) var count = 0

  @unsafe init(_ base: UnsafeMutablePointer<UInt8>, capacity: Int) {
    unsafe self.base = base
    self.capacity = capacity
  }

  deinit {
    if ownsMemory { unsafe base.deallocate() }
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

  /// What was written beyond the memory that somebody else holds; empty while that sufficed.
  var overflow: [UInt8] {
    ownsMemory ? unsafe Array(UnsafeBufferPointer(start: base, count: count)) : []
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.moveInitialize(from: base, count: count)
    if ownsMemory { unsafe base.deallocate() }
    unsafe base = moved
    capacity = larger
    ownsMemory = true
  }
}
