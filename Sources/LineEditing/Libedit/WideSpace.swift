#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Text at an address that holds until other text is stored, for callbacks that give a pointer away.
@safe final class WideSpace {
  private var space: UnsafeMutableBufferPointer<wchar_t>

  init(_ text: String = "") {
    unsafe space = .allocate(capacity: 0)
    store(text)
  }

  deinit {
    unsafe space.deallocate()
  }

  /// The first character.
  var start: UnsafeMutablePointer<wchar_t>? { unsafe space.baseAddress }

  func store(_ text: String) {
    let wide = WideText.encode(text)
    unsafe space.deallocate()
    unsafe space = .allocate(capacity: wide.count)
    _ = unsafe space.initialize(fromContentsOf: wide)
  }
}
