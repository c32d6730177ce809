internal import CommandLanguage
internal import JSONText

/// Which response each id came out of.
struct Provenance {
  /// A place in a step's response.
  struct Source {
    let step: Int
    /// JSONPath without its `$`, such as `.layers[0].id`.
    let query: String
  }

  private var sources: [String: Source] = [:]
  /// How deep a response is searched; ids stand near its top.
  private static let depth = 6
  /// A text shorter than this is no id, and may be anything.
  private static let shortestID = 8

  /// Takes in the ids of a step's response. What an earlier response had is left to that one.
  mutating func learn(_ value: JSONValue, step: Int) {
    collect(value, step: step, query: "", depth: Self.depth)
  }

  private mutating func collect(_ value: JSONValue, step: Int, query: String, depth: Int) {
    guard depth > 0 else { return }
    switch value {
    case .object(let object):
      for member in object.members {
        let place = query + "." + member.name
        if case .string(let text) = member.value {
          guard member.name == "id" || member.name.hasSuffix("_id"), text.utf8.count >= Self.shortestID,
            sources[text] == nil, CommandParser.isVariableName(member.name)
          else { continue }
          sources[text] = Source(step: step, query: place)
        } else if CommandParser.isVariableName(member.name) {
          collect(member.value, step: step, query: place, depth: depth - 1)
        }
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        collect(element, step: step, query: "\(query)[\(index)]", depth: depth - 1)
      }
    case .null, .bool, .number, .string: break
    }
  }

  /// Where an id came from.
  func source(of text: String) -> Source? {
    sources[text]
  }

  /// Forgets what came from a step, whose variable means something else now.
  mutating func forget(step: Int) {
    sources = sources.filter { $0.value.step != step }
  }
}
