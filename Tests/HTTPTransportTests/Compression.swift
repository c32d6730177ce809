import CZlib
import TestSupport
import Testing

/// How a test's server packs a body.
enum Packing: String, CaseIterable, CustomTestStringConvertible {
  case gzip, zlib, raw, brotli, zstd

  var testDescription: String { rawValue }

  /// What `Content-Encoding` says of it.
  var encoding: String {
    switch self {
    case .gzip: "gzip"
    case .zlib, .raw: "deflate"
    case .brotli: "br"
    case .zstd: "zstd"
    }
  }

  private var windowBits: Int32 {
    switch self {
    case .gzip: MAX_WBITS + 16
    case .zlib: MAX_WBITS
    case .raw, .brotli, .zstd: -MAX_WBITS
    }
  }

  func pack(_ bytes: [UInt8]) throws -> [UInt8] {
    switch self {
    case .gzip, .zlib, .raw: try deflated(bytes)
    case .brotli: StoredBlocks.brotli(bytes)
    case .zstd: StoredBlocks.zstd(bytes)
    }
  }

  private func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    return try unsafe withUnsafeMutablePointer(to: &stream) { stream in
      guard
        unsafe deflateInit2_(stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
      else { throw ProgramFailure("zlib could not be started") }
      defer { unsafe deflateEnd(stream) }
      let bound = unsafe Int(deflateBound(stream, UInt(bytes.count))) + 64
      var input = bytes
      return try unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = UInt32(input.count)
        return try unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
          unsafe stream.pointee.next_out = output.baseAddress
          unsafe stream.pointee.avail_out = UInt32(bound)
          guard unsafe deflate(stream, Z_FINISH) == Z_STREAM_END else { throw ProgramFailure("zlib did not finish") }
          count = unsafe bound - Int(stream.pointee.avail_out)
        }
      }
    }
  }

  /// A complete response with a packed body.
  func reply(_ packed: [UInt8], type: String = "application/json") -> [RawServer.Step] {
    let head = ["HTTP/1.1 200 OK", "Content-Type: \(type)", "Content-Encoding: \(encoding)"]
    return [
      .send((head + ["Content-Length: \(packed.count)", "", ""]).joined(separator: "\r\n")), .sendBytes(packed),
    ]
  }
}

/// Data that is packed as it is, in blocks that say how long they are.
private enum StoredBlocks {
  /// Source: RFC 7932, sections 9.1 and 9.2.
  static func brotli(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      let block = bytes[start..<min(start + 1 << 16, bytes.count)]
      // The first block's header begins with a bit for the window, all have four digits of the length, and a 1 that
      // says that the data is stored.
      let header = start == 0 ? (block.count - 1) << 4 | 1 << 20 : (block.count - 1) << 3 | 1 << 19
      packed += (0..<3).map { UInt8(truncatingIfNeeded: header >> (8 * $0)) } + block
    }
    // The last block, which is empty; alone it begins with the bit for the window.
    return packed + [packed.isEmpty ? 0x06 : 0x03]
  }

  /// Source: RFC 8878, section 3.1.1.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    let little = { (value: Int, count: Int) in (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    var packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(bytes.count, 4)
    let size = 1 << 16
    for start in stride(from: 0, to: max(bytes.count, 1), by: size) {
      let block = bytes[start..<min(start + size, bytes.count)]
      packed += little(block.count << 3 | (start + size >= bytes.count ? 1 : 0), 3) + block
    }
    return packed
  }
}
