/// Where a node is, as a list that grows at its end and shares its beginning.
final class Location: Sendable {
  enum Step: Sendable {
    case name(String)
    case index(Int)
  }

  private let parent: Location?
  private let step: Step?

  init() {
    parent = nil
    step = nil
  }

  private init(_ parent: Location, _ step: Step) {
    self.parent = parent
    self.step = step
  }

  func appending(_ step: Step) -> Location {
    Location(self, step)
  }

  /// The normalized path. Source: RFC 9535, section 2.7.
  var path: String {
    var steps: [Step] = []
    var current: Location? = self
    while let location = current {
      if let step = location.step { steps.append(step) }
      current = location.parent
    }
    return "$"
      + steps.reversed().map { step in
        switch step {
        case .index(let index): "[\(index)]"
        case .name(let name): "['\(Self.escaped(name))']"
        }
      }.joined()
  }

  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        result += UnicodeEscape.text(scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
