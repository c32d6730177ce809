import FeltAPI
import HTTPTypes

extension Schema {
  /// What the schema says, in the form of ``FeltDescription/facts(_:at:)``.
  func facts(at path: String) -> [String] {
    var marks: [String] = []
    if isNullable { marks.append("nullable") }
    if isDeprecated { marks.append("deprecated") }
    if let format { marks.append("format \(format)") }
    if let defaultText { marks.append("default \(defaultText)") }
    var facts: [String] = []
    switch kind {
    case .any: marks.append("any")
    case .string(let allowed):
      marks.append("string")
      if !allowed.isEmpty { marks.append("values \(allowed)") }
    case .integer: marks.append("integer")
    case .number: marks.append("number")
    case .boolean: marks.append("boolean")
    case .array(let element, let maximumCount):
      marks.append("array")
      if let maximumCount { marks.append("at most \(maximumCount)") }
      facts = element.facts(at: path + "[]")
    case .object(let properties, let isClosed):
      marks.append("object")
      if isClosed { marks.append("closed") }
      for property in properties {
        facts.append("\(path).\(property.name) \(property.isRequired ? "required" : "optional")")
        facts += property.schema.facts(at: "\(path).\(property.name)")
      }
    case .oneOf(let alternatives):
      marks.append("one of \(alternatives.count)")
      facts = alternatives.enumerated().flatMap { $1.facts(at: "\(path)<\($0)>") }
    }
    return facts + ["\(path): \(marks.sorted().joined(separator: ", "))"]
  }
}

extension FeltAPI.Operation {
  /// What the operation is, in the form of ``FeltDescription/facts(ofOperation:)``.
  var facts: [String] {
    var facts = ["tag \(group.rawValue)", "method \(method.rawValue)", "path /api/v2\(path)"]
    for name in path.parameterNames { facts += ["path \(name) required", "path \(name): string"] }
    for parameter in query {
      facts.append("query \(parameter.name) \(parameter.isRequired ? "required" : "optional")")
      facts += parameter.schema.facts(at: "query \(parameter.name)")
    }
    if let body { facts += body.facts(at: "body") }
    for (status, schema) in [(successStatus, response)] + errorStatuses.map({ ($0, errorResponse($0)) }) {
      facts.append("status \(status)")
      if let schema { facts += schema.facts(at: String(status)) }
    }
    return facts
  }
}
