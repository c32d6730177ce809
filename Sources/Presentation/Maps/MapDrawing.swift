internal import Execution
internal import Terminal

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Draws shapes as a map, as Felt would: in the Mercator projection, or as they are when they are not degrees.
struct MapDrawing {
  private typealias Dot = (x: Int, y: Int)

  private let bounds: GeoBounds
  private let isGeographic: Bool
  /// Dots for each unit of the projection.
  private let scale: Double
  private let left: Double
  /// The y, as it was given, at which each row of dots ends, from north to south: looking a row up is faster than
  /// projecting each position.
  private let rowEnds: [Double]
  private var canvas: BrailleCanvas

  /// - Parameters:
  ///   - width: in columns.
  ///   - height: in rows, at the most.
  ///   - checkInterruption: called for each shape; what it throws ends the drawing.
  /// - Returns: nil when there is nothing to draw.
  init?(
    _ shapes: [GeoShapes.Shape], width: Int, height: Int, checkInterruption: () throws(Failure) -> Void = {}
  ) throws(Failure) {
    guard let bounds = GeoBounds(shapes.lazy.flatMap(\.positions)) else { return nil }
    self.bounds = bounds
    isGeographic = bounds.isGeographic
    let (west, north) = Self.project(bounds.west, bounds.north, isGeographic)
    let (east, south) = Self.project(bounds.east, bounds.south, isGeographic)
    let (columns, rows) = (max(2, width), max(2, height))
    // The last dot of a row and of a column stands on the box's own edge.
    let (across, down) = (Double(columns * 2 - 1), Double(rows * 4 - 1))
    let (wide, high) = (east - west, north - south)
    let fitting = min(wide > 0 ? across / wide : .infinity, high > 0 ? down / high : .infinity)
    scale = fitting.isFinite ? fitting : 0
    let used = Int(exactly: (high * scale).rounded()) ?? rows * 4
    canvas = BrailleCanvas(columns: columns, rows: min(rows, max(1, used / 4 + 1)))
    left = west - (scale > 0 ? (across / scale - wide) / 2 : 0)
    let (scale, isGeographic) = (scale, isGeographic)
    rowEnds =
      scale > 0
      ? (1..<canvas.height).map { Self.unprojected(north - (Double($0) - 0.5) / scale, isGeographic) } : []
    for case .area(let rings) in shapes {
      try checkInterruption()
      draw(rings)
    }
    for case .line(let positions) in shapes {
      try checkInterruption()
      draw(positions, .line)
    }
    let points = shapes.compactMap { if case .point(let position) = $0 { position } else { nil } }
    for point in points {
      try checkInterruption()
      draw(point, isLarge: points.count <= Self.mostLargePoints)
    }
  }

  /// The map, and under it the box that it shows.
  var lines: [StyledText] {
    canvas.lines + [
      StyledText(
        "west \(Self.text(bounds.west))  south \(Self.text(bounds.south))  east \(Self.text(bounds.east))  "
          + "north \(Self.text(bounds.north))", .faint)
    ]
  }

  // MARK: - Drawing

  /// So many points are drawn larger than a dot, which is easily missed.
  private static let mostLargePoints = 100

  private mutating func draw(_ point: GeoShapes.Position, isLarge: Bool) {
    let (x, y) = dot(point)
    canvas.dot(x, y, .point)
    guard isLarge else { return }
    for (across, down) in [(-1, 0), (1, 0), (0, -1), (0, 1)] { canvas.dot(x + across, y + down, .point) }
  }

  private mutating func draw(_ positions: [GeoShapes.Position], _ role: StyledText.Role) {
    guard var last = positions.first.map(dot) else { return }
    canvas.dot(last.x, last.y, role)
    for position in positions.dropFirst() {
      let next = dot(position)
      canvas.line(from: last, to: next, role)
      last = next
    }
  }

  /// Outlines an area and dots its inside, by the even-odd rule, so that holes stay empty.
  private mutating func draw(_ rings: [[GeoShapes.Position]]) {
    let dots = rings.map { $0.map(dot) }
    let heights = dots.flatMap { $0.map(\.y) }
    if let first = heights.min(), let last = heights.max(), last - first > 4 {
      for y in first...last where y % 2 == 0 {
        let crossings = dots.flatMap { Self.crossings($0, y) }.sorted()
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
          for x in crossings[pair]...crossings[pair + 1] where (x + y) % 4 == 0 { canvas.dot(x, y, .area) }
        }
      }
    }
    for ring in rings { draw(ring, .area) }
  }

  /// Where a ring's edges pass through a row of dots.
  private static func crossings(_ ring: [Dot], _ y: Int) -> [Int] {
    zip(ring, ring.dropFirst()).compactMap { start, end in
      guard (start.y <= y) != (end.y <= y) else { return nil }
      return start.x + (y - start.y) * (end.x - start.x) / (end.y - start.y)
    }
  }

  // MARK: - Projection

  private func dot(_ position: GeoShapes.Position) -> Dot {
    let column = (((isGeographic ? position.x : position.x / 4) - left) * scale).rounded()
    guard column.isFinite, abs(column) < 1e6 else { return (0, 0) }
    return (Int(column), row(of: position.y))
  }

  /// How many rows end north of a y.
  private func row(of y: Double) -> Int {
    var (first, count) = (0, rowEnds.count)
    while count > 0 {
      let half = count / 2
      if rowEnds[first + half] >= y {
        first += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return first
  }

  /// Source: EPSG 3857, in degrees; it ends at 85.06 degrees north and south. What isn't in degrees is made smaller, so
  /// that the difference of any two numbers is one too.
  private static func project(_ x: Double, _ y: Double, _ isGeographic: Bool) -> (x: Double, y: Double) {
    guard isGeographic else { return (x / 4, y / 4) }
    let latitude = min(max(y, -85.06), 85.06) * .pi / 180
    return (x, log(tan(.pi / 4 + latitude / 2)) * 180 / .pi)
  }

  /// The y that a projected one stands for.
  private static func unprojected(_ y: Double, _ isGeographic: Bool) -> Double {
    guard isGeographic else { return y * 4 }
    return (2 * atan(exp(y * .pi / 180)) - .pi / 2) * 180 / .pi
  }

  /// A coordinate with five decimals, about a metre.
  private static func text(_ value: Double) -> String {
    guard abs(value) < 1e9 else { return "\(value)" }
    let rounded = (value * 1e5).rounded() / 1e5
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
