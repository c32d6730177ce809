/// A path with named holes, such as `/maps/{map_id}/layers/{layer_id}`, relative to the base URL's path.
/// It is read in both directions: filled with values, and matched against a path.
public struct PathTemplate: Sendable, Hashable {
  /// One part of the path between slashes.
  public enum Segment: Sendable, Hashable {
    /// A word that stands as it is.
    case literal(String)
    /// A hole, by its parameter's name.
    case parameter(String)
  }

  /// The parts in order.
  public let segments: [Segment]

  /// Reads a template as Felt writes it, with or without the slash in front.
  public init(_ text: String) {
    segments = text.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}")
        ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
  }

  /// The names of the holes, in order.
  public var parameterNames: [String] {
    segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
  }

  /// Fills the holes.
  ///
  /// - Parameter values: plain values by parameter name; they are percent-encoded here.
  /// - Returns: a path that begins with a slash.
  /// - Throws: ``CallProblem/missingPathParameter(_:)``, or what ``PathSegment/encode(_:)`` says of a value.
  public func expand(_ values: [String: String]) throws(CallProblem) -> String {
    var path = ""
    for segment in segments {
      switch segment {
      case .literal(let word): path += "/" + word
      case .parameter(let name):
        guard let value = values[name] else { throw .missingPathParameter(name) }
        path += try "/" + PathSegment.encode(value)
      }
    }
    return path
  }

  /// Reads a path back.
  ///
  /// - Parameter path: a path relative to the base URL, percent-encoded, without a query.
  /// - Returns: the plain values by parameter name; nil when it is another path or an escape in a value is broken.
  public func match(_ path: String) -> [String: String]? {
    let parts = Self.parts(of: path)
    return matches(parts) ? values(in: parts) : nil
  }

  /// The percent-encoded parts of a path between its slashes.
  package static func parts(of path: some StringProtocol) -> [Substring] {
    Substring(path).utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// Whether a path has this shape: as many parts, and the same literal words.
  package func matches(_ parts: [Substring]) -> Bool {
    parts.count == segments.count
      && zip(segments, parts).allSatisfy { segment, part in
        if case .literal(let word) = segment { word == part } else { true }
      }
  }

  /// The plain values in a path of this shape, by parameter name; nil when an escape is broken.
  package func values(in parts: [Substring]) -> [String: String]? {
    var values: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      guard case .parameter(let name) = segment else { continue }
      guard let value = PathSegment.decode(part) else { return nil }
      values[name] = value
    }
    return values
  }
}

extension PathTemplate: CustomStringConvertible {
  /// The template as Felt writes it, with a slash in front.
  public var description: String {
    segments.map { segment in
      switch segment {
      case .literal(let word): "/" + word
      case .parameter(let name): "/{" + name + "}"
      }
    }.joined()
  }
}
