internal import CVectors

extension [UInt8] {
  /// The first place, from one on, of any of up to four bytes. 32 are looked at in one step.
  func firstPlace(from start: Int, of wanted: [UInt8]) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe wanted.withUnsafeBufferPointer { wanted in
        let rest = unsafe UnsafeBufferPointer(rebasing: buffer[start...])
        let place = unsafe Int(cvectors_first_of(rest.baseAddress, rest.count, wanted.baseAddress, wanted.count))
        return place < rest.count ? start + place : nil
      }
    }
  }
}
