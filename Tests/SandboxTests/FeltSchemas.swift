import FeltAPI
import Foundation
import HTTPTypes
import JSONText
import TestSupport

/// Holds answers against Felt's own schemas, where those lie beside the repository; strictly: every field that a schema
/// names has to be there, and no other.
struct FeltSchemas: @unchecked Sendable {
  static let shared = FeltSchemas()

  private let schemas = FeltFacts.read("schemas.json")
  private let responses: [String: [String: [String: Any]]]

  private init() {
    var responses: [String: [String: [String: Any]]] = [:]
    for operation in FeltFacts.read("operations.json")["operations"] as? [[String: Any]] ?? [] {
      guard let name = operation["operationId"] as? String else { continue }
      responses[name] = (operation["responses"] as? [String: [String: Any]] ?? [:]).mapValues { content in
        content["application/json"] as? [String: Any] ?? [:]
      }
    }
    self.responses = responses
  }

  /// What is wrong with an answer; nothing when Felt does not document that status.
  func problems(_ value: JSONValue?, of operation: FeltAPI.Operation, status: Int) -> [String] {
    guard let schema = responses[operation.name]?[String(status)] else { return [] }
    if schema.isEmpty { return value == nil ? [] : ["there is a body"] }
    guard let value else { return ["there is no body"] }
    return problems(value, schema, at: "$")
  }

  private func problems(_ value: JSONValue, _ schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      guard let target = schemas[name] as? [String: Any] else { return ["\(place): no schema \(name)"] }
      return problems(value, target, at: place)
    }
    if value == .null { return schema["nullable"] as? Bool == true || schema.isEmpty ? [] : ["\(place) is null"] }
    if let alternatives = schema["oneOf"] as? [[String: Any]] {
      let all = alternatives.map { problems(value, $0, at: place) }
      return all.contains([]) ? [] : all.min { $0.count < $1.count } ?? []
    }
    switch (schema["type"] as? String, value) {
    case (nil, _): return []
    case ("string", .string(let text)): return problems(ofText: text, schema, at: place)
    case ("integer", .number(let number)): return number.int == nil ? ["\(place) is \(number.text)"] : []
    case ("number", .number), ("boolean", .bool): return []
    case ("array", .array(let elements)):
      if let most = schema["maxItems"] as? Int, elements.count > most { return ["\(place) has \(elements.count)"] }
      let items = schema["items"] as? [String: Any] ?? [:]
      return elements.enumerated().flatMap { problems($1, items, at: "\(place)[\($0)]") }
    case ("object", .object(let object)): return problems(ofObject: object, schema, at: place)
    case (let type?, _): return ["\(place) is no \(type)"]
    }
  }

  private func problems(ofText text: String, _ schema: [String: Any], at place: String) -> [String] {
    if let allowed = schema["enum"] as? [String], !allowed.contains(text) { return ["\(place) is \(text)"] }
    switch schema["format"] as? String {
    case "felt_id":
      let isID = (20...24).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLetterOrDigit }
      return isID ? [] : ["\(place) is no id: \(text)"]
    case "date-time", "date_time":
      let formatter = ISO8601DateFormatter()
      return formatter.date(from: text) == nil ? ["\(place) is no time: \(text)"] : []
    case "date":
      let parts = text.split(separator: "-").map { Int($0) }
      return text.utf8.count == 10 && parts.count == 3 && !parts.contains(nil) ? [] : ["\(place) is no date: \(text)"]
    default: return []
    }
  }

  private func problems(ofObject object: JSONObject, _ schema: [String: Any], at place: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    var result: [String] = []
    for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
      if let value = object[name] {
        result += problems(value, property, at: "\(place).\(name)")
      } else if required.contains(name) || !Self.isAlternative(name, in: schema) {
        result.append("\(place).\(name) is missing")
      }
    }
    if schema["additionalProperties"] as? Bool == false {
      result += object.members.map(\.name).filter { properties[$0] == nil }.map { "\(place).\($0) is too much" }
    }
    return result
  }

  /// An error has one source of three; secrets are taken and never given back; GeoJSON from elsewhere has no ids.
  private static func isAlternative(_ name: String, in schema: [String: Any]) -> Bool {
    ["pointer", "parameter", "header", "felt:id", "felt:parentId"].contains(name)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
