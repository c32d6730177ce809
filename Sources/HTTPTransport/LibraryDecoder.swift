internal import CCurl
internal import FeltAPI

/// Unpacks a body sent with `Content-Encoding: br` or `zstd`, with the library that libcurl has for it. Sources: RFC
/// 7932, RFC 8878.
@safe final class LibraryDecoder: Decompressor {
  private(set) var isComplete = false
  private(set) var packedCount = 0
  private let decoder: OpaquePointer
  /// Whether another frame may follow the end of one.
  private let hasFrames: Bool
  private static let pieceSize = 1 << 16

  /// - Parameter encoding: in lower case.
  /// - Returns: nil for another encoding, and where libcurl doesn't have it.
  init?(_ encoding: String) {
    guard let decoder = unsafe ccurl_decoder_open(encoding) else { return nil }
    unsafe self.decoder = decoder
    hasFrames = encoding == "zstd"
  }

  deinit {
    unsafe ccurl_decoder_close(decoder)
  }

  func unpack(_ packed: [UInt8], _ take: ([UInt8]) throws -> Void) throws {
    try unsafe packed.withUnsafeBufferPointer { buffer in
      var next = buffer.baseAddress
      var remaining = buffer.count
      // A piece that was filled may not have held all that the library has.
      var mayHaveMore = false
      while remaining > 0 || mayHaveMore {
        if !mayHaveMore, isComplete, let byte = unsafe next?.pointee { try beginFrame(byte) }
        let available = remaining
        var status = CCURL_DECODER_NEEDS_INPUT
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
          var place = space.baseAddress
          var room = Self.pieceSize
          unsafe status = ccurl_decoder_run(decoder, &next, &remaining, &place, &room)
          count = Self.pieceSize - room
        }
        packedCount += available - remaining
        guard status != CCURL_DECODER_DAMAGED, remaining < available || !piece.isEmpty else {
          throw TransportError.defect(.damagedCompression(unsafe String(cString: ccurl_decoder_message(decoder))))
        }
        isComplete = status == CCURL_DECODER_ENDED
        mayHaveMore = status == CCURL_DECODER_NEEDS_SPACE
        if !piece.isEmpty { try take(piece) }
      }
    }
  }

  /// Begins another frame, or one to be skipped, with its first byte. Source: RFC 8878, section 3.1.
  private func beginFrame(_ byte: UInt8) throws(TransportError) {
    guard hasFrames, byte == 0x28 || byte & 0xF0 == 0x50 else { throw .defect(.bytesAfterCompression) }
    isComplete = false
  }
}
