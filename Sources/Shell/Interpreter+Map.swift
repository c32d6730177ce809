internal import CommandLanguage
internal import JSONText
internal import Terminal

extension Interpreter {
  /// Draws what a value holds of the earth: GeoJSON as a map, a map's layers as a table.
  func showMap(_ value: JSONValue, at range: SourceRange?) throws {
    let layers = LayerTable.layers(of: value)
    let shapes = GeoShapes(value)
    guard shapes != nil || !layers.isEmpty else {
      throw Failure(
        .unreadable, "there is nothing in this to draw", at: range,
        advice: "GeoJSON is drawn, and what get /maps/ID, …/elements and …/layers answer")
    }
    if let shapes { try draw(shapes) }
    guard !layers.isEmpty else { return }
    if shapes != nil { try print("") }
    for line in LayerTable.table(layers, isColored: screen.output.palette.isColored).lines(width: screen.output.width) {
      try print(line)
    }
  }

  private func draw(_ shapes: GeoShapes) throws {
    // Below the map are the box, the counts and the next prompt.
    let height = max(4, screen.output.height - 4)
    if let map = MapDrawing(shapes.shapes, width: screen.output.width, height: height) {
      for line in map.lines { try print(line) }
    }
    try print(Self.summary(of: shapes))
  }

  private static func summary(of shapes: GeoShapes) -> StyledText {
    var counts = (points: 0, lines: 0, areas: 0)
    for shape in shapes.shapes {
      switch shape {
      case .point: counts.points += 1
      case .line: counts.lines += 1
      case .area: counts.areas += 1
      }
    }
    var parts: [StyledText] = []
    if shapes.featureCount > 0 { parts.append(StyledText(Units.count(shapes.featureCount, "feature"))) }
    if counts.points > 0 { parts.append(StyledText(Units.count(counts.points, "point"), .point)) }
    if counts.lines > 0 { parts.append(StyledText(Units.count(counts.lines, "line"), .line)) }
    if counts.areas > 0 { parts.append(StyledText(Units.count(counts.areas, "polygon"), .area)) }
    if shapes.emptyCount > 0 { parts.append(StyledText("\(shapes.emptyCount) without geometry", .faint)) }
    if shapes.unreadableCount > 0 { parts.append(StyledText("\(shapes.unreadableCount) not readable", .warning)) }
    return parts.isEmpty ? StyledText("no features", .faint) : .joined(parts, separator: " · ")
  }
}
