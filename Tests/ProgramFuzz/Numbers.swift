import TestSupport

/// Numbers of any size and form, wherever a person, a file or an option gives one.
struct Numbers: FuzzMaker {
  var random: SeededRandom

  private static let edges = [
    "0", "-0", "1", "-1", "0.1", "1e0", "9007199254740991", "-9007199254740992", "2147483647", "-2147483648", "65535",
    "65536", "4294967296", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1e308", "-1.7976931348623157e308", "9e307",
    "-9e307", "1e309", "1e400", "1e-400", "5e-324", "1e9223372036854775807", "1e-9223372036854775808",
    "1e99999999999999999999", "-1e-99999999999999999999", "0e99999999999999999999", "0x10", "nan", "inf", "-inf",
    "infinity", "1_000", "+1", "01", "1.", ".5", "1e", "٣", "",
  ]

  private mutating func number() -> String {
    switch random.below(4) {
    case 0:
      let digits = (0..<1 + random.below(40)).map { _ in String(random.below(10)) }.joined()
      let exponent = random.chance(40) ? "e\(random.one(of: ["", "-", "+"]))\(random.next())" : ""
      return random.one(of: ["", "-"]) + digits + random.one(of: ["", ".5", ".000"]) + exponent
    case 1: return random.one(of: ["", "-"]) + String(random.next() >> UInt64(random.below(64)))
    default: return random.one(of: Self.edges)
    }
  }

  private mutating func command() -> String {
    let sign = random.one(of: ["<", "<=", "==", ">", ">=", "!=", "contains", "matches"])
    let (a, b, c) = (number(), number(), number())
    switch random.below(18) {
    case 0: return "show $[?@ \(sign) \(a)] @numbers.json"
    case 1: return "show $[\(a)] @numbers.json"
    case 2: return "show $[\(a):\(b):\(c)] @numbers.json"
    case 3: return "expect status \(sign) \(a)"
    case 4: return "expect time \(sign) \(a)\(random.one(of: ["s", "ms", ""]))"
    case 5: return "expect count($) \(sign) \(a)"
    case 6: return "expect $.id \(sign) \(a)"
    case 7: return "expect $.id matches \"a{\(a),\(b)}\""
    case 8: return "timeout \(a)"
    case 9: return "history \(a)"
    case 10: return "save out.felt \(a)-\(b)"
    case 11: return "post /maps title=x lat=\(a) lon:=\(b) zoom=\(c) --no-check"
    case 12: return "post /maps title=x layer_urls[\(a)]=\(b) --dry-run"
    case 13: return "set x:=\(a)\nshow $x\nshow $x[\(b)]\nexpect status == $x"
    case 14: return "show --map @shape.json"
    case 15: return "get /user X-A:\(a) --select $[\(b)] --dry-run"
    case 16: return "diff @numbers.json @shape.json"
    default: return "show --table \(a),$[\(b)] @numbers.json"
    }
  }

  private mutating func shape() -> String {
    let isJSON: (String) -> Bool = { text in
      text.utf8.allSatisfy { "-0123456789.eE".utf8.contains($0) } && Double(text) != nil
        && !text.hasSuffix(".") && !text.hasPrefix(".") && !(text.hasPrefix("0") && text.count > 1)
    }
    let positions = (0..<1 + random.below(6)).map { _ -> String in
      var pair = [number(), number()]
      for place in 0..<2 where !isJSON(pair[place]) {
        pair[place] = random.one(of: ["9e307", "-9e307", "5e-324", "0"])
      }
      return "[\(pair.joined(separator: ","))]"
    }
    let list = positions.joined(separator: ",")
    return random.one(of: [
      #"{"type":"MultiPoint","coordinates":[\#(list)]}"#, #"{"type":"LineString","coordinates":[\#(list)]}"#,
      #"{"type":"Polygon","coordinates":[[\#(list)]]}"#,
    ])
  }

  private mutating func options() -> [String] {
    let (a, b) = (number(), number())
    switch random.below(10) {
    case 0: return ["--retry", a]
    case 1: return ["--max-body", a]
    case 2: return ["--seed", a]
    case 3: return ["--port", a]
    case 4: return ["--rate", "\(a)/\(random.one(of: ["s", "min", "h", b]))"]
    case 5: return ["--fault", "get /user \(a)"]
    case 6: return ["--fault", "get /user \(random.one(of: ["every", "truncate", "slow", "retry-after"]))=\(a)"]
    case 7: return ["--fault", "get /user 429 retry-after=\(a) every=\(b)"]
    case 8: return ["--fault", "get /user delay=\(a)\(random.one(of: ["s", "ms", ""]))"]
    default: return ["--timeout=\(a)", "--max-body=\(b)"]
    }
  }

  mutating func run(_ folder: TemporaryFolder) throws {
    try folder.write("[\(Self.edges[..<18].joined(separator: ",")),1e400,1e99999999999999999999]", to: "numbers.json")
    try folder.write(shape(), to: "shape.json")
    let lines = ["get /user"] + (0..<60).map { _ in command() }
    let input = lines.joined(separator: "\n")
    _ = try feltsh(["--sandbox", "--on-error", "continue"], input: input, in: folder)
    // A fault of the sandbox may take its time.
    _ = try feltsh(["--sandbox", "--timeout", "0.2"] + options() + ["-c", "get /user"], input: "", in: folder)
  }
}
