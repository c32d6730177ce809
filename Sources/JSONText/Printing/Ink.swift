/// An escape sequence that gives a colour, short enough for one store.
struct Ink: Sendable {
  let bytes: SIMD32<UInt8>
  let length: Int

  /// A sequence longer than any that ECMA-48 needs is left out.
  init(_ text: String?) {
    var bytes = SIMD32<UInt8>(repeating: 0)
    let utf8 = Array((text ?? "").utf8)
    length = utf8.count <= SIMD32<UInt8>.scalarCount ? utf8.count : 0
    for index in 0..<length { bytes[index] = utf8[index] }
    self.bytes = bytes
  }
}
