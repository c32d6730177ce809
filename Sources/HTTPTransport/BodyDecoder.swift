internal import FeltAPI
internal import HTTPTypes

/// Unpacks a body, and checks that it is complete.
struct BodyDecoder {
  private let decompressor: (any Decompressor)?
  private var json: JSONEnding?
  private let limit: Int
  private var unpackedCount = 0

  /// Real data is hardly ever compressed this well; the maximum is 1,030.
  private static let suspectRatio = 100

  /// - Parameters:
  ///   - endsWithConnection: whether only the end of the connection ends the body.
  ///   - limit: the maximum size, in bytes, of an unpacked body with a suspicious ratio.
  init(
    _ head: Response.Head, to request: Request, endsWithConnection: Bool, limit: Int
  ) throws(TransportError) {
    self.limit = limit
    // These have no body, whatever their headers say. Source: RFC 9112, section 6.3.
    guard request.method != .head, head.status != 204, head.status != 304 else {
      decompressor = nil
      return
    }
    let encoding = head.headers.value(of: .contentEncoding) ?? ""
    decompressor = encoding.isEmpty ? nil : ContentEncoding.decompressor(for: encoding)
    // A request with an `Accept-Encoding` of its own gets the body as it was sent.
    let isKnown = decompressor != nil || encoding.isEmpty || encoding.lowercased() == "identity"
    if !isKnown, !request.headers.contains(.acceptEncoding) {
      throw TransportError.defect(.unknownEncoding(String(encoding.prefix(40))))
    }
    if endsWithConnection, isKnown, head.isJSON { json = JSONEnding() }
    mustHaveBody = endsWithConnection || (head.headers.value(of: .contentLength).map { Int($0) != 0 } ?? false)
  }

  /// Whether a compressed body without a single byte is incomplete.
  private var mustHaveBody = false

  /// Unpacks the next bytes, and passes them to `give` in pieces.
  mutating func take(_ bytes: [UInt8], _ give: ([UInt8]) throws -> Void) throws {
    guard let decompressor else {
      json?.take(bytes)
      return try give(bytes)
    }
    try decompressor.unpack(bytes) { piece in
      unpackedCount += piece.count
      if unpackedCount > limit, unpackedCount / max(1, decompressor.packedCount) > Self.suspectRatio {
        throw TransportError(.bodyTooLarge(limit: limit), mayHaveHappened: true)
      }
      json?.take(piece)
      try give(piece)
    }
  }

  /// Throws when the body is not complete.
  func finish() throws(TransportError) {
    if let decompressor, !decompressor.isComplete, decompressor.packedCount > 0 || mustHaveBody {
      throw TransportError.defect(.compressedBodyCut)
    }
    if let json, !json.isComplete {
      throw TransportError.defect(.jsonCut)
    }
  }
}
