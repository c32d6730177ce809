internal import CommandLanguage
internal import Execution
internal import JSONText
internal import Terminal

extension Renderer {
  /// `--map`: GeoJSON drawn as a map, layers as a table with their colours.
  static let map = Renderer(format: OutputFormat(OptionSpec("--map", summary: "GeoJSON drawn as a map"))) {
    values, context in
    let value: JSONValue = values.count == 1 ? values[0] : .array(values)
    let layers = LayerTable.layers(of: value)
    let shapes = try GeoShapes(value, checkInterruption: context.checkInterruption)
    guard shapes != nil || !layers.isEmpty else { throw Failure(.output(.nothingToDraw)) }
    if let shapes { try shapes.draw(context) }
    guard !layers.isEmpty else { return }
    if shapes != nil { try context.print("") }
    let table = LayerTable.table(layers, isColored: context.traits.palette.isColored)
    try context.print(table)
  } read: { bytes, isInterrupted throws(JSONError) in
    try GeoShapes(reading: bytes, isCancelled: isInterrupted).map { $0.draw }
  }
}

extension GeoShapes {
  fileprivate func draw(_ context: RenderContext) throws {
    // Below the map are the box, the counts and the next prompt.
    let height = max(4, context.traits.height - 4)
    let drawing = try MapDrawing(
      shapes, width: context.traits.width, height: height, checkInterruption: context.checkInterruption)
    if let drawing { try context.print(drawing.lines) }
    try context.print(summary)
  }
}

extension GeoShapes {
  /// How many shapes of each kind there are.
  fileprivate var summary: StyledText {
    var counts = (points: 0, lines: 0, areas: 0)
    for shape in shapes {
      switch shape {
      case .point: counts.points += 1
      case .line: counts.lines += 1
      case .area: counts.areas += 1
      }
    }
    var parts: [StyledText] = []
    if featureCount > 0 { parts.append(StyledText(Quantity.count(featureCount, "feature"))) }
    if counts.points > 0 { parts.append(StyledText(Quantity.count(counts.points, "point"), .point)) }
    if counts.lines > 0 { parts.append(StyledText(Quantity.count(counts.lines, "line"), .line)) }
    if counts.areas > 0 { parts.append(StyledText(Quantity.count(counts.areas, "polygon"), .area)) }
    if emptyCount > 0 { parts.append(StyledText("\(emptyCount) without geometry", .faint)) }
    if unreadableCount > 0 { parts.append(StyledText("\(unreadableCount) not readable", .warning)) }
    return parts.isEmpty ? StyledText("no features", .faint) : .joined(parts, separator: " · ")
  }
}
