package struct JSONPathError: Error { package let message: String; package let range: Range<Int> }
package struct JSONPath { let names: [Substring]
  package init(parsing t: String) throws(JSONPathError) { names = t.drop { $0 == "$" }.split { ".[]'".contains($0) } }
  package func evaluate(on v: JSONValue) -> [(path: String, value: JSONValue)] { var c = [v]; for n in names { c = c.flatMap { x -> [JSONValue] in switch x { case .object(let o): n == "*" ? o.members.map(\.value) : o[String(n)].map { [$0] } ?? []; case .array(let a): n == "*" ? a : Int(n).flatMap { a.indices.contains($0) ? [a[$0]] : nil } ?? []; default: [] } } }; return c.map { ("$", $0) } } }
package enum JSONDiff {
  package struct Change { package enum Kind { case added(JSONValue), removed(JSONValue), changed(JSONValue, JSONValue) }; package let path: String; package let kind: Kind }
  package static func between(_ a: JSONValue, _ b: JSONValue, ignoring: [JSONPath] = []) -> [Change] { a == b ? [] : [Change(path: "$", kind: .changed(a, b))] }
}
