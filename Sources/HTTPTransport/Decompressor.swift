/// Unpacks a compressed body.
protocol Decompressor: AnyObject {
  /// Whether the last byte that came was the end of the packed data.
  var isComplete: Bool { get }
  /// How many bytes were unpacked, as they came.
  var packedCount: Int { get }

  /// Unpacks the next bytes.
  ///
  /// - Parameter take: is given the unpacked bytes in pieces of at most 64 kB; what it throws ends the unpacking.
  func unpack(_ packed: [UInt8], _ take: ([UInt8]) throws -> Void) throws
}

/// The encodings that are asked for. Source: RFC 9110, section 8.4.1.
enum ContentEncoding {
  /// The value of `Accept-Encoding`: what zlib unpacks, and what libcurl's own libraries do.
  static let accepted = (["gzip", "deflate"] + ["br", "zstd"].filter { LibraryDecoder($0) != nil })
    .joined(separator: ", ")

  /// - Parameter encoding: the value of `Content-Encoding`.
  /// - Returns: nil for what can't be unpacked.
  static func decompressor(for encoding: String) -> (any Decompressor)? {
    let name = encoding.lowercased()
    return Inflater(name) ?? LibraryDecoder(name)
  }
}
