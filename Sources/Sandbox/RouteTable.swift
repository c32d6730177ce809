internal import FeltAPI
internal import HTTPTypes

/// An operation with what does it.
struct Route: Sendable {
  let operation: FeltAPI.Operation
  let handler: Handlers.Handler

  /// The methods by which the operation can be asked for.
  var methods: [String] { operation.method == .get ? ["GET", "HEAD"] : [operation.method.rawValue] }

  fileprivate func fits(_ segments: [Substring]) -> Bool {
    for (segment, part) in zip(operation.path.segments, segments) {
      if case .literal(let word) = segment, word != part { return false }
    }
    return true
  }

  /// The parameters of the path, plain; nil when an escape is broken.
  func parameters(_ segments: [Substring]) -> [String: String]? {
    var values: [String: String] = [:]
    for (segment, part) in zip(operation.path.segments, segments) {
      guard case .parameter(let name) = segment else { continue }
      guard let value = PathSegment.decode(part) else { return nil }
      values[name] = value
    }
    return values
  }
}

/// The catalogue's operations by the shape of their paths, so that finding one doesn't go through all.
struct RouteTable: Sendable {
  /// Made once, of the catalogue.
  static let shared = RouteTable()

  private struct Shape: Hashable {
    let first: Substring
    let count: Int
  }

  private let routes: [Shape: [Route]]

  private init() {
    var routes: [Shape: [Route]] = [:]
    for operation in Catalogue.operations {
      guard let handler = Handlers.all[operation.name], case .literal(let first)? = operation.path.segments.first else {
        continue
      }
      routes[Shape(first: first[...], count: operation.path.segments.count), default: []].append(
        Route(operation: operation, handler: handler))
    }
    self.routes = routes
  }

  /// Those that have this path, whatever their method.
  func routes(_ segments: [Substring]) -> [Route] {
    guard let first = segments.first else { return [] }
    let fitting = (routes[Shape(first: first, count: segments.count)] ?? []).filter { $0.fits(segments) }
    // `/comments/export` is a word of its own and no id.
    let fewest = fitting.map { $0.operation.path.parameterNames.count }.min()
    return fitting.filter { $0.operation.path.parameterNames.count == fewest }
  }
}
