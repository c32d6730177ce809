/// The smallest box that holds positions.
struct GeoBounds: Hashable {
  var west: Double
  var south: Double
  var east: Double
  var north: Double

  /// - Returns: nil when there are no positions.
  init?(_ positions: some Sequence<GeoShapes.Position>) {
    var box: GeoBounds?
    for position in positions {
      guard let old = box else {
        box = GeoBounds(west: position.x, south: position.y, east: position.x, north: position.y)
        continue
      }
      box = GeoBounds(
        west: min(old.west, position.x), south: min(old.south, position.y), east: max(old.east, position.x),
        north: max(old.north, position.y))
    }
    guard let box else { return nil }
    self = box
  }

  private init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// Whether these can be degrees on the earth, once around it and on across the date line.
  var isGeographic: Bool { west >= -360 && east <= 360 && south >= -90 && north <= 90 }
}
