package struct JSONStyle: Sendable { package var isTerminalSafe: Bool; package var colors: JSONColors?
  package init(isTerminalSafe: Bool = true, colors: JSONColors? = nil) { self.isTerminalSafe = isTerminalSafe; self.colors = colors } }
package struct JSONColors: Sendable { package static let standard = JSONColors() }
struct P { let b: [UInt8]; var i = 0
  func err(_ m: String) -> JSONError { JSONError(message: m, line: 1, column: i + 1, offset: i) }
  mutating func ws() { while i < b.count, b[i] == 32 || b[i] == 10 || b[i] == 13 || b[i] == 9 { i += 1 } }
  mutating func value() throws(JSONError) -> JSONValue { ws(); guard i < b.count else { throw err("the text ends") }
    switch b[i] {
    case 123: i += 1; var o = JSONObject(); ws(); if i < b.count, b[i] == 125 { i += 1; return .object(o) }
      while true { ws(); guard i < b.count, b[i] == 34 else { throw err("a name is missing") }; let n = try str(); ws(); guard i < b.count, b[i] == 58 else { throw err("a colon is missing") }; i += 1; let v = try value(); o.members.append(.init(name: n, value: v)); ws(); guard i < b.count else { throw err("the text ends") }; if b[i] == 44 { i += 1; continue }; if b[i] == 125 { i += 1; return .object(o) }; throw err("unexpected") }
    case 91: i += 1; var a: [JSONValue] = []; ws(); if i < b.count, b[i] == 93 { i += 1; return .array(a) }
      while true { a.append(try value()); ws(); guard i < b.count else { throw err("the text ends") }; if b[i] == 44 { i += 1; continue }; if b[i] == 93 { i += 1; return .array(a) }; throw err("unexpected") }
    case 34: return .string(try str())
    default: let s = i; while i < b.count, !" \n\r\t,]}:\"[{".utf8.contains(b[i]) { i += 1 }; let t = String(decoding: b[s..<i], as: UTF8.self)
      switch t { case "true": return .bool(true); case "false": return .bool(false); case "null": return .null; default: guard Double(t) != nil else { i = s; throw err("unexpected character") }; return .number(JSONNumber(uncheckedText: t)) } } }
  mutating func str() throws(JSONError) -> String { i += 1; var r: [UInt8] = []; while i < b.count { let c = b[i]; if c == 34 { i += 1; return String(decoding: r, as: UTF8.self) }; if c == 92 { i += 1; guard i < b.count else { throw err("end") }; switch b[i] { case 110: r.append(10); case 116: r.append(9); case 117: let h = String(decoding: b[(i+1)..<min(i + 5, b.count)], as: UTF8.self); r += Array(String(UnicodeScalar(UInt32(h, radix: 16) ?? 63) ?? "?").utf8); i += 4; default: r.append(b[i]) }; i += 1 } else { r.append(c); i += 1 } }; throw err("the string does not end") }
}
extension JSONValue {
  package init(parsing bytes: [UInt8]) throws(JSONError) { var p = P(b: bytes); self = try p.value(); p.ws(); if p.i < bytes.count { throw p.err("text after") } }
  package init(_ n: Int) { self = .number(JSONNumber(uncheckedText: String(n))) }
  package func isEqual(to o: JSONValue) -> Bool { self == o }
  package func serialized() -> [UInt8] { Array(text.utf8) }
  var text: String { switch self { case .null: "null"; case .bool(let b): b ? "true" : "false"; case .number(let n): n.text; case .string(let s): q(s); case .array(let a): "[" + a.map(\.text).joined(separator: ",") + "]"; case .object(let o): "{" + o.members.map { q($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}" } }
  func q(_ s: String) -> String { var r = "\""; for u in s.unicodeScalars { switch u { case "\"": r += "\\\""; case "\\": r += "\\\\"; case "\n": r += "\\n"; default: r.unicodeScalars.append(u) } }; return r + "\"" }
}
extension JSONNumber { package func isLess(than o: JSONNumber) -> Bool { (Double(text) ?? 0) < (Double(o.text) ?? 0) } }
package struct JSONPrinter { var all: [UInt8] = []; package init(style: JSONStyle) {}
  package mutating func print(_ c: [UInt8], into out: inout [UInt8]) throws(JSONError) { out += c }
  package mutating func finish(into out: inout [UInt8]) throws(JSONError) {} }
package struct JSONPathError: Error { package let message: String; package let range: Range<Int> }
package struct JSONPath { let names: [Substring]
  package init(parsing t: String) throws(JSONPathError) { names = t.drop { $0 == "$" }.split { ".[]'".contains($0) } }
  package func evaluate(on v: JSONValue) -> [(path: String, value: JSONValue)] { var c = [v]; for n in names { c = c.flatMap { x -> [JSONValue] in switch x { case .object(let o): n == "*" ? o.members.map(\.value) : o[String(n)].map { [$0] } ?? []; case .array(let a): n == "*" ? a : Int(n).flatMap { a.indices.contains($0) ? [a[$0]] : nil } ?? []; default: [] } } }; return c.map { ("$", $0) } } }
package enum JSONDiff {
  package struct Change { package enum Kind { case added(JSONValue), removed(JSONValue), changed(JSONValue, JSONValue) }; package let path: String; package let kind: Kind }
  package static func between(_ a: JSONValue, _ b: JSONValue, ignoring: [JSONPath] = []) -> [Change] { a == b ? [] : [Change(path: "$", kind: .changed(a, b))] }
}
