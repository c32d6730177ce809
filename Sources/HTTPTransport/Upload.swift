internal import FeltAPI
internal import Platform

/// A body that is being sent: exactly as many bytes as were announced.
final class Upload {
  private let body: StreamedBody
  private var reader: any BodyReader
  private var pending: ArraySlice<UInt8> = []
  /// How many bytes are still to be given to libcurl.
  private(set) var remaining: Int

  init(_ body: StreamedBody) throws(TransportError) {
    reader = try body.open()
    self.body = body
    remaining = body.byteCount
  }

  /// How many bytes libcurl has taken.
  var givenCount: Int { body.byteCount - remaining }

  /// The next bytes; empty at the announced end.
  func next(atMost count: Int) throws(TransportError) -> ArraySlice<UInt8> {
    if remaining == 0 { return [] }
    if pending.isEmpty { pending = try reader.next()[...] }
    let next = pending.prefix(min(count, remaining))
    if next.isEmpty { throw TransportError(.other("\(body.summary): it ended too early"), mayHaveHappened: true) }
    pending = pending.dropFirst(next.count)
    remaining -= next.count
    return next
  }

  /// Goes back to the beginning.
  func rewind() throws(TransportError) {
    reader = try body.open()
    pending = []
    remaining = body.byteCount
  }
}

extension StreamedBody {
  /// A file as it is.
  ///
  /// - Parameter byteCount: its length when the request was made; another length is an error.
  static func file(_ path: String, byteCount: Int) -> StreamedBody {
    StreamedBody(byteCount: byteCount, summary: path) { () throws(TransportError) in
      try FileBodyReader(path, byteCount: byteCount)
    }
  }
}

/// Reads a file that has to be as long as it was.
private final class FileBodyReader: BodyReader {
  private let path: String
  private let reader: FileReader
  private let byteCount: Int

  init(_ path: String, byteCount: Int) throws(TransportError) {
    do { reader = try FileReader(path) } catch { throw TransportError(.other(error.description)) }
    (self.path, self.byteCount) = (path, byteCount)
    guard reader.byteCount == byteCount else { throw TransportError(changed) }
  }

  func next() throws(TransportError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try reader.read() } catch { throw TransportError(.other(error.description), mayHaveHappened: true) }
    if bytes.isEmpty { throw TransportError(changed, mayHaveHappened: true) }
    return bytes
  }

  private var changed: TransportError.Reason { .other("\(path): it has changed, it was \(byteCount) bytes long") }
}
