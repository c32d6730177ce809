import Foundation
import TestSupport

/// Felt's own description of its API, where it lies beside the repository.
struct FeltDescription {
  let operations: [[String: Any]]
  private let schemas: [String: Any]

  init() {
    operations = FeltFacts.read("operations.json")["operations"] as? [[String: Any]] ?? []
    schemas = FeltFacts.read("schemas.json")
  }

  /// What a schema says, one fact a line, so that two schemas can be compared as sets.
  func facts(_ schema: [String: Any], at path: String = "") -> [String] {
    var schema = schema
    if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last {
      schema = schemas[String(name)] as? [String: Any] ?? [:]
    }
    var marks: [String] = []
    if schema["nullable"] as? Bool == true { marks.append("nullable") }
    if schema["deprecated"] as? Bool == true { marks.append("deprecated") }
    if let format = schema["format"] as? String { marks.append("format \(format)") }
    if let value = schema["default"] as? String { marks.append("default \(value)") }
    if let count = schema["maxItems"] as? Int { marks.append("at most \(count)") }
    var facts: [String] = []
    if let alternatives = schema["oneOf"] as? [[String: Any]] {
      marks.append("one of \(alternatives.count)")
      facts = alternatives.enumerated().flatMap { self.facts($1, at: "\(path)<\($0)>") }
    } else if let type = schema["type"] as? String {
      marks.append(type)
      if let values = schema["enum"] as? [String] { marks.append("values \(values)") }
      if let items = schema["items"] as? [String: Any] { facts = self.facts(items, at: path + "[]") }
      if schema["additionalProperties"] as? Bool == false { marks.append("closed") }
      for (name, property) in schema["properties"] as? [String: [String: Any]] ?? [:] {
        let isRequired = (schema["required"] as? [String] ?? []).contains(name)
        facts.append("\(path).\(name) \(isRequired ? "required" : "optional")")
        facts += self.facts(property, at: "\(path).\(name)")
      }
    } else {
      marks.append("any")
    }
    return facts + ["\(path): \(marks.sorted().joined(separator: ", "))"]
  }

  /// What an operation is, one fact a line.
  func facts(ofOperation operation: [String: Any]) -> [String] {
    var facts: [String] = []
    for key in ["tag", "method", "path"] { facts.append("\(key) \(operation[key] ?? "")") }
    for parameter in operation["parameters"] as? [[String: Any]] ?? [] {
      let place = "\(parameter["in"] ?? "") \(parameter["name"] ?? "")"
      facts.append("\(place) \(parameter["required"] as? Bool == true ? "required" : "optional")")
      facts += self.facts(parameter["schema"] as? [String: Any] ?? [:], at: place)
    }
    if let body = operation["requestBody"] as? [String: Any] {
      let content = body["content"] as? [String: [String: Any]] ?? [:]
      facts += self.facts(content["application/json"] ?? [:], at: "body")
    }
    for (status, content) in operation["responses"] as? [String: [String: [String: Any]]] ?? [:] {
      facts.append("status \(status)")
      if let schema = content["application/json"] { facts += self.facts(schema, at: status) }
    }
    return facts
  }
}
