internal import JSONText
internal import Terminal

extension SafeText {
  /// A value as JSON, cut to at most so many characters.
  static func short(_ value: JSONValue, _ limit: Int) -> String {
    let text = of(String(decoding: value.serialized().prefix(limit * 40), as: UTF8.self))
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }
}
