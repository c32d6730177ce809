import Foundation
import JSONText
import Platform
import TestSupport

/// Felt's description of its API, read from the files beside the repository.
struct FeltFiles {
  /// The schemas that others refer to, by name.
  let definitions: [String: JSONValue]
  /// The schemas of JSON bodies by the operation's name and the status; null for a status without a body.
  private(set) var responses: [String: [Int: JSONValue]] = [:]
  private static let longest = 1 << 24

  /// - Returns: nil where the files are not.
  init?() {
    guard let folder = FeltFacts.folder?.path, let operations = Self.read(folder + "/operations.json"),
      let schemas = Self.read(folder + "/schemas.json"), case .array(let all)? = operations["operations"]
    else { return nil }
    definitions = Dictionary(schemas.members.map { ($0.name, $0.value) }) { $1 }
    for case .object(let operation) in all {
      guard case .string(let name)? = operation["operationId"], case .object(let statuses)? = operation["responses"]
      else { continue }
      for member in statuses.members {
        guard let status = Int(member.name), case .object(let contents) = member.value else { continue }
        responses[name, default: [:]][status] = contents["application/json"] ?? .null
      }
    }
  }

  private static func read(_ path: String) -> JSONObject? {
    guard let bytes = try? FileReader.contents(of: path, limit: longest),
      case .object(let object)? = try? JSONValue(parsing: bytes)
    else { return nil }
    return object
  }
}
