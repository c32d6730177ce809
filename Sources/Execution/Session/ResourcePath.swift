internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Where a resource is, as its own JSON says.
enum ResourcePath {
  /// The path of a resource relative to the base URL, and the parameter that its id is for; nil for anything else.
  static func of(_ object: JSONObject) -> (path: String, parameter: String)? {
    guard let id = object.text("id") else { return nil }
    if case .object(let links)? = object["links"], let address = links.text("self"),
      let start = address.firstRange(of: BaseURL.felt.path)?.upperBound
    {
      let path = String(address[start...])
      if let parameter = parameter(of: path), path.hasSuffix("/" + id) { return (path, parameter) }
    }
    let holder: String? =
      switch object.text("type") {
      case "map", "map_reference": "maps"
      case "project", "project_reference": "projects"
      case "source", "source_reference": "sources"
      default: nil
      }
    let path = holder.map { "/\($0)/\(id)" }
    return path.flatMap { path in parameter(of: path).map { (path, $0) } }
  }

  /// The parameter that the last part of a path is for; nil when it is none.
  private static func parameter(of path: String) -> String? {
    guard let (operation, _) = Catalogue.match(.get, path), case .parameter(let name)? = operation.path.segments.last
    else { return nil }
    return name
  }

  /// The ids of a path, by their parameters.
  static func identifiers(in path: String) -> [String: String] {
    Catalogue.matches(path).first?.1 ?? [:]
  }
}

extension String {
  fileprivate func firstRange(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
