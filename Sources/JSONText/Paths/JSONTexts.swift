/// Values as they stand in a text: nothing is built of them until somebody asks.
package struct JSONTexts: Sendable {
  /// The text around them.
  package let bytes: [UInt8]
  /// Where each value is, in bytes.
  package let ranges: [Range<Int>]
  /// Whether there is no white space between the parts of any of them.
  let isCompact: Bool

  package var isEmpty: Bool { ranges.isEmpty }

  /// Appends a value to bytes without the white space between its parts.
  package func write(_ range: Range<Int>, to out: inout [UInt8]) {
    if isCompact { return out += bytes[range] }
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        place = endOfString(from: place + 1)
      } else if byte <= 0x20 {
        out += bytes[start..<place]
        place += 1
        start = place
      } else {
        place += 1
      }
    }
    out += bytes[start..<range.upperBound]
  }

  private func endOfString(from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place + 1
  }
}

extension JSONPath {
  /// Finds the values in a text while that is read, without building what isn't selected. All of the text is checked.
  ///
  /// - Parameter isCancelled: asked now and then whether to stop.
  /// - Returns: nil when the query can't be followed in one reading, as one with `..` or of a list's end.
  package func texts(
    in bytes: [UInt8], isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONError) -> JSONTexts? {
    guard let steps = PathStep.steps(of: query) else { return nil }
    var result: Result<([Range<Int>], hasSpace: Bool), JSONError> = .failure(.noText)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var scan = unsafe PathScan(
        JSONParser(base, buffer.count, PathReach(), JSONValue.usualRoom, isCancelled), steps, isCancelled)
      do throws(JSONError) {
        let ranges = unsafe try scan.document()
        result = .success((ranges, unsafe scan.hasSpace))
      } catch {
        result = .failure(error)
      }
    }
    let (ranges, hasSpace) = try result.get()
    return JSONTexts(bytes: bytes, ranges: ranges, isCompact: !hasSpace)
  }
}
