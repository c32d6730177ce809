import JSONText
import TestSupport

/// Texts to try: made by the grammar, then spoilt.
struct Input {
  var random: SeededRandom

  static let texts = [
    #"{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"name":"Straße 😀","n":null},"#
      + #""geometry":{"type":"Polygon","coordinates":[[[1.5,-2e-3],[0,0.10],[1E400,-0]]]}}]}"#,
    #"["\ud83d\ude00","\ud800","\u0000\u001b\"\\\/\b\f\n\r\t","é日","\#u{202E}\#u{7F}",true,false,null,{},[]]"#,
    #"{"a":{"b":[1,2,{"a":"x"}]},"a":[[],{"":0}],"b\u0061":"\u0061"}"#,
    "[[[[[[[[[[1]]]]]]]]]]", " \t\r\n1 ", "-12345678901234567890.12345678901234567890e-123",
  ]

  static let paths = [
    "$", "$.a.b[0]", "$..*", "$['a','b'][0,-1,::2]", "$.a[?@.b == 1 && !(@.c < 'x' || count($..a) >= 2)]",
    "$[?match(@.a, '[a-c]{1,3}|\\\\p{Lu}.*')]", "$[?search(@, 'x(y|z)*[^0-9]?') == true]", "$[?length(@) > 1e0]",
    "$.features[*].properties", "$[-9007199254740991:9007199254740991:-1]", ".a", "$[?value(@..b) == $['b\\u0061']]",
    "$.a.b", "$.*.b[0]", "$[*][1:]", "$..[?@[0]]",
  ]

  private static let punctuation = Array("{}[]\",:.0123456789eE+-\\utfn$?@!&|=<>()*'/ \n\u{1}".utf8)

  /// JSON, or what was JSON.
  mutating func text() -> [UInt8] {
    switch random.below(10) {
    case 0: return (0..<random.below(64)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case 1, 2, 3:
      var bytes: [UInt8] = []
      value(depth: 0, &bytes)
      return bytes
    case 4:
      let depth = random.below(1200)
      let (open, close) = random.one(of: [("[", "]"), ("{\"a\":", "}")])
      return Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
    default: return mutated(random.one(of: Self.texts))
    }
  }

  /// A query, or what was one.
  mutating func path() -> String {
    random.below(3) == 0
      ? random.one(of: Self.paths) : String(decoding: mutated(random.one(of: Self.paths)), as: UTF8.self)
  }

  mutating func mutated(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<random.below(6) {
      let place = random.below(bytes.count + 1)
      let byte = random.below(4) == 0 ? UInt8(truncatingIfNeeded: random.next()) : random.one(of: Self.punctuation)
      switch random.below(5) {
      case 0 where place < bytes.count: bytes.remove(at: place)
      case 1 where place < bytes.count: bytes[place] = byte
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[..<place].suffix(random.below(20)), at: place)
      default: bytes.insert(byte, at: place)
      }
    }
    return bytes
  }

  private mutating func value(depth: Int, _ bytes: inout [UInt8]) {
    if random.below(8) == 0 { bytes.append(random.one(of: [0x20, 0x0A, 0x0D, 0x09])) }
    switch random.below(depth > 6 ? 4 : 7) {
    case 0: bytes += random.one(of: ["null", "true", "false"]).utf8
    case 1: bytes += random.one(of: ["0", "-1", "1.5", "-0.10e+7", "12345678", "123456789.123456789", "1E400"]).utf8
    case 2, 3: string(&bytes)
    case 4, 5:
      bytes.append(UInt8(ascii: "["))
      for index in 0..<random.below(5) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value(depth: depth + 1, &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    default:
      bytes.append(UInt8(ascii: "{"))
      for index in 0..<random.below(5) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += random.one(of: ["\"a\"", "\"b\"", "\"\"", "\"features\"", "\"\\u0061\""]).utf8
        bytes.append(UInt8(ascii: ":"))
        value(depth: depth + 1, &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private mutating func string(_ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for _ in 0..<random.below(20) {
      bytes +=
        random.one(of: ["a", "b", " ", "plain text of some length", "é", "日本", "😀", "\\n", "\\u0041", "\\ud83d\\ude00"])
        .utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
