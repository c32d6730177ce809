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
    try writeEach(values) { value, bytes, flush throws in
      if isRaw, case .string(let text) = value {
        var stream = SafeTextStream()
        if context.traits.isTerminal {
          stream.write(Array(text.utf8), into: &bytes)
          stream.finish(into: &bytes)
        } else {
          bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\n"))
      } else if context.isForPerson {
        try layOut(value.serialized()[...], &bytes, flush)
      } else {
        value.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
  }

  func write(_ texts: JSONTexts) throws {
    try writeEach(texts.ranges) { range, bytes, flush throws in
      if context.isForPerson {
        try layOut(texts.bytes[range], &bytes, flush)
      } else {
        texts.write(range, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
  }

  private func layOut(
    _ text: ArraySlice<UInt8>, _ bytes: inout [UInt8], _ flush: (inout [UInt8]) throws -> Void
  ) throws {
    var printer = JSONPrinter(style: context.traits.jsonStyle)
    var rest = text
    while !rest.isEmpty {
      try printer.print(Array(rest.prefix(Self.pieceSize)), into: &bytes)
      rest = rest.dropFirst(Self.pieceSize)
      try flush(&bytes)
    }
    try printer.finish(into: &bytes)
  }

  /// Writes what comes of each value, once enough is gathered, and in between when a value is long.
  private func writeEach<Value>(
    _ values: [Value],
    _ write: (Value, _ bytes: inout [UInt8], _ flush: (inout [UInt8]) throws -> Void) throws -> Void
  ) throws {
    var bytes: [UInt8] = []
    func flush(_ bytes: inout [UInt8]) throws {
      guard bytes.count >= Self.pieceSize else { return }
      try context.write(bytes)
      bytes.removeAll(keepingCapacity: true)
      try context.checkInterruption()
    }
    for value in values {
      try write(value, &bytes, flush)
      try flush(&bytes)
    }
    if !bytes.isEmpty { try context.write(bytes) }
  }
}
