import CZlib
import TestSupport
import Testing

/// How a test's server packs a body.
enum Packing: String, CaseIterable, CustomTestStringConvertible {
  case gzip, zlib, raw

  var testDescription: String { rawValue }

  /// What `Content-Encoding` says of it.
  var encoding: String { self == .gzip ? "gzip" : "deflate" }

  private var windowBits: Int32 {
    switch self {
    case .gzip: MAX_WBITS + 16
    case .zlib: MAX_WBITS
    case .raw: -MAX_WBITS
    }
  }

  func pack(_ bytes: [UInt8]) throws -> [UInt8] {
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
