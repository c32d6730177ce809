/// The part of a file that a `Range` header requests. Source: RFC 9110, section 14.
enum ByteRange {
  /// The whole file: there is no range, or one that a server may ignore.
  case whole
  case part(Range<Int>)
  /// The range starts beyond the end.
  case unsatisfiable

  /// - Parameter header: the value of `Range`; nil for none.
  init(_ header: String?, count: Int) {
    self = .whole
    guard let header, header.lowercased().hasPrefix("bytes=") else { return }
    let spec = header.dropFirst(6).filter { $0 != " " }
    guard !spec.contains(","), let dash = spec.firstIndex(of: "-") else { return }
    let (first, last) = (spec[..<dash], spec[spec.index(after: dash)...])
    guard (first + last).utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
    if first.isEmpty {
      guard let length = Int(last) else { return }
      self = length == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - length)..<count)
      return
    }
    guard let start = Int(first) else { return }
    let end = last.isEmpty ? Int.max : Int(last) ?? Int.max
    guard end >= start else { return }
    self = start < count ? .part(start..<min(count - 1, end) + 1) : .unsatisfiable
  }
}
