internal import CZlib
internal import FeltAPI

/// Unpacks a body sent with `Content-Encoding: gzip` or `deflate`. Sources: RFC 1950, 1951, 1952; zlib.h.
@safe final class Inflater: Decompressor {
  private(set) var isComplete = false
  private(set) var packedCount = 0
  /// Allocated, because zlib keeps its address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var hasBegun = false
  private let isGzip: Bool
  private static let pieceSize = 1 << 16

  /// - Parameter encoding: in lower case.
  /// - Returns: nil for what is neither gzip nor deflate.
  init?(_ encoding: String) {
    switch encoding {
    case "gzip", "x-gzip": isGzip = true
    case "deflate": isGzip = false
    default: return nil
    }
    unsafe stream.initialize(to: z_stream())
  }

  deinit {
    if hasBegun { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  func unpack(_ packed: [UInt8], _ take: ([UInt8]) throws -> Void) throws {
    try unsafe packed.withUnsafeBufferPointer { buffer in
      // zlib doesn't write to its input.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: buffer.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(buffer.count)
      // A piece that was filled may not have held all that zlib has.
      var mayHaveMore = false
      while unsafe stream.pointee.avail_in > 0 || mayHaveMore {
        if !mayHaveMore, let next = unsafe stream.pointee.next_in?.pointee { try prepare(for: next) }
        let piece = try nextPiece()
        mayHaveMore = !isComplete && piece.count == Self.pieceSize
        if !piece.isEmpty { try take(piece) }
      }
    }
  }

  /// Begins the data, or another member of it, with its first byte; in the middle of it does nothing.
  private func prepare(for byte: UInt8) throws(TransportError) {
    if isComplete {
      guard isGzip, byte == 0x1F, unsafe inflateReset(stream) == Z_OK else {
        throw TransportError.defect(.bytesAfterCompression)
      }
      isComplete = false
    } else if !hasBegun {
      // Servers send deflate with the header of zlib, as is right, and without it.
      let hasHeader = isGzip || (byte & 0x0F == 8 && byte >> 4 <= 7)
      let bits = hasHeader ? MAX_WBITS + 32 : -MAX_WBITS
      let size = unsafe Int32(MemoryLayout<z_stream>.size)
      guard unsafe inflateInit2_(stream, bits, ZLIB_VERSION, size) == Z_OK else {
        throw TransportError(.other("zlib could not be started"), mayHaveHappened: true)
      }
      hasBegun = true
    }
  }

  private func nextPiece() throws(TransportError) -> [UInt8] {
    var code = Z_OK
    let available = unsafe stream.pointee.avail_in
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
      unsafe stream.pointee.next_out = space.baseAddress
      unsafe stream.pointee.avail_out = UInt32(Self.pieceSize)
      code = unsafe inflate(stream, Z_NO_FLUSH)
      count = unsafe Self.pieceSize - Int(stream.pointee.avail_out)
    }
    packedCount += unsafe Int(available - stream.pointee.avail_in)
    switch code {
    case Z_STREAM_END: isComplete = true
    // Z_BUF_ERROR: there was nothing more to unpack.
    case Z_OK, Z_BUF_ERROR: break
    default:
      let detail = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib's error \(code)"
      throw TransportError.defect(.damagedCompression(detail))
    }
    return piece
  }
}
