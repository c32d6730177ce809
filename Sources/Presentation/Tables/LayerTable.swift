internal import Execution
internal import JSONText
internal import Terminal

/// Layers as people look at them: geometry, status, progress, and the colours of the style.
enum LayerTable {
  /// The layers that a value is or holds: a layer, a list of them, a layer group, a map. Each is there once, though a
  /// map has the layers of its groups twice.
  static func layers(of value: JSONValue) -> [JSONObject] {
    var seen: Set<JSONValue> = []
    return found(in: value).filter { seen.insert($0["id"] ?? .null).inserted }
  }

  private static func found(in value: JSONValue) -> [JSONObject] {
    switch value {
    case .array(let values): return values.flatMap { found(in: $0) }
    case .object(let object):
      if object["type"] == .string("layer") { return [object] }
      return ["layer_groups", "layers"].flatMap { object[$0].map { found(in: $0) } ?? [] }
    case .null, .bool, .number, .string: return []
    }
  }

  static func table(_ layers: [JSONObject], isColored: Bool) -> Table {
    Table(
      columns: [
        Table.Column("name"), Table.Column("geometry"), Table.Column("status"),
        Table.Column("progress", isNumeric: true), Table.Column("colours"), Table.Column("id", isWhole: true),
      ],
      rows: layers.map { layer in
        [
          StyledText(text(layer["name"]), .strong), StyledText(text(layer["geometry_type"])),
          status(text(layer["status"])), StyledText(text(layer["progress"])),
          swatches(layer["style"] ?? .null, isColored: isColored), StyledText(text(layer["id"]), .faint),
        ]
      })
  }

  /// A status in the colour of what it means.
  static func status(_ status: String) -> StyledText {
    switch status {
    case "completed": StyledText(status, .success)
    case "failed": StyledText(status, .failure)
    case "uploading", "processing", "in_progress", "syncing": StyledText(status, .warning)
    default: StyledText(status)
    }
  }

  /// The colours of a style: as squares, or by their names where there is no colour.
  static func swatches(_ style: JSONValue, isColored: Bool) -> StyledText {
    let colors = StyleColors.all(in: style)
    var result = StyledText()
    for color in colors.prefix(8) {
      if isColored {
        result += StyledText("■", .color(color.value))
      } else {
        result += StyledText((result.isEmpty ? "" : " ") + color.text)
      }
    }
    return colors.count > 8 ? result + StyledText("…", .faint) : result
  }

  private static func text(_ value: JSONValue?) -> String {
    value.map { $0 == .null ? "" : $0.plainText } ?? ""
  }
}
