/// A body that is read while it is sent, so that memory stays flat however long it is.
public final class StreamedBody: Sendable {
  /// How many bytes it has; reading gives exactly as many, or throws.
  public let byteCount: Int
  /// What it is, for a person.
  public let summary: String
  /// Begins to read it at its first byte, each time that it is sent.
  public let open: @Sendable () throws(TransportError) -> any BodyReader

  /// Makes a body of a length that is known.
  ///
  /// - Parameters:
  ///   - byteCount: how many bytes `open`'s reader gives.
  ///   - summary: what it is, for a person, such as a file's name.
  ///   - open: begins to read it at its first byte, each time that it is sent. The ``TransportError`` that it throws
  ///     ends the request.
  public init(
    byteCount: Int, summary: String, open: @escaping @Sendable () throws(TransportError) -> any BodyReader
  ) {
    self.byteCount = byteCount
    self.summary = summary
    self.open = open
  }
}

extension StreamedBody: Equatable {
  /// Whether both are the very same: what will be read can't be compared.
  public static func == (first: StreamedBody, second: StreamedBody) -> Bool { first === second }
}

/// Reads a ``StreamedBody`` from its beginning to its end.
public protocol BodyReader: AnyObject {
  /// The next bytes, as many as are convenient; empty at the end.
  func next() throws(TransportError) -> [UInt8]
}
