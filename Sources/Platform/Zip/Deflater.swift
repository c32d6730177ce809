internal import CZlib

/// Packs bytes as a ZIP archive has them: deflate without a header. Sources: RFC 1951, zlib.h.
@safe final class Deflater {
  /// Allocated, because zlib keeps its address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private static let pieceSize = 1 << 16

  /// - Returns: nil when there is no memory for it.
  init?() {
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard
      unsafe deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return nil }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Packs the next bytes.
  ///
  /// - Parameter isLast: whether none follow.
  /// - Returns: what is ready of the packed bytes, which may be nothing.
  func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var packed: [UInt8] = []
    unsafe bytes.withUnsafeBufferPointer { buffer in
      // zlib doesn't write to its input.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: buffer.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(buffer.count)
      while true {
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
          unsafe stream.pointee.next_out = space.baseAddress
          unsafe stream.pointee.avail_out = UInt32(Self.pieceSize)
          unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          count = unsafe Self.pieceSize - Int(stream.pointee.avail_out)
        }
        packed += piece
        if piece.count < Self.pieceSize { break }
      }
    }
    return packed
  }
}

/// The checksum that a ZIP archive has of each file. Source: zlib.h.
struct Checksum32 {
  private(set) var value: UInt32 = 0

  mutating func take(_ bytes: [UInt8]) {
    value = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe UInt32(truncatingIfNeeded: crc32(UInt(value), buffer.baseAddress, UInt32(buffer.count)))
    }
  }
}
