internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Where a resource is, as its own JSON says.
package struct ResourcePath {
  /// Relative to the base URL.
  let path: String
  /// The parameter that the resource's own id is for.
  let parameter: String
  /// The ids of the path, by their parameters.
  let identifiers: [String: String]

  /// The map, project or source that a path is in.
  static func top(of path: String) -> String { path.split(separator: "/").prefix(2).map { "/" + $0 }.joined() }

  /// - Returns: nil for what is not a resource that can be read.
  init?(_ object: JSONObject) {
    guard let id = object.text("id") else { return nil }
    if case .object(let links)? = object["links"], let address = links.text("self"),
      let start = address.firstRange(of: BaseURL.felt.path)?.upperBound
    {
      let path = String(address[start...])
      if path.hasSuffix("/" + id), let found = Self(path: path) {
        self = found
        return
      }
    }
    let holder: String? =
      switch object.text("type") {
      case "map", "map_reference": "maps"
      case "project", "project_reference": "projects"
      case "source", "source_reference": "sources"
      default: nil
      }
    guard let holder, let found = Self(path: "/\(holder)/\(id)") else { return nil }
    self = found
  }

  private init?(path: String) {
    guard let (operation, identifiers) = Catalogue.match(.get, path),
      case .parameter(let name)? = operation.path.segments.last
    else { return nil }
    (self.path, parameter, self.identifiers) = (path, name, identifiers)
  }

  /// The ids of a path, by their parameters.
  package static func identifiers(in path: String) -> [String: String] {
    Catalogue.matches(path).first?.1 ?? [:]
  }
}
