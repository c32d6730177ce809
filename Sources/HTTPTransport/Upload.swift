internal import FeltAPI
internal import Platform

/// A file that is being sent: exactly as many bytes as were announced.
final class Upload {
  private let path: String
  private let byteCount: Int
  private var reader: FileReader
  private var pending: ArraySlice<UInt8> = []
  private var remaining: Int

  /// Opens the file.
  ///
  /// - Parameter byteCount: its length when the request was made; another length is an error.
  init(_ path: String, byteCount: Int) throws(TransportError) {
    reader = try Self.open(path, byteCount)
    self.path = path
    self.byteCount = byteCount
    remaining = byteCount
  }

  /// The next bytes; empty at the announced end.
  func next(atMost count: Int) throws(TransportError) -> ArraySlice<UInt8> {
    if remaining == 0 { return [] }
    do {
      if pending.isEmpty { pending = try reader.read()[...] }
    } catch {
      throw TransportError(.other(error.description), mayHaveHappened: true)
    }
    let next = pending.prefix(min(count, remaining))
    if next.isEmpty { throw TransportError(Self.changed(path, byteCount), mayHaveHappened: true) }
    pending = pending.dropFirst(next.count)
    remaining -= next.count
    return next
  }

  /// Goes back to the beginning.
  func rewind() throws(TransportError) {
    reader = try Self.open(path, byteCount)
    pending = []
    remaining = byteCount
  }

  private static func open(_ path: String, _ byteCount: Int) throws(TransportError) -> FileReader {
    let reader: FileReader
    do { reader = try FileReader(path) } catch { throw TransportError(.other(error.description)) }
    guard reader.byteCount == byteCount else { throw TransportError(changed(path, byteCount)) }
    return reader
  }

  private static func changed(_ path: String, _ byteCount: Int) -> TransportError.Reason {
    .other("\(path): it has changed, it was \(byteCount) bytes long")
  }
}
