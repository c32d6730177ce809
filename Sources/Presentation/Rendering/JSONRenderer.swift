internal import CommandLanguage
internal import JSONText
internal import Terminal

extension Renderer {
  /// The usual way: JSON, laid out for a person, one value a line otherwise.
  static let json = Renderer(format: OutputFormat(OptionSpec("", summary: ""))) { values, context in
    try ValueWriter(context).write(values, isRaw: false)
  }

  /// `--raw`: the bytes as they came; of values that a JSONPath finds, texts without quotes.
  static let raw = Renderer(
    format: OutputFormat(
      OptionSpec("--raw", summary: "the bytes as they came; texts without quotes"), needsWholeBody: false)
  ) { values, context in
    try ValueWriter(context).write(values, isRaw: true)
  }
}

/// Writes values one after another, many in one go and long ones in pieces.
struct ValueWriter {
  private let context: RenderContext
  /// So many bytes are gathered before they are written, and laid out between two looks at Control-C.
  private static let pieceSize = 1 << 16

  init(_ context: RenderContext) {
    self.context = context
  }

  func write(_ values: [JSONValue], isRaw: Bool) throws {
    let traits = context.traits
    var bytes: [UInt8] = []
    func flush(atLeast count: Int) throws {
      guard bytes.count >= count else { return }
      try context.write(bytes)
      bytes.removeAll(keepingCapacity: true)
      try context.checkInterruption()
    }
    for value in values {
      if isRaw, case .string(let text) = value {
        var stream = SafeTextStream()
        if traits.isTerminal {
          stream.write(Array(text.utf8), into: &bytes)
          stream.finish(into: &bytes)
        } else {
          bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\n"))
      } else if context.isForPerson {
        var printer = JSONPrinter(style: traits.jsonStyle)
        var rest = value.serialized()[...]
        while !rest.isEmpty {
          try printer.print(Array(rest.prefix(Self.pieceSize)), into: &bytes)
          rest = rest.dropFirst(Self.pieceSize)
          try flush(atLeast: Self.pieceSize)
        }
        try printer.finish(into: &bytes)
      } else {
        value.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
      try flush(atLeast: Self.pieceSize)
    }
    try flush(atLeast: 1)
  }
}
