internal import Execution
internal import JSONText

extension GeoShapes {
  /// Reads a feature collection from its text, of which nothing else is built. What is not as usual in a feature is
  /// read as a value, with the same result.
  ///
  /// - Parameter isCancelled: asked now and then whether to stop.
  /// - Returns: nil for any other value.
  init?(reading bytes: [UInt8], isCancelled: @escaping () -> Bool) throws(JSONError) {
    var shapes = GeoShapes()
    let isCollection = try JSONWalker.walk(bytes, isCancelled: isCancelled) { walker throws(JSONError) in
      try shapes.readCollection(&walker, isCancelled)
    }
    guard isCollection else { return nil }
    self = shapes
  }

  private static func names(_ names: String...) -> [[UInt8]] { names.map { Array($0.utf8) } }

  /// The last two make a map of it, which is more than its features.
  private static let collectionNames = names("features", "type", "layers", "layer_groups")
  private static let featureNames = names("type", "geometry", "features")
  private static let geometryNames = names("coordinates", "type")
  /// So many features are read between two looks at whether to stop.
  private static let pause = 256

  private mutating func readCollection(
    _ walker: inout JSONWalker, _ isCancelled: () -> Bool
  ) throws(JSONError) -> Bool {
    guard try walker.kind() == .object else {
      try walker.skip()
      return false
    }
    var (hasFeatures, isOther) = (false, false)
    var numbers = NestedNumbers()
    try walker.members(Self.collectionNames) { walker, name throws(JSONError) in
      switch name {
      case 0 where !hasFeatures && !isOther:
        guard try walker.kind() == .array else {
          isOther = true
          return try walker.skip()
        }
        hasFeatures = true
        var count = 0
        try walker.elements { walker throws(JSONError) in
          count += 1
          if count % Self.pause == 0, isCancelled() { throw .cancelled }
          if try !readFeature(&walker, &numbers) { isOther = true }
        }
      case 1: if try walker.value() == .string("layer") { isOther = true }
      case 0, 2, 3:
        isOther = true
        try walker.skip()
      default: try walker.skip()
      }
    }
    return hasFeatures && !isOther
  }

  private enum Geometry {
    case none
    case shapes([Shape])
    /// One to be read as a value, at this place.
    case odd(Int)
  }

  private mutating func readFeature(
    _ walker: inout JSONWalker, _ numbers: inout NestedNumbers
  ) throws(JSONError) -> Bool {
    let isObject = try walker.kind() == .object
    let start = walker.place
    guard isObject else { return try addValue(&walker) }
    var isFeature = false
    var isOdd = false
    var geometry = Geometry.none
    try walker.members(Self.featureNames) { walker, name throws(JSONError) in
      switch name {
      case 0: isFeature = try walker.value() == .string("Feature")
      case 1: geometry = try Self.geometry(&walker, &numbers)
      case 2:
        isOdd = true
        try walker.skip()
      default: try walker.skip()
      }
    }
    let end = walker.place
    defer { walker.place = end }
    guard isFeature, !isOdd else {
      walker.place = start
      return try addValue(&walker)
    }
    switch geometry {
    case .none: add(feature: nil)
    case .shapes(let shapes): add(feature: shapes)
    case .odd(let place):
      walker.place = place
      add(feature: try walker.value())
    }
    return true
  }

  /// Adds what isn't a feature.
  private mutating func addValue(_ walker: inout JSONWalker) throws(JSONError) -> Bool {
    let value = try walker.value()
    do throws(Failure) { return try add(value) } catch { throw .cancelled }
  }

  private static func geometry(
    _ walker: inout JSONWalker, _ numbers: inout NestedNumbers
  ) throws(JSONError) -> Geometry {
    let isObject = try walker.kind() == .object
    let start = walker.place
    guard isObject else { return try walker.value() == .null ? .none : .odd(start) }
    var type: JSONValue?
    var hasNumbers = false
    try walker.members(geometryNames) { walker, name throws(JSONError) in
      switch name {
      case 0:
        let place = walker.place
        hasNumbers = try walker.read(&numbers)
        if hasNumbers { return }
        walker.place = place
        try walker.skip()
      case 1: type = try walker.value()
      default: try walker.skip()
      }
    }
    guard hasNumbers, case .string(let type)? = type, let shapes = shapes(type, numbers) else { return .odd(start) }
    return .shapes(shapes)
  }

  /// The shapes of a type; nil when the numbers are not as deep as its coordinates are.
  private static func shapes(_ type: String, _ numbers: NestedNumbers) -> [Shape]? {
    let positions = { (range: Range<Int>) in numbers.pairs[range].map { Position(x: $0.x, y: $0.y) } }
    let all = 0..<numbers.pairs.count
    switch (type, numbers.depth) {
    case ("Point", 1), ("MultiPoint", 2): return positions(all).map { .point($0) }
    case ("LineString", 2): return [.line(positions(all))]
    case ("MultiLineString", 3): return NestedNumbers.ranges(numbers.ends[0]).map { .line(positions($0)) }
    case ("Polygon", 3): return [.area(NestedNumbers.ranges(numbers.ends[0]).map(positions))]
    case ("MultiPolygon", 4):
      let rings = NestedNumbers.ranges(numbers.ends[0])
      return NestedNumbers.ranges(numbers.ends[1]).map { .area(rings[$0].map(positions)) }
    default: return nil
    }
  }
}
