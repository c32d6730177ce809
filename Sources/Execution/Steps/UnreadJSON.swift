package import JSONText

/// A JSON text that is read by whoever shows it.
package struct UnreadJSON {
  private let bytes: [UInt8]
  private let failure: (JSONError) -> Failure
  /// The whole value.
  package let value: () throws(Failure) -> JSONValue

  /// - Parameters:
  ///   - failure: what is wrong with the text, and where it is from.
  init(_ bytes: [UInt8], _ failure: @escaping (JSONError) -> Failure, value: @escaping () throws(Failure) -> JSONValue)
  {
    self.bytes = bytes
    self.failure = failure
    self.value = value
  }

  /// Reads the text.
  package func read<Result>(_ body: ([UInt8]) throws(JSONError) -> Result) throws(Failure) -> Result {
    do throws(JSONError) { return try body(bytes) } catch { throw failure(error) }
  }
}
