internal import FeltAPI
internal import HTTPTypes

/// Turns the bytes of a body as they were sent into what they stand for, and knows whether all of it came.
struct BodyDecoder {
  private let inflater: Inflater?
  private var json: JSONEnding?
  private let limit: Int
  private var unpackedCount = 0

  /// Data packs this well only where it says next to nothing; zlib reaches 1,030.
  private static let suspectRatio = 100

  /// - Parameters:
  ///   - endsWithConnection: whether nothing but the end of the connection ends the body.
  ///   - limit: the most bytes that what packs suspiciously well may unpack to.
  init(
    _ head: Response.Head, to request: Request, endsWithConnection: Bool, limit: Int
  ) throws(TransportError) {
    self.limit = limit
    // These never have a body, whatever their headers say. Source: RFC 9112, section 6.3.
    guard request.method != .head, head.status != 204, head.status != 304 else {
      inflater = nil
      return
    }
    let encoding = head.headers[.contentEncoding] ?? "identity"
    inflater = Inflater(encoding)
    // Who asks for an encoding of their own gets it as it is.
    let isKnown = inflater != nil || ["identity", ""].contains(encoding.lowercased())
    if !isKnown, request.headers[.acceptEncoding] == nil {
      throw TransportError(.defectiveResponse(.unknownEncoding(String(encoding.prefix(40)))), mayHaveHappened: true)
    }
    if endsWithConnection, isKnown, head.isJSON { json = JSONEnding() }
    mustHaveBody = endsWithConnection || (head.headers[.contentLength].map { Int($0) != 0 } ?? false)
  }

  /// Whether a packed body of no bytes is one that was cut.
  private var mustHaveBody = false

  /// Takes the next bytes as they came; `give` is called with what they stand for, in pieces.
  mutating func take(_ bytes: [UInt8], _ give: ([UInt8]) throws -> Void) throws {
    guard let inflater else {
      json?.take(bytes)
      return try give(bytes)
    }
    try inflater.unpack(bytes) { piece in
      unpackedCount += piece.count
      if unpackedCount > limit, unpackedCount / max(1, inflater.packedCount) > Self.suspectRatio {
        throw TransportError(.bodyTooLarge(limit: limit), mayHaveHappened: true)
      }
      json?.take(piece)
      try give(piece)
    }
  }

  /// Throws when the body is not complete.
  func finish() throws(TransportError) {
    if let inflater, !inflater.isComplete, inflater.packedCount > 0 || mustHaveBody {
      throw TransportError(.defectiveResponse(.compressedBodyCut), mayHaveHappened: true)
    }
    if let json, !json.isComplete {
      throw TransportError(.defectiveResponse(.jsonCut), mayHaveHappened: true)
    }
  }
}
