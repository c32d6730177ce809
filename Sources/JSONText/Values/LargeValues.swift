internal import Synchronization

/// Values of long texts that nobody needs any longer. Freeing one takes as long as building it did, so that the last
/// reference is kept here, and given up on a thread where nobody waits.
package enum LargeValues {
  private static let kept = Mutex<[JSONValue]>([])
  /// Values of texts of so many bytes are kept: shorter ones are freed in no time, and longer ones need their memory.
  private static let sizes = 1 << 20..<64 << 20

  /// Whether there is something to free.
  package static var isEmpty: Bool { kept.withLock(\.isEmpty) }

  static func keep(_ values: [JSONValue], ofTextOf byteCount: Int) {
    guard sizes.contains(byteCount) else { return }
    kept.withLock { $0 += values }
  }

  /// Gives up the references.
  package static func free() {
    var values: [JSONValue] = []
    kept.withLock { swap(&$0, &values) }
  }
}
